package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.access.Access;
import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.access.Role;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import dev.drey.session.StoredServer;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An SQLite store, and what can be wrong with its file.
@Timeout(60)
class SqliteTest {
    private static final Schema NEXT =
            new Schema(2, "classpath:dev/drey/store/migration,classpath:dev/drey/store/next");
    private static final Schema BROKEN =
            new Schema(2, "classpath:dev/drey/store/migration,classpath:dev/drey/store/broken");
    private static final User ANA = new User("ana", Role.USER, false, Instant.EPOCH);
    private static final StoredServer WEB =
            new StoredServer("web-1", Map.of("host", "h"), Map.of("password", Secret.of("canary")), Set.of());

    @TempDir
    private Path dir = Path.of("");

    private Path file() {
        return dir.resolve("state/hub.db");
    }

    private StoreSettings settings() {
        return StoreSettings.of(new Place.Sqlite(file(), true), dir, Map.of());
    }

    private Store open() throws Failed {
        return Store.open(settings());
    }

    private Store open(Schema schema) throws Failed {
        return Store.open(settings(), InstantSource.system(), schema);
    }

    private void withAna() throws Failed {
        try (Store store = open()) {
            store.people().add(ANA);
        }
    }

    private static Failed failed(ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call);
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<Path> backups() {
        return Backups.of(file()).newestFirst();
    }

    @Test
    void whatIsKeptIsThereAfterwards() throws Exception {
        withAna();
        try (Store store = open()) {
            assertThat(store.people().users()).containsExactly(ANA);
        }
        assertThat(Store.check(settings())).isEmpty();
        assertThat(backups()).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        try (Store store = open()) {
            store.servers().put(WEB);
            assertThat(mode(file().resolveSibling(""))).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(dir.resolve("state"))) {
                for (Path one : files.toList())
                    assertThat(mode(one)).as(one.toString()).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void secretsAreNotInTheFile() throws Exception {
        try (Store store = open()) {
            store.servers().put(WEB);
        }
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary")
                .contains("web-1");
    }

    @Test
    void aSecondHubIsRefusedAndToldWhoHasIt() throws Exception {
        try (Store store = open()) {
            Failed failed = failed(this::open);
            assertThat(failed.code()).isEqualTo(Code.BUSY);
            assertThat(failed.getMessage())
                    .contains("process " + ProcessHandle.current().pid());
            store.people().add(ANA);
        }
        open().close();
    }

    @Test
    void aStoreThatAnotherProgramLocksIsBusyAndThenWorksAgain() throws Exception {
        try (Store store = open();
                Connection other = SqliteEngine.source(file()).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            Failed failed = failed(() -> store.people().add(ANA));
            assertThat(failed.code()).isEqualTo(Code.BUSY);
            assertThat(failed.failure().isTransient()).isTrue();
            assertThat(store.people().users()).isEmpty();
            statement.execute("ROLLBACK");
            store.people().add(ANA);
            assertThat(store.people().users()).containsExactly(ANA);
        }
    }

    @Test
    void aFileThatIsNoStoreIsLeftAlone() throws Exception {
        Files.createDirectories(dir.resolve("state"));
        Files.writeString(file(), "a letter to somebody, and quite a long one");
        Failed failed = failed(this::open);
        assertThat(failed.code()).isEqualTo(Code.INTERNAL);
        assertThat(failed.getMessage())
                .contains(file().toString())
                .contains("no backup")
                .contains("drey serve --check");
        assertThat(file()).hasContent("a letter to somebody, and quite a long one");
        assertThat(Store.check(settings())).singleElement().asString().contains("is damaged");
    }

    @Test
    void aDamagedStoreIsNamedWithItsBackups() throws Exception {
        withAna();
        open(NEXT).close();
        try (RandomAccessFile inside = new RandomAccessFile(file().toFile(), "rw")) {
            for (int page = 1; page < inside.length() / 4096; page++) {
                inside.seek(page * 4096L);
                inside.write(new byte[512]);
            }
        }
        byte[] before = Files.readAllBytes(file());
        Failed failed = failed(() -> {
            try (Store store = open(NEXT)) {
                store.people().users();
            }
        });
        assertThat(failed.code()).isEqualTo(Code.INTERNAL);
        assertThat(failed.failure().detail()).containsEntry("reason", "damaged");
        assertThat(failed.getMessage())
                .contains(file().toString())
                .contains(String.valueOf(backups().getFirst().getFileName()));
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(Store.check(settings())).isNotEmpty();
    }

    @Test
    void anotherProgramsDatabaseIsLeftAlone() throws Exception {
        Files.createDirectories(dir.resolve("state"));
        try (Connection other = SqliteEngine.source(file()).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE recipe (name TEXT)");
        }
        Failed failed = failed(this::open);
        assertThat(failed.code()).isEqualTo(Code.CONFLICT);
        assertThat(failed.getMessage()).contains(file().toString());
        try (Connection other = SqliteEngine.source(file()).getConnection();
                Statement statement = other.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT COUNT(*) FROM sqlite_master")
                            .getInt(1))
                    .isEqualTo(1);
        }
    }

    @Test
    void aNewerStoreIsRefusedAndLeftAlone() throws Exception {
        withAna();
        open(NEXT).close();
        Failed failed = failed(this::open);
        assertThat(failed.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(failed.getMessage())
                .contains("version 2")
                .contains("knows 1")
                .contains(String.valueOf(backups().getFirst().getFileName()));
        assertThat(Store.check(settings())).singleElement().asString().contains("version 2");
        try (Store store = open(NEXT)) {
            assertThat(store.people().users()).containsExactly(ANA);
        }
    }

    @Test
    void anOlderStoreIsBackedUpAndBroughtUpToDate() throws Exception {
        withAna();
        try (Store store = open(NEXT)) {
            assertThat(store.people().users()).containsExactly(ANA);
        }
        Path copy = backups().getFirst();
        assertThat(String.valueOf(copy.getFileName())).matches("hub\\.db\\.1\\.\\d{8}T\\d{6}Z\\.bak");
        assertThat(mode(copy)).isEqualTo("rw-------");
        Files.copy(copy, file(), StandardCopyOption.REPLACE_EXISTING);
        try (Store store = open()) {
            assertThat(store.people().users()).containsExactly(ANA);
        }
    }

    @Test
    void theNewestFiveBackupsStay() throws Exception {
        withAna();
        for (int day = 10; day < 17; day++)
            Files.createFile(file().resolveSibling("hub.db.0.202611" + day + "T000000Z.bak"));
        Files.createFile(file().resolveSibling("hub.db.mine.bak"));
        open(NEXT).close();
        assertThat(backups()).hasSize(5);
        assertThat(backups().getLast()).hasFileName("hub.db.0.20261113T000000Z.bak");
        assertThat(file().resolveSibling("hub.db.mine.bak")).exists();
    }

    @Test
    void stepsThatFailLeaveTheStoreAsItWas() throws Exception {
        withAna();
        Failed failed = failed(() -> open(BROKEN));
        assertThat(failed.getMessage()).contains(file().toString()).doesNotContain("no_such_table");
        assertThat(backups()).hasSize(1);
        try (Store store = open()) {
            assertThat(store.people().users()).containsExactly(ANA);
        }
    }

    @Test
    void aMissingDirectoryIsMadeButNotThoseAboveIt() throws Exception {
        Place missing = new Place.Sqlite(dir.resolve("a/b/hub.db"), false);
        Failed failed = failed(() -> Store.open(StoreSettings.of(missing, dir, Map.of())));
        assertThat(failed.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(failed.getMessage()).contains(dir.resolve("a").toString());
        assertThat(dir.resolve("a")).doesNotExist();
        Place one = new Place.Sqlite(dir.resolve("b/hub.db"), false);
        Store.open(StoreSettings.of(one, dir, Map.of())).close();
        assertThat(mode(dir.resolve("b"))).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryInTheFilesPlaceIsNamed() throws Exception {
        Files.createDirectories(file());
        assertThat(failed(this::open).code()).isEqualTo(Code.IS_A_DIRECTORY);
        Path plain = Files.createFile(dir.resolve("plain"));
        Place below = new Place.Sqlite(plain.resolve("hub.db"), false);
        assertThat(failed(() -> Store.open(StoreSettings.of(below, dir, Map.of())))
                        .code())
                .isEqualTo(Code.NOT_A_DIRECTORY);
    }

    @Test
    void oddLettersInLinesAreKeptAsFarAsTheyAreLetters() throws Exception {
        try (Store store = open()) {
            new Access(store.people(), store.audit(), InstantSource.system()).byPassword("ana", "x", "a\0b\uD800c😀:1");
            assertThat(store.audit().find(Audit.Query.newest(1)).getFirst().from())
                    .isEqualTo("a\uFFFDb\uFFFDc😀:1");
        }
    }

    @Test
    void aLostKeyLosesNoSecretAndComesBack() throws Exception {
        try (Store store = open()) {
            store.servers().put(WEB);
        }
        Path key = settings().key();
        Files.move(key, dir.resolve("elsewhere"));
        try (Store store = open()) {
            StoredServer found = store.servers().all().getFirst();
            assertThat(found.secrets()).isEmpty();
            assertThat(found.fields()).isEqualTo(WEB.fields());
            assertThat(found.unreadable().orElseThrow().code()).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(found.unreadable().orElseThrow().message())
                    .contains(key.toString())
                    .contains("is missing")
                    .contains("web-1");
            assertThat(failed(() -> store.servers().put(found)).code()).isEqualTo(Code.PERMISSION_DENIED);
            StoredServer other = new StoredServer("box", Map.of(), WEB.secrets(), Set.of());
            assertThat(failed(() -> store.servers().put(other)).code()).isEqualTo(Code.PERMISSION_DENIED);
            store.servers().put(new StoredServer("box", Map.of(), Map.of(), Set.of()));
            assertThat(key).doesNotExist();
        }
        assertThat(Store.check(settings())).singleElement().asString().contains("is missing");
        Files.move(dir.resolve("elsewhere"), key);
        try (Store store = open()) {
            assertThat(store.servers().all()).contains(WEB);
        }
    }

    @Test
    void anotherKeyOpensNothingAndWhatIsGivenAnewGoesOn() throws Exception {
        try (Store store = open()) {
            store.servers().put(WEB);
        }
        Path key = settings().key();
        Files.delete(key);
        MasterKey.make(key);
        try (Store store = open()) {
            assertThat(store.servers()
                            .all()
                            .getFirst()
                            .unreadable()
                            .orElseThrow()
                            .message())
                    .contains("is not the one");
            store.servers().put(WEB);
            assertThat(store.servers().all()).containsExactly(WEB);
        }
    }

    @Test
    void thousandsOfLinesArePrunedInTurns() throws Exception {
        try (Store store = Store.open(settings(), () -> Instant.EPOCH.plus(Duration.ofDays(1)))) {
            for (int i = 0; i < 12_000; i++) {
                if (i % 6_000 == 0)
                    assertThat(store.audit().find(Audit.Query.newest(1))).hasSize(Math.min(i, 1));
                store.audit()
                        .note(new Audited(
                                Instant.EPOCH.plusSeconds(i),
                                "ana",
                                "",
                                "",
                                "write",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                "ok",
                                Optional.empty(),
                                ""));
            }
            assertThat(store.audit().prune(Duration.ofDays(2), 100)).isEqualTo(11_900);
            assertThat(store.audit().prune(Duration.ZERO, 100)).isEqualTo(100);
        }
    }
}
