package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Moves one thing again and again, each time to a place where nothing is, and looks at what arrived: at
/// every byte in each entrant's first run, at sizes and names in all of them. Only the moving itself is
/// timed.
final class Moving {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration RARELY = Duration.ofSeconds(1);

    private final Ground ground;
    private final Place place;
    private final Errand.Kind kind;
    private final Path source;
    private final Set<String> looked = new HashSet<>();

    Moving(Ground ground, Place place, Errand.Kind kind, Path source) {
        this.ground = ground;
        this.place = place;
        this.kind = kind;
        this.source = source;
    }

    /// One program's whole run.
    ///
    /// @return seconds
    double whole(Tool tool, Access access) throws IOException, InterruptedException {
        Path result = place.result();
        try {
            Run run = ground.run(tool, new Errand(kind, source, result), access, LIMIT, RARELY, Run.Watch.NOTHING);
            run.orFail(tool.word(), LIMIT);
            check(tool.word(), result);
            return run.seconds();
        } finally {
            place.clear(result);
        }
    }

    /// The rate on a line. A program that is not done after `limit` is stopped and judged by what has arrived.
    ///
    /// @return MB/s
    double rate(Tool tool, DelayLine line, long bytes, Duration limit, Duration every)
            throws IOException, InterruptedException {
        Path result = place.result();
        try {
            LineMeter meter = line.meter(kind.isUp(), bytes);
            Run run = ground.run(tool, new Errand(kind, source, result), line.access(), limit, every, meter);
            if (!run.stopped()) {
                run.orFail(tool.word(), limit);
                check(tool.word(), result);
            }
            return meter.megabytesPerSecond();
        } finally {
            line.cut();
            place.clear(result);
        }
    }

    /// The peak of drey's resident memory with this heap.
    ///
    /// @return MiB
    double peak(Access access, String heap, Duration every) throws IOException, InterruptedException {
        Path result = place.result();
        try {
            PeakMemory peak = new PeakMemory();
            var command = Tool.DREY.command(new Errand(kind, source, result), access);
            ground.run(command, "-Xmx" + heap, LIMIT, every, peak).orFail("drey", LIMIT);
            check("drey", result);
            return peak.mebibytes();
        } finally {
            place.clear(result);
        }
    }

    /// What moves a file or tree without being started for it.
    interface Mover {
        void move(Errand errand) throws IOException, InterruptedException;
    }

    /// The time of one errand within something that runs already.
    ///
    /// @return seconds
    double within(String name, Mover mover) throws IOException, InterruptedException {
        Path result = place.result();
        try {
            long start = System.nanoTime();
            mover.move(new Errand(kind, source, result));
            double seconds = (System.nanoTime() - start) / 1e9;
            check(name, result);
            return seconds;
        } finally {
            place.clear(result);
        }
    }

    private void check(String name, Path result) throws IOException {
        Filling.compare(source, result, looked.add(name));
    }
}
