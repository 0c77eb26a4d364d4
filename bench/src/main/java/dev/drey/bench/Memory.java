package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// P7: drey's resident memory while it moves a file that is larger than any heap. Files lie on a disk; sources are
/// sparse, so that one file of the largest size is all the room that is taken.
record Memory(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final String HEAP = "128m";
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final List<Errand.Kind> WAYS = List.of(Errand.Kind.PUT, Errand.Kind.GET);

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        Contest once = new Contest(wishes.once(), System.err);
        List<Bar> bars = List.of(Bar.most(200, 300));
        if (wishes.size().isPresent()) {
            size(wishes.size().getAsLong(), contest, bars, done);
            return;
        }
        size(10 * Sizes.GIBI, once, bars, done);
        for (Errand.Kind kind : WAYS) done.accept(growth(kind));
    }

    private void size(long size, Contest held, List<Bar> bars, Consumer<Work> done)
            throws IOException, InterruptedException {
        Path source = Filling.sparse(ground.disk().source("sparse-" + size), size);
        for (Errand.Kind kind : WAYS) {
            String title = kind.words() + " " + Sizes.words(size) + ", resident memory, heap of 128 MiB";
            done.accept(held.hold("P7", title, Unit.MEBIBYTES, List.of(entrant("drey", kind, source)), bars));
        }
        ground.disk().drop(source);
    }

    /// How much more a gibibyte takes than 100 MiB do.
    private Work growth(Errand.Kind kind) throws IOException, InterruptedException {
        Path large = Filling.sparse(ground.disk().source("sparse-large"), Sizes.GIBI);
        Path small = Filling.sparse(ground.disk().source("sparse-small"), 100 * Sizes.MEBI);
        List<Entrant> entrants = List.of(entrant("1 GiB", kind, large), entrant("100 MiB", kind, small));
        Work both = contest.hold("P7", kind.words() + " of two sizes", Unit.MEBIBYTES, entrants, List.of());
        ground.disk().drop(large);
        ground.disk().drop(small);
        String title = kind.words() + ", resident memory for 1 GiB above that for 100 MiB, heap of 128 MiB";
        List<Bar> bars = List.of(Bar.goalMost(32));
        return new Work("P7", title, Unit.MEBIBYTES, List.of(difference(both.figures())), bars);
    }

    private static Figure difference(List<Figure> two) {
        List<Double> more = two.getFirst().values();
        List<Double> less = two.getLast().values();
        List<Double> values = IntStream.range(0, Math.min(more.size(), less.size()))
                .mapToObj(i -> more.get(i) - less.get(i))
                .toList();
        return new Figure("drey", values, two.getFirst().trouble().or(two.getLast()::trouble));
    }

    private Entrant entrant(String name, Errand.Kind kind, Path source) {
        Moving moving = new Moving(ground, ground.disk(), kind, source);
        return Entrant.ours(name, () -> moving.peak(ground.direct(), HEAP, LOOK));
    }
}
