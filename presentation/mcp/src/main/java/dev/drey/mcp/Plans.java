package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Options;
import dev.drey.transfer.TreeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What one call would remove, replace or change, looked up where it is. For the call's own thread.
final class Plans {
    private final Desk desk;
    private final ToolCall call;

    Plans(Desk desk, ToolCall call) {
        this.desk = desk;
        this.call = call;
    }

    /// What is at a place; empty: nothing, and so there is nothing to lose.
    ///
    /// @param verb what is done to it, such as `delete`
    /// @param follow whether it is done to what a link leads to
    Optional<Plan> one(String verb, Place place, boolean follow) throws Failed {
        try {
            var there = desk.ask(call, new Operation.Stat(place, follow, false), Outcome.Described.class);
            return Optional.of(of(verb, place, there.line().attributes()));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return Optional.empty();
            throw failed;
        }
    }

    static Plan of(String verb, Place place, Attributes attributes) {
        String name = Places.shown(place);
        String version = Versions.of(place.path(), attributes);
        return Plan.of(verb + " " + name, attributes.sizeOrZero(), List.of(name), List.of(version));
    }

    /// All that is below a directory.
    Plan below(String verb, Place place) throws Failed {
        List<Outcome.Line> lines = desk.ask(
                        call,
                        new Operation.ListDirectory(
                                place,
                                List.of(),
                                true,
                                Integer.MAX_VALUE,
                                OptionalInt.empty(),
                                Optional.empty(),
                                false),
                        Outcome.Listed.class)
                .lines();
        long bytes = lines.stream()
                .filter(line -> line.attributes().isFile())
                .mapToLong(line -> line.attributes().sizeOrZero())
                .sum();
        return Plan.of(
                verb + " " + Places.shown(place) + " and all below",
                bytes,
                lines.stream().map(line -> Rows.text(line.path())).toList(),
                lines.stream()
                        .map(line -> Versions.of(line.path(), line.attributes()))
                        .toList());
    }

    /// A tree on its way, as it would be carried.
    record Load(Place from, Place to, TreeOptions parts, Dry dry) {}

    /// The options of a run that only tells what it would do.
    interface Dry {
        Options replacing(Object overwrite) throws Failed;
    }

    /// The files of a tree that are there already: a dry run that may replace nothing names them.
    List<String> replaced(Load load) throws Failed {
        return moved(load, false).failures().stream()
                .filter(item -> item.failure().code() == Failure.Code.ALREADY_EXISTS)
                .map(item -> Rows.text(item.path()))
                .sorted()
                .toList();
    }

    /// @param old what [#replaced] has named
    Plan replacing(Load load, List<String> old, Object overwrite) throws Failed {
        long bytes = moved(load, overwrite).bytes();
        List<String> print = new ArrayList<>(old);
        print.add(Long.toString(bytes));
        return Plan.of("replace files below " + Places.shown(load.to()), bytes, old, print);
    }

    private MovedTree moved(Load load, Object overwrite) throws Failed {
        Options dry = load.dry().replacing(overwrite);
        return desk.ask(
                        call,
                        new Operation.CopyTree(load.from(), load.to(), dry, load.parts()),
                        Outcome.TreeMoved.class)
                .moved();
    }
}
