package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import dev.drey.session.StoredServer;
import dev.drey.store.Place;
import dev.drey.store.Store;
import dev.drey.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A hub that is killed while it writes, and one that another finds running.
@Timeout(180)
class StoreKilledIT {
    private final TempDir dir = TempDir.create();
    private final StoreSettings settings = StoreOfTest.settings(Place.usual(dir.path()), dir.path());

    @AfterEach
    void close() {
        dir.close();
    }

    /// The next number that the writer says; empty when it is dead.
    private static OptionalInt next(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.matches("kept -?\\d+")) return OptionalInt.of(Integer.parseInt(line.substring("kept ".length())));
        }
        return OptionalInt.empty();
    }

    /// Kills a writer in mid-write behind some numbers; all that it said.
    private List<Integer> killAfter(int numbers, int first) throws IOException {
        List<Integer> kept = new ArrayList<>();
        try (Child writer = StoreWriter.start(dir.path(), first, dir.resolve("log"));
                BufferedReader said = writer.process().inputReader(StandardCharsets.US_ASCII)) {
            while (kept.size() < numbers) {
                OptionalInt number = next(said);
                assertThat(number).as(writer.log()).isPresent();
                kept.add(number.getAsInt());
            }
            writer.signal("KILL");
            for (OptionalInt more = next(said); more.isPresent(); more = next(said)) kept.add(more.getAsInt());
        }
        return kept.subList(1, kept.size());
    }

    @Test
    void everythingThatWasSaidToBeKeptIsThereAfterAKill() throws Exception {
        List<Integer> kept = new ArrayList<>();
        int next = 0;
        for (int round = 0; round < 3; round++) {
            kept.addAll(killAfter(7 + 13 * round, next));
            try (Store store = Store.open(settings)) {
                for (int number : kept) isThere(store, number);
                assertThat(store.servers().all())
                        .allMatch(server -> server.unreadable().isEmpty());
                next = store.people().users().size();
            }
            assertThat(Store.check(settings)).isEmpty();
        }
    }

    private static void isThere(Store store, int number) throws Failed {
        assertThat(store.people().user("user" + number)).isPresent();
        assertThat(store.people().key("SHA256:" + number)).isPresent();
        assertThat(store.servers().all())
                .contains(new StoredServer(
                        "web-" + number, Map.of(), Map.of("password", Secret.of("p" + number)), Set.of()));
    }

    @Test
    void aHubThatRunsKeepsASecondOneOutUntilItIsGone() throws Exception {
        try (Child writer = StoreWriter.start(dir.path(), 0, dir.resolve("log"))) {
            assertThat(next(writer.process().inputReader(StandardCharsets.US_ASCII)))
                    .isPresent();
            Failed failed = catchThrowableOfType(Failed.class, () -> Store.open(settings));
            assertThat(failed.code()).isEqualTo(Code.BUSY);
            assertThat(failed.getMessage())
                    .contains("process " + writer.process().pid());
            assertThat(Store.check(settings)).isEmpty();
        }
        Store.open(settings).close();
    }
}
