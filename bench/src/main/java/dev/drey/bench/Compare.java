package dev.drey.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What `bench/compare` starts: drey beside its peers, in one run, on a server and a line of its own.
///
/// The table goes to stdout, what happens meanwhile to stderr. Exit 0 when all was measured, 1 when an
/// entrant failed, 2 for a wrong command line. Stopped by a signal, it kills what it started, and removes its
/// files.
public final class Compare {
    private static final Duration BUILDING = Duration.ofMinutes(15);

    private final Wishes wishes;
    private final PrintStream out;
    private final List<Work> works = new ArrayList<>();

    private Compare(Wishes wishes, PrintStream out) {
        this.wishes = wishes;
        this.out = out;
    }

    /// @param arguments the folder of the house, and what was typed
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        if (words.contains("--help") || words.contains("-h")) {
            out.print(Wishes.USAGE);
            return;
        }
        try {
            Wishes wishes = Wishes.of(words.toArray(String[]::new));
            System.exit(new Compare(wishes, out).run(Path.of(arguments[0])));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench/compare: " + wrong.getMessage());
            System.err.print(Wishes.USAGE);
            System.exit(2);
        } catch (IOException | InterruptedException failed) {
            System.err.println("bench/compare: " + failed.getMessage());
            System.exit(1);
        }
    }

    private int run(Path home) throws IOException, InterruptedException {
        Cleaning cleaning = new Cleaning();
        try (Ground ground = new Ground(home, wishes)) {
            List<String> start = List.of(ground.drey().toString(), "version");
            System.err.println("bench/compare: starting drey once, so that its build and start-up cache are there");
            ground.run(start, "", BUILDING, Duration.ofSeconds(1), Run.Watch.NOTHING)
                    .orFail("./drey", BUILDING);
            Machine machine = Machine.here(ground, wishes);
            if (machine.isBusy()) System.err.println("bench/compare: load " + machine.load() + ": the machine is busy");
            Contest contest = new Contest(wishes, System.err);
            for (String name : wishes.rows())
                Row.of(name, ground, wishes, contest).measure(works::add);
            out.print(text(machine));
        } finally {
            cleaning.done();
        }
        return works.stream()
                        .flatMap(work -> work.figures().stream())
                        .anyMatch(one -> one.trouble().isPresent())
                ? 1
                : 0;
    }

    private String text(Machine machine) {
        return wishes.json() ? new JsonReport(machine, works).text() + "\n" : new Report(machine, works).table();
    }
}
