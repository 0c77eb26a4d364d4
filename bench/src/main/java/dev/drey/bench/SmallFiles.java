package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// P3: many small files, whole process and after connecting.
record SmallFiles(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final Set<Tool> TREES = Set.of(Tool.DREY, Tool.SFTP, Tool.LFTP, Tool.RCLONE, Tool.RSYNC);
    private static final List<Errand.Kind> WAYS = List.of(Errand.Kind.PUT_TREE, Errand.Kind.GET_TREE);

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        works(wishes.files().orElse(2000), "0 ms", ground.direct(), done);
        try (DelayLine line = ground.line(Duration.ofMillis(50), LongLine.RATE)) {
            works(wishes.files().orElse(500), "50 ms", line.access(), done);
        }
    }

    private void works(int files, String delay, Access access, Consumer<Work> done)
            throws IOException, InterruptedException {
        Path source = Filling.tree(ground.place().source("tree-" + delay.replace(' ', '-')), files);
        for (Errand.Kind kind : WAYS) {
            String title = kind.words() + " " + files + " files of 4 KiB, " + delay;
            Moving moving = new Moving(ground, ground.place(), kind, source);
            done.accept(whole(title, moving, access));
            if (Tools.taking(wishes, TREES).contains(Tool.RSYNC)) done.accept(connected(title, moving, access));
        }
        ground.place().drop(source);
    }

    private Work whole(String title, Moving moving, Access access) throws InterruptedException {
        List<Entrant> entrants = new ArrayList<>();
        for (Tool tool : Tools.taking(wishes, TREES)) {
            entrants.add(Entrant.of(tool, () -> moving.whole(tool, access)));
        }
        List<Bar> bars = List.of(Bar.goalTime("rsync", 1.2), Bar.floorTime("lftp", 1));
        return contest.hold("P3", title + ", whole process", Unit.SECONDS, entrants, bars);
    }

    private Work connected(String title, Moving moving, Access access) throws IOException, InterruptedException {
        try (Engine engine = new Engine(access, ground.scratch())) {
            for (int i = 0; i < 2; i++) moving.within("warming", engine);
            List<Entrant> entrants = List.of(
                    Entrant.ours("drey, connected", () -> moving.within("drey, connected", engine)),
                    Entrant.of(Tool.RSYNC, () -> moving.whole(Tool.RSYNC, access)));
            List<Bar> bars = List.of(Bar.goalTime("rsync", 1));
            return contest.hold("P3", title + ", after connecting", Unit.SECONDS, entrants, bars);
        }
    }
}
