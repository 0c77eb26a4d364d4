package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// P2: a large file over a fast line to a far place.
record LongLine(Ground ground, Wishes wishes, Contest contest) implements Row {
    /// 1 Gbit/s.
    static final long RATE = 125_000_000;

    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Set<Tool> ALL = Set.of(Tool.values());

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        long size = wishes.size().orElse(Sizes.GIBI);
        Path source = Filling.file(ground.place().source("file-line"), size);
        near(Duration.ofMillis(50), source, size, List.of(line(0.9, 0.7)), List.of(line(0.9, 0.7)), done);
        near(Duration.ofMillis(200), source, size, List.of(line(0.65, 0.5)), List.of(line(0.85, 0.5)), done);
        ground.place().drop(source);
    }

    private static Bar line(double goal, double floor) {
        double rate = RATE / 1e6;
        return Bar.least(goal * rate, floor * rate);
    }

    private void near(Duration roundTrip, Path source, long size, List<Bar> put, List<Bar> get, Consumer<Work> done)
            throws IOException, InterruptedException {
        try (DelayLine line = ground.line(roundTrip, RATE)) {
            done.accept(way(Errand.Kind.PUT, line, roundTrip, source, size, put));
            done.accept(way(Errand.Kind.GET, line, roundTrip, source, size, get));
        }
    }

    private Work way(Errand.Kind kind, DelayLine line, Duration roundTrip, Path source, long size, List<Bar> bars)
            throws InterruptedException {
        Moving moving = new Moving(ground, ground.place(), kind, source);
        List<Entrant> entrants = new ArrayList<>();
        for (Tool tool : Tools.taking(wishes, ALL)) {
            Duration limit = tool == Tool.DREY ? STOP.multipliedBy(5) : STOP;
            entrants.add(Entrant.of(tool, () -> moving.rate(tool, line, size, limit, LOOK)));
        }
        entrants.add(Entrant.peer("(bare TCP)", () -> BareTcp.rate(roundTrip, RATE, size)));
        String title = kind.words() + " " + Sizes.words(size) + ", " + roundTrip.toMillis() + " ms, 1 Gbit/s";
        return contest.hold("P2", title, Unit.MEGABYTES_A_SECOND, entrants, bars);
    }
}
