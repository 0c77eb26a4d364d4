package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.List;
import picocli.CommandLine.Option;

/// Patterns in remote paths: a path that exists as it is written comes first.
final class Globbing {
    /// Takes every path as it is written.
    static final Globbing OFF = new Globbing();

    static {
        OFF.off = true;
    }

    @Option(names = "--no-glob", description = "take * ? [ in remote paths literally")
    boolean off;

    /// @throws Failed NOT_FOUND when a pattern matches nothing
    List<Place> expand(Work work, Place place) throws Failed {
        boolean pattern =
                !off && work.globs() && !place.isLocal() && place.path().text().matches("(?s).*[*?\\[].*");
        if (!pattern) return List.of(place);
        var found =
                work.ask(new Operation.Glob(place), Outcome.PathsFound.class).matches();
        if (found.isEmpty()) {
            throw Failure.of(Failure.Code.NOT_FOUND, place.path(), place.path().display() + ": nothing matches")
                    .thrown();
        }
        return found.stream().map(match -> place.with(match.path())).toList();
    }
}
