package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Finds where a path below a base leads, by asking of each name whether it is a link, many of them at
/// once.
///
/// Not by realpath: many servers answer that by words alone. What is found holds until somebody swaps a
/// name for a link; SFTP version 3 has no way to prevent that between this and the use.
///
/// What is asked along the way must tell nothing of places that the caller may not know of, even where the
/// path comes back from them: nothing is asked about those, and from none of them it goes on ([Sight]).
/// Used by one thread, once.
final class LinkWalk {
    private static final int MOST_LINKS = 40;
    private static final int MOST_NAMES = 256;
    private static final int MOST_STEPS = 1024;
    private static final int AT_ONCE = 32;

    private final FileTree tree;
    private final Base base;
    private final Sight sight;
    private final Deque<Name> rest = new ArrayDeque<>();
    private final List<Name> known = new ArrayList<>();
    private RemotePath asked = RemotePath.ROOT;
    private boolean isPlainFile;
    private int links;
    private int steps;

    /// What may be known of the places that a path leads through.
    interface Sight {
        /// Nothing below the base is kept from anybody.
        Sight ALL = new Sight() {
            @Override
            public boolean shows(RemotePath place) {
                return true;
            }

            @Override
            public Failed refusal(RemotePath place) {
                throw new IllegalStateException("it is shown: " + place);
            }
        };

        /// Whether it may be known what is there. Where it may of one place, it is no secret either that
        /// those above it exist.
        boolean shows(RemotePath place);

        /// Why a path goes no further than to a place that is not shown.
        Failed refusal(RemotePath place);
    }

    private LinkWalk(FileTree tree, Base base, Sight sight) {
        this.tree = tree;
        this.base = base;
        this.sight = sight;
    }

    static LinkWalk of(FileTree tree, Base base, Sight sight) {
        return new LinkWalk(tree, base, sight);
    }

    /// The path without links, as far as it is there; what is missing stays behind it. Whether its end is
    /// shown has not been asked.
    ///
    /// @param inside absolute, in the target's terms
    /// @param followLast whether a last link is followed
    /// @return empty when it leads out of the base
    Optional<RemotePath> real(RemotePath inside, boolean followLast) throws Failed {
        asked = inside;
        lead(inside.names());
        while (!rest.isEmpty()) {
            boolean isWithin = rest.peek().isDots() ? up() : on(followLast);
            if (!isWithin) return Optional.empty();
        }
        return Optional.of(place());
    }

    private RemotePath place() {
        return Base.below(RemotePath.ROOT, known);
    }

    private Failed failed(Failure.Code code, String words) {
        return Failure.of(code, asked, asked.display() + ": " + words).thrown();
    }

    /// Puts names in front of those that are left.
    private void lead(List<Name> names) throws Failed {
        if (known.size() + rest.size() + names.size() > MOST_NAMES) {
            throw failed(Failure.Code.INVALID_PATH, "too many names in a path");
        }
        for (Name name : names.reversed()) rest.addFirst(name);
    }

    private Name next() throws Failed {
        if (++steps > MOST_STEPS) throw failed(Failure.Code.TOO_MANY_LINKS, "its links lead too far about");
        return rest.remove();
    }

    /// Before what was found here decides where it goes on.
    private void demandShown() throws Failed {
        if (!sight.shows(place())) throw sight.refusal(place());
    }

    private boolean up() throws Failed {
        Name dots = next();
        demandShown();
        if (isPlainFile) throw failed(Failure.Code.NOT_A_DIRECTORY, "Not a directory");
        if (dots.length() == 1) return true;
        if (known.isEmpty()) return base.equals(Base.WHOLE);
        known.removeLast();
        return true;
    }

    /// Goes through the next names up to the first link, which is followed.
    private boolean on(boolean followLast) throws Failed {
        List<Name> run = run();
        boolean hasLast = run.size() == rest.size() && !followLast;
        List<RemotePath> places = places(hasLast ? run.subList(0, run.size() - 1) : run);
        if (places.isEmpty()) {
            known.add(next());
            return true;
        }
        List<RemotePath> shown = shown(places);
        if (shown.isEmpty()) throw sight.refusal(places.getFirst());
        for (Look look : look(shown)) {
            known.add(next());
            Optional<RemotePath> link = link(look);
            if (link.isPresent()) return through(link.get());
        }
        return true;
    }

    /// The names up to the next dots.
    private List<Name> run() {
        return rest.stream().takeWhile(name -> !name.isDots()).limit(AT_ONCE).toList();
    }

    /// Where the names of a run are, each below those before it.
    private List<RemotePath> places(List<Name> run) {
        List<RemotePath> places = new ArrayList<>();
        RemotePath place = place();
        for (Name name : run) {
            place = place.resolve(name);
            places.add(place);
        }
        return places;
    }

    private List<RemotePath> shown(List<RemotePath> places) {
        int count = places.size();
        while (count > 0 && !sight.shows(places.get(count - 1))) count--;
        return places.subList(0, count);
    }

    /// What was found at one place.
    private sealed interface Look {
        record Found(Attributes attributes) implements Look {}

        record Nothing() implements Look {}

        record Wrong(Failed failed) implements Look {}

        /// Whether what was asked behind it means nothing.
        default boolean isEnd() {
            return !(this instanceof Found(Attributes attributes)) || attributes.isLink();
        }
    }

    /// The link that the last known name is.
    private Optional<RemotePath> link(Look look) throws Failed {
        return switch (look) {
            case Look.Found(Attributes attributes) -> link(attributes.type());
            case Look.Nothing _ -> {
                missing();
                yield Optional.empty();
            }
            case Look.Wrong(Failed failed) -> {
                demandShown();
                throw failed;
            }
        };
    }

    private Optional<RemotePath> link(FileType type) throws Failed {
        isPlainFile = type != FileType.DIRECTORY && type != FileType.LINK && type != FileType.UNKNOWN;
        if (type != FileType.LINK && type != FileType.UNKNOWN) return Optional.empty();
        try {
            RemotePath text = tree.readlink(base.far(place()));
            demandShown();
            return Optional.of(text);
        } catch (Failed none) {
            if (type == FileType.UNKNOWN && saysItIsNone(none)) return Optional.empty();
            demandShown();
            throw none;
        }
    }

    /// Whatever else went wrong is no word about the name: then nothing is decided.
    private static boolean saysItIsNone(Failed failed) {
        return failed.code() == Failure.Code.INVALID_ARGUMENT
                || failed.code() == Failure.Code.UNSUPPORTED
                || failed.code() == Failure.Code.IS_A_DIRECTORY;
    }

    /// What lies below something missing is missing, too; but `..` behind it would be a guess.
    private void missing() throws Failed {
        if (rest.stream().anyMatch(Name::isDots)) {
            demandShown();
            throw failed(Failure.Code.NOT_FOUND, "No such file or directory");
        }
        known.addAll(rest);
        rest.clear();
    }

    private boolean through(RemotePath text) throws Failed {
        if (++links > MOST_LINKS) {
            throw failed(Failure.Code.TOO_MANY_LINKS, "Too many levels of symbolic links");
        }
        known.removeLast();
        List<Name> names = text.names();
        if (text.isAbsolute()) {
            Optional<RemotePath> within = base.within(text);
            if (within.isEmpty()) return false;
            known.clear();
            names = within.get().names();
        }
        lead(names);
        return true;
    }

    private List<Look> look(List<RemotePath> places) throws Failed {
        if (places.size() == 1) return List.of(look(places.getFirst()));
        List<Future<Look>> askedOf = new ArrayList<>();
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
        try (askers) {
            for (RemotePath place : places) askedOf.add(askers.submit(() -> look(place)));
            return answers(askedOf);
        } catch (InterruptedException interrupted) {
            askers.shutdownNow();
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "cancelled while it was looked where a path leads")
                    .thrown(interrupted);
        }
    }

    /// In order, up to the first behind which they mean nothing.
    private static List<Look> answers(List<Future<Look>> asked) throws InterruptedException {
        List<Look> answers = new ArrayList<>();
        for (Future<Look> one : asked) {
            try {
                answers.add(one.get());
            } catch (ExecutionException wrong) {
                throw new IllegalStateException(wrong.getCause());
            }
            if (answers.getLast().isEnd()) break;
        }
        return answers;
    }

    private Look look(RemotePath place) {
        try {
            return new Look.Found(tree.lstat(base.far(place)));
        } catch (Failed failed) {
            boolean nothing = failed.code() == Failure.Code.NOT_FOUND || failed.code() == Failure.Code.NOT_A_DIRECTORY;
            return nothing ? new Look.Nothing() : new Look.Wrong(failed);
        }
    }
}
