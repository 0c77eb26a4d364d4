package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.access.Audit;
import dev.drey.access.LoginKey;
import dev.drey.access.Role;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.store.Place;
import dev.drey.store.Store;
import dev.drey.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A store on a disk of 2 MiB that is filled, and on one that is read-only: small tmpfs, so this suite
/// needs root.
@Timeout(120)
class StoreFullDiskIT {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final User ANA = new User("ana", Role.USER, false, NOW);

    private final TempDir place = TempDir.create();
    private final StoreSettings settings = StoreOfTest.settings(Place.usual(place.path()), place.path());

    @BeforeEach
    void mount() {
        Child.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place.path().toString());
    }

    @AfterEach
    void unmount() {
        Child.run("umount", place.path().toString());
        place.close();
    }

    private Path fill() throws IOException {
        Path ballast = place.resolve("ballast");
        long left = Files.getFileStore(place.path()).getUsableSpace();
        Files.write(ballast, new byte[(int) left]);
        return ballast;
    }

    /// Adds until nothing goes in any more.
    private static Failed full(Store store) {
        return catchThrowableOfType(Failed.class, () -> {
            for (int i = 0; i < 10_000; i++)
                store.people().addKey(new LoginKey("ana", "SHA256:" + i, "ssh-rsa", "A".repeat(4000), "", NOW));
        });
    }

    @Test
    void aFullDiskIsNoSpaceAndWhatWasKeptIsWhole() throws Exception {
        int kept;
        try (Store store = Store.open(settings)) {
            store.people().add(ANA);
            Path ballast = fill();
            Failed failed = full(store);
            assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
            assertThat(failed.getMessage()).contains(place.resolve("hub.db").toString());
            kept = store.people().keys("ana").size();
            assertThat(store.people().users()).containsExactly(ANA);
            Files.delete(ballast);
            store.people().addKey(new LoginKey("ana", "SHA256:after", "ssh-rsa", "A", "", NOW));
        }
        try (Store store = Store.open(settings)) {
            assertThat(store.people().keys("ana")).hasSize(kept + 1);
        }
        assertThat(Store.check(settings)).isEmpty();
    }

    @Test
    void linesOfTheAuditWaitForRoom() throws Exception {
        try (Store store = Store.open(settings)) {
            store.people().add(ANA);
            Path ballast = fill();
            assertThat(full(store).code()).isEqualTo(Code.NO_SPACE);
            for (int i = 0; i < 100; i++) store.audit().note(AuditLine.of("x".repeat(2000)));
            Thread.sleep(Duration.ofMillis(1500));
            Files.delete(ballast);
            assertThat(store.audit().find(Audit.Query.newest(1000))).hasSize(100);
        }
    }

    @Test
    void aNewStoreOnAFullDiskIsNoSpace() throws Exception {
        Path ballast = fill();
        Failed failed = catchThrowableOfType(Failed.class, () -> Store.open(settings));
        assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
        Files.delete(ballast);
        Store.open(settings).close();
    }

    @Test
    void aFileThatAnotherAccountHasIsNamed() throws Exception {
        Store.open(settings).close();
        Files.setPosixFilePermissions(place.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (String name : List.of("hub.db.lock", "hub.db")) {
            Failed failed = AsNobody.call(() -> catchThrowableOfType(Failed.class, () -> Store.open(settings)));
            assertThat(failed.code()).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(failed.getMessage()).contains(place.resolve(name) + ":");
            Files.deleteIfExists(place.resolve("hub.db.lock"));
        }
        Store.open(settings).close();
    }

    @Test
    void aReadOnlyDiskSaysSo() throws Exception {
        try (Store store = Store.open(settings)) {
            store.people().add(ANA);
        }
        Child.run("mount", "-o", "remount,ro", place.path().toString());
        Failed failed = catchThrowableOfType(Failed.class, () -> Store.open(settings));
        assertThat(failed.code()).isEqualTo(Code.READ_ONLY);
        assertThat(failed.getMessage()).contains(place.path().toString());
    }
}
