package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// P9: from starting a program to its answer, for the names of one directory.
record Listing(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final int NAMES = 100;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration RARELY = Duration.ofSeconds(1);
    private static final Set<Tool> ALL = Set.of(Tool.DREY, Tool.SFTP, Tool.LFTP, Tool.RCLONE);

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        Path root = Filling.tree(ground.place().source("names"), NAMES);
        Path directory = root.resolve("folder-0");
        List<Entrant> entrants = new ArrayList<>();
        for (Tool tool : Tools.taking(wishes, ALL)) entrants.add(Entrant.of(tool, () -> seconds(tool, directory)));
        String title = "ls of a directory of " + NAMES + " names, whole process";
        done.accept(contest.hold("P9", title, Unit.SECONDS, entrants, List.of(Bar.time("sftp", 1.1, 1.6))));
        ground.place().drop(root);
    }

    private double seconds(Tool tool, Path directory) throws IOException, InterruptedException {
        Errand errand = new Errand(Errand.Kind.LIST, directory, directory);
        Run run = ground.run(tool, errand, ground.direct(), LIMIT, RARELY, Run.Watch.NOTHING);
        run.orFail(tool.word(), LIMIT);
        if (!run.said().contains("file-99"))
            throw new IOException(tool.word() + " has not named file-99: " + run.said());
        return run.seconds();
    }
}
