package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// P1: a large file on loopback, where only the two programs' own work is felt.
record Loopback(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final Set<Tool> ALL = Set.of(Tool.values());
    private static final Set<Tool> TWO = Set.of(Tool.DREY, Tool.SFTP);

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        if (wishes.size().isPresent()) {
            size(wishes.size().getAsLong(), ALL, List.of(), true, done);
            return;
        }
        size(100 * Sizes.MEBI, ALL, List.of(Bar.time("sftp", 1.3, 2)), false, done);
        size(Sizes.GIBI, ALL, List.of(Bar.speed("sftp", 1, 0.75)), true, done);
        size(4 * Sizes.GIBI, TWO, List.of(Bar.speed("sftp", 1.1, 0.95)), false, done);
    }

    private void size(long size, Set<Tool> tools, List<Bar> bars, boolean steady, Consumer<Work> done)
            throws IOException, InterruptedException {
        Path source = Filling.file(ground.place().source("file-" + size), size);
        for (Errand.Kind kind : List.of(Errand.Kind.PUT, Errand.Kind.GET)) {
            Moving moving = new Moving(ground, ground.place(), kind, source);
            String title = kind.words() + " " + Sizes.words(size);
            done.accept(contest.hold("P1", title + ", whole process", Unit.SECONDS, whole(tools, moving), bars));
            if (steady) done.accept(steady(title, moving));
        }
        ground.place().drop(source);
    }

    private List<Entrant> whole(Set<Tool> tools, Moving moving) {
        List<Entrant> entrants = new ArrayList<>();
        for (Tool tool : Tools.taking(wishes, tools)) {
            entrants.add(Entrant.of(tool, () -> moving.whole(tool, ground.direct())));
        }
        return entrants;
    }

    /// Programs that run already; the engine is warm after two runs that do not count.
    private Work steady(String title, Moving moving) throws IOException, InterruptedException {
        List<Bar> bars = List.of(Bar.speed("sftp", 1.2, 1));
        try (Engine engine = new Engine(ground.direct(), ground.scratch())) {
            for (int i = 0; i < 2; i++) moving.within("warming", engine);
            List<Entrant> entrants = new ArrayList<>();
            entrants.add(Entrant.ours("drey, running", () -> moving.within("drey, running", engine)));
            if (!Tools.taking(wishes, TWO).contains(Tool.SFTP)) return held(title, entrants, bars);
            entrants.add(Entrant.of(Tool.SFTP, () -> moving.whole(Tool.SFTP, ground.direct())));
            try (SftpSession session = new SftpSession(
                    ground.direct(), ground.environment(""), ground.scratch().resolve("session"))) {
                entrants.add(Entrant.peer("sftp, running", () -> moving.within("sftp, running", session)));
                return held(title, entrants, bars);
            }
        }
    }

    private Work held(String title, List<Entrant> entrants, List<Bar> bars) throws InterruptedException {
        return contest.hold("P1", title + ", running program", Unit.SECONDS, entrants, bars);
    }
}
