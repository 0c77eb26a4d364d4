package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that must be true behind whatever goes wrong, in one place, so that no test forgets a part of it:
/// which failure it was, within which time, that every old file has its bytes, mode and time, and that no
/// thread, process, open file or side file is left over, the server's included.
///
/// @param folder where everything happens, on the disk
/// @param limit how long it may take, waits of its own included
/// @param parts how many side files the contract wants kept for the next run
record Aftermath(Path folder, Duration limit, int parts) {
    private static final Duration USUAL = Duration.ofSeconds(15);

    static Aftermath in(Path folder) {
        return new Aftermath(folder, USUAL, 0);
    }

    Aftermath within(Duration other) {
        return new Aftermath(folder, other, parts);
    }

    /// One side file stays, to go on from.
    Aftermath keepingOnePart() {
        return new Aftermath(folder, limit, 1);
    }

    /// Opens, does and closes all that it needs.
    interface Work {
        void run() throws Exception;
    }

    /// The work fails so, and nothing of it is left.
    Failure fails(Code code, Work work) throws IOException {
        DiskState before = withoutParts();
        Throwable thrown = watched(() -> catchThrowable(work::run));
        assertThat(thrown).isInstanceOf(Failed.class);
        Failure failure = ((Failed) thrown).failure();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        assertThat(failure.message()).isNotBlank().doesNotContain("Exception", "dev.drey", "\n");
        assertThat(withoutParts().lines()).as("what was there before").isEqualTo(before.lines());
        return failure;
    }

    /// The work ends well all the same; what it should have changed is the caller's to look at.
    void survives(Work work) throws IOException {
        Throwable thrown = watched(() -> catchThrowable(work::run));
        if (thrown != null) throw new AssertionError("it was not survived", thrown);
    }

    private interface Watched {
        Throwable run();
    }

    private Throwable watched(Watched work) throws IOException {
        Throwable thrown;
        try (var _ = Leftovers.watch()) {
            long start = System.nanoTime();
            thrown = work.run();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
            Leftovers.assertNobodyHolds(folder);
        }
        assertThat(sideFiles()).as("side files").hasSize(parts);
        return thrown;
    }

    private List<Path> sideFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> isPart(path.toString())).toList();
        }
    }

    private static boolean isPart(String name) {
        return name.endsWith(".drey-part");
    }

    private DiskState withoutParts() {
        TreeMap<String, String> lines =
                new TreeMap<>(DiskState.of(folder, DiskState.Aspect.MODES, DiskState.Aspect.TIMES)
                        .lines());
        lines.keySet().removeIf(Aftermath::isPart);
        return new DiskState(lines);
    }
}
