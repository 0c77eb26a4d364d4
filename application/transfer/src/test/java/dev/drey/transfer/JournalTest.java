package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    /// The progress that is written.
    private static final long STEP = 512 << 10;

    @TempDir
    Path state;

    private Journal.Entry entry(long acknowledged) {
        return new Journal.Entry(
                "/a",
                "web:/b",
                "web",
                RemotePath.of("/.b\u00e4.drey-part"),
                "17 2020 4",
                true,
                "boot",
                OptionalInt.of(0644),
                acknowledged);
    }

    @Test
    void whatIsWrittenIsRead() throws Failed, IOException {
        Path file = state.resolve("x.journal");
        try (Journal journal = Journal.begin(file, entry(5))) {
            assertThat(Journal.read(file)).contains(entry(5));
            journal.acknowledged(5 + STEP - 1);
            assertThat(Journal.read(file)).contains(entry(5));
            journal.acknowledged(5 + STEP);
            assertThat(Journal.read(file)).contains(entry(5 + STEP));
            journal.record(6 + STEP);
            assertThat(Journal.read(file)).contains(entry(6 + STEP));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            journal.remove();
        }
        assertThat(Journal.read(file)).isEmpty();
    }

    @Test
    void anInterruptCostsNothingOfWhatIsWrittenThenOrLater() throws Failed {
        Path file = state.resolve("x.journal");
        try (Journal journal = Journal.begin(file, entry(1))) {
            Thread.currentThread().interrupt();
            journal.record(2 * STEP);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Journal.read(file)).contains(entry(2 * STEP));
            journal.record(3 * STEP);
        }
        assertThat(Journal.read(file)).contains(entry(3 * STEP));
    }

    @Test
    void aLockThatCouldNotBeSignedIsNotKept() throws IOException {
        JobId id = new JobId("0123456789abcdef".repeat(2));
        Files.createDirectory(state.resolve(id.hex() + ".running"));
        assertThatThrownBy(() -> JobLock.take(state, id))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.INTERNAL));
        JobLock.take(state, id).close();
    }

    @Test
    void aJournalCutAtAnyByteSaysTheTruthOrNothing() throws Failed, IOException {
        Path file = state.resolve("x.journal");
        try (Journal journal = Journal.begin(file, entry(1))) {
            journal.record(2 * STEP);
            journal.record(3 * STEP);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Journal.read(file).map(Journal.Entry::acknowledged).orElse(2 * STEP))
                    .isIn(2 * STEP, 3 * STEP);
        }
    }

    @Test
    void aJournalWithOneWrongByteSaysTheTruthOrNothing() throws Failed, IOException {
        Path file = state.resolve("x.journal");
        try (Journal journal = Journal.begin(file, entry(1))) {
            journal.record(2 * STEP);
            journal.record(3 * STEP);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] torn = whole.clone();
            torn[i] ^= 1;
            Files.write(file, torn);
            var read = Journal.read(file);
            if (read.isEmpty()) continue;
            assertThat(read.get().withAcknowledged(0)).isEqualTo(entry(0));
            assertThat(read.get().acknowledged()).isIn(2 * STEP, 3 * STEP);
        }
    }
}
