package dev.drey.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lets entrants take turns: each round runs all of them, and each round another one begins, so that what
/// else the machine does falls on all alike.
///
/// An entrant that fails drops out and keeps what it had. A peer that takes long is run [#SLOW_RUNS] times
/// only, unless patience was asked for; the table says how often each was run.
final class Contest {
    private static final double SLOW_SECONDS = 20;
    private static final int SLOW_RUNS = 2;

    private final Wishes wishes;
    private final PrintStream progress;

    /// @param progress where each run is told as it ends
    Contest(Wishes wishes, PrintStream progress) {
        this.wishes = wishes;
        this.progress = progress;
    }

    /// @param entrants ours first
    Work hold(String row, String title, Unit unit, List<Entrant> entrants, List<Bar> bars) throws InterruptedException {
        progress.println(row + " " + title);
        List<Score> scores = entrants.stream().map(Score::new).toList();
        for (int round = 0; round < wishes.runs(); round++) {
            for (int i = 0; i < scores.size(); i++) {
                scores.get((i + round) % scores.size()).run(unit);
            }
        }
        return new Work(row, title, unit, scores.stream().map(Score::figure).toList(), bars);
    }

    private final class Score {
        private final Entrant entrant;
        private final List<Double> values = new ArrayList<>();
        private Optional<String> trouble = Optional.empty();
        private int most = wishes.runs();

        Score(Entrant entrant) {
            this.entrant = entrant;
        }

        void run(Unit unit) throws InterruptedException {
            if (trouble.isPresent() || values.size() >= most) return;
            long start = System.nanoTime();
            try {
                double value = entrant.lap().run();
                values.add(value);
                progress.printf(Locale.ROOT, "  %-16s %8.3f %s%n", entrant.name(), value, unit.sign());
            } catch (IOException failed) {
                if (Thread.interrupted()) throw new InterruptedException("stopped");
                trouble = Optional.of(String.valueOf(failed.getMessage()).strip());
                progress.printf("  %-16s failed: %s%n", entrant.name(), trouble.get());
            }
            boolean slow = (System.nanoTime() - start) / 1e9 > SLOW_SECONDS;
            if (slow && !entrant.ours() && !wishes.patient()) most = Math.min(most, SLOW_RUNS);
        }

        Figure figure() {
            return new Figure(entrant.name(), values, trouble);
        }
    }
}
