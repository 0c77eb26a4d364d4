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

/// Finds where a path below a base leads, by asking of each name whether it is a link, all of them at
/// once.
///
/// Not by realpath: many servers answer that by words alone. What is found holds until somebody swaps a
/// name for a link; SFTP version 3 has no way to prevent that between this and the use. Used by one
/// thread, once.
final class LinkWalk {
    private static final int MOST_LINKS = 40;
    private static final int MOST_NAMES = 4096;

    private final FileTree tree;
    private final Base base;
    private final Deque<Name> rest = new ArrayDeque<>();
    private final List<Name> known = new ArrayList<>();
    private int links;

    private LinkWalk(FileTree tree, Base base) {
        this.tree = tree;
        this.base = base;
    }

    static LinkWalk of(FileTree tree, Base base) {
        return new LinkWalk(tree, base);
    }

    /// The path without links, as far as it is there; what is missing stays behind it.
    ///
    /// @param inside absolute, in the target's terms
    /// @param followLast whether a last link is followed
    /// @return empty when it leads out of the base
    Optional<RemotePath> real(RemotePath inside, boolean followLast) throws Failed {
        rest.addAll(inside.names());
        while (!rest.isEmpty()) {
            if (rest.peek().isDots()) {
                if (!up()) return Optional.empty();
                continue;
            }
            List<Name> run = run();
            if (known.size() + run.size() > MOST_NAMES) {
                throw Failure.of(Failure.Code.INVALID_PATH, inside, inside.display() + ": too many names in a path")
                        .thrown();
            }
            boolean toEnd = run.size() == rest.size();
            List<Optional<Attributes>> looked = look(run, toEnd && !followLast ? run.size() - 1 : run.size());
            if (!advance(inside, run, looked)) return Optional.empty();
        }
        return Optional.of(Base.below(RemotePath.ROOT, known));
    }

    private boolean up() {
        if (rest.remove().length() == 1) return true;
        if (known.isEmpty()) return base.equals(Base.WHOLE);
        known.removeLast();
        return true;
    }

    /// The names up to the next dots.
    private List<Name> run() {
        List<Name> run = new ArrayList<>();
        for (Name name : rest) {
            if (name.isDots()) break;
            run.add(name);
        }
        return run;
    }

    /// Takes the names of a run up to its first link, which is followed.
    private boolean advance(RemotePath inside, List<Name> run, List<Optional<Attributes>> looked) throws Failed {
        for (int i = 0; i < run.size(); i++) {
            Name name = rest.remove();
            known.add(name);
            if (i >= looked.size()) return true;
            Optional<Attributes> attributes = looked.get(i);
            if (attributes.isEmpty()) {
                missing(inside);
                return true;
            }
            Optional<RemotePath> link = link(attributes.get());
            if (link.isPresent()) return through(inside, link.get());
        }
        return true;
    }

    /// What lies below something missing is missing, too; but `..` behind it would be a guess.
    private void missing(RemotePath inside) throws Failed {
        if (rest.stream().anyMatch(Name::isDots)) {
            throw Failure.of(Failure.Code.NOT_FOUND, inside, inside.display() + ": No such file or directory")
                    .thrown();
        }
        known.addAll(rest);
        rest.clear();
    }

    private Optional<RemotePath> link(Attributes attributes) throws Failed {
        FileType type = attributes.type();
        if (type != FileType.LINK && type != FileType.UNKNOWN) return Optional.empty();
        try {
            return Optional.of(tree.readlink(here()));
        } catch (Failed none) {
            if (type == FileType.UNKNOWN && saysItIsNone(none)) return Optional.empty();
            throw none;
        }
    }

    /// Whatever else went wrong is no word about the name: then nothing is decided.
    private static boolean saysItIsNone(Failed failed) {
        return failed.code() == Failure.Code.INVALID_ARGUMENT
                || failed.code() == Failure.Code.UNSUPPORTED
                || failed.code() == Failure.Code.IS_A_DIRECTORY;
    }

    private RemotePath here() {
        return base.far(Base.below(RemotePath.ROOT, known));
    }

    private boolean through(RemotePath inside, RemotePath text) throws Failed {
        if (++links > MOST_LINKS) {
            throw Failure.of(
                            Failure.Code.TOO_MANY_LINKS,
                            inside,
                            inside.display() + ": Too many levels of symbolic links")
                    .thrown();
        }
        known.removeLast();
        List<Name> names = text.names();
        if (text.isAbsolute()) {
            Optional<RemotePath> within = below(text);
            if (within.isEmpty()) return false;
            known.clear();
            names = within.get().names();
        }
        for (Name name : names.reversed()) rest.addFirst(name);
        return true;
    }

    /// An absolute text without its base. Its words before the base are plain, or it leads out.
    private Optional<RemotePath> below(RemotePath text) {
        List<Name> names = text.names().stream()
                .filter(name -> name.length() != 1 || !name.isDots())
                .toList();
        for (RemotePath start : List.of(base.real(), base.named())) {
            List<Name> first = start.normalized().names();
            if (names.size() >= first.size() && names.subList(0, first.size()).equals(first)) {
                return Optional.of(Base.below(RemotePath.ROOT, names.subList(first.size(), names.size())));
            }
        }
        return Optional.empty();
    }

    /// The attributes of the first `count` names of a run, each below those before it; empty where
    /// nothing is.
    private List<Optional<Attributes>> look(List<Name> run, int count) throws Failed {
        List<RemotePath> paths = new ArrayList<>();
        List<Name> names = new ArrayList<>(known);
        for (Name name : run.subList(0, count)) {
            names.add(name);
            paths.add(base.far(Base.below(RemotePath.ROOT, names)));
        }
        if (paths.size() <= 1) return paths.isEmpty() ? List.of() : List.of(look(paths.getFirst()));
        List<Future<Optional<Attributes>>> asked = new ArrayList<>();
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
        try (askers) {
            for (RemotePath path : paths) asked.add(askers.submit(() -> look(path)));
            return answers(asked);
        } catch (InterruptedException interrupted) {
            askers.shutdownNow();
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "cancelled while it was looked where a path leads")
                    .thrown(interrupted);
        }
    }

    /// In order, up to the first link or gap: what was answered behind it means nothing.
    private static List<Optional<Attributes>> answers(List<Future<Optional<Attributes>>> asked)
            throws Failed, InterruptedException {
        List<Optional<Attributes>> answers = new ArrayList<>();
        for (Future<Optional<Attributes>> one : asked) {
            try {
                answers.add(one.get());
            } catch (ExecutionException wrong) {
                if (wrong.getCause() instanceof Failed failed) throw failed;
                throw new IllegalStateException(wrong.getCause());
            }
            Optional<Attributes> last = answers.getLast();
            if (last.isEmpty() || last.get().isLink()) break;
        }
        return answers;
    }

    private Optional<Attributes> look(RemotePath path) throws Failed {
        try {
            return Optional.of(tree.lstat(path));
        } catch (Failed failed) {
            boolean nothing = failed.code() == Failure.Code.NOT_FOUND || failed.code() == Failure.Code.NOT_A_DIRECTORY;
            if (nothing) return Optional.empty();
            throw failed;
        }
    }
}
