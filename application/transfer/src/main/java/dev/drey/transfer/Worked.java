package dev.drey.transfer;

import java.util.List;

/// How work over a whole tree ended; a success only without failures.
///
/// @param files that were worked on, links and special files included
/// @param directories that were worked on
/// @param failed how many things failed
/// @param failures one line each, at most 10,000
public record Worked(long files, long directories, long failed, List<MovedTree.Item> failures) {
    public Worked {
        failures = List.copyOf(failures);
    }

    public boolean isWhole() {
        return failed == 0;
    }

    static Worked of(Tally tally) {
        MovedTree all = tally.result(java.time.Duration.ZERO);
        return new Worked(all.files(), all.directories(), all.failed(), all.failures());
    }
}
