package dev.drey.cli;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Where;
import dev.drey.session.Server;
import dev.drey.session.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several sources carried to one destination, with cp's and scp's habits: into a directory that is there,
/// `SRC/` its contents.
final class Carry {
    private final Work work;
    private final TransferWords words;
    private final Globbing globbing;
    private final boolean move;
    private final Totals totals = new Totals();

    Carry(Work work, TransferWords words, Globbing globbing, boolean move) {
        this.work = work;
        this.words = words;
        this.globbing = globbing;
        this.move = move;
    }

    void all(List<String> sources, Place destination) throws Failed {
        List<Place> found = new ArrayList<>();
        for (String source : sources) work.each(() -> found.addAll(globbing.expand(work, work.place(source))));
        boolean into = isDirectory(destination);
        if (found.size() > 1 && !into) {
            throw Failure.of(
                            Failure.Code.NOT_A_DIRECTORY,
                            destination.path(),
                            destination.path().display() + ": is not a directory, so it cannot take " + found.size()
                                    + " sources")
                    .thrown();
        }
        try (var _ = Bars.show(work)) {
            for (Place source : found) work.each(() -> one(source, destination, into));
        }
        totals.print(work);
    }

    private void one(Place source, Place destination, boolean into) throws Failed {
        Attributes attributes = described(source, true);
        Name name = source.path().name();
        boolean contents = source.path().endsWithSlash() || name.length() == 0 || name.isDots();
        if (attributes.isDirectory()) {
            if (!words.trees()) {
                throw Failure.of(
                                Failure.Code.IS_A_DIRECTORY,
                                source.path(),
                                source.path().display() + ": is a directory; -r carries it with all below")
                        .thrown();
            }
            tree(source, into && !contents ? destination.with(below(destination.path(), name)) : destination);
            return;
        }
        boolean slash = destination.path().endsWithSlash() || destination.path().isEmpty();
        file(source, into || slash ? destination.with(below(destination.path(), name)) : destination);
    }

    private static RemotePath below(RemotePath directory, Name name) {
        return directory.isEmpty() ? RemotePath.ofBytes(name.bytes()) : directory.resolve(name);
    }

    private void file(Place from, Place to) throws Failed {
        var options = words.options(server(from, to), work.configuration());
        Operation operation =
                move ? new Operation.Move(from, to, options, words.tree()) : new Operation.CopyFile(from, to, options);
        totals.add(work, work.ask(operation, Outcome.class));
    }

    private void tree(Place from, Place to) throws Failed {
        var options = words.options(server(from, to), work.configuration());
        Operation operation = move
                ? new Operation.Move(from, to, options, words.tree())
                : new Operation.CopyTree(from, to, options, words.tree());
        totals.add(work, work.ask(operation, Outcome.class));
    }

    /// The server whose defaults hold: the destination, else the source.
    static Optional<Server> server(Place from, Place to) {
        for (Place place : List.of(to, from)) {
            if (place.where() instanceof Where.At(Target.Remote(Server server))) return Optional.of(server);
        }
        return Optional.empty();
    }

    private boolean isDirectory(Place place) throws Failed {
        try {
            return described(place, true).isDirectory();
        } catch (Failed missing) {
            if (missing.code() == Failure.Code.NOT_FOUND) return false;
            throw missing;
        }
    }

    private Attributes described(Place place, boolean follow) throws Failed {
        return work.ask(new Operation.Stat(place, follow, false), Outcome.Described.class)
                .line()
                .attributes();
    }
}
