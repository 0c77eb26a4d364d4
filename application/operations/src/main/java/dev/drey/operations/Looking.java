package dev.drey.operations;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// What is only looked at: lists, attributes, real paths, room.
final class Looking {
    private static final int LINKS_AT_ONCE = 64;

    private Looking() {}

    static Outcome list(Spot spot, Operation.ListDirectory wanted) throws Failed {
        List<Found> found = new ArrayList<>();
        List<Glob> globs = new ArrayList<>();
        for (String pattern : wanted.patterns()) globs.add(Glob.of(pattern));
        try {
            walk(
                    spot.tree(),
                    spot.path(),
                    RemotePath.of(""),
                    new Wanted(globs, wanted.hidden()),
                    wanted.depth(),
                    found);
        } catch (Failed notListed) {
            // A file is listed as itself. To ask first would cost each listing a round trip.
            boolean file = found.isEmpty()
                    && notListed.code() != Failure.Code.CANCELLED
                    && notListed.failure().kind() == Failure.Kind.PERMANENT
                    && !spot.tree().stat(spot.path()).isDirectory();
            if (file) return single(spot, wanted.details());
            throw notListed;
        }
        Optional<RemotePath> after = wanted.cursor().isEmpty()
                ? Optional.empty()
                : Optional.of(Cursor.path(wanted.cursor().get()));
        List<Found> page = found.stream()
                .filter(one -> after.isEmpty() || Cursor.isBehind(one.path(), after.get()))
                .toList();
        int limit = wanted.limit().orElse(Integer.MAX_VALUE);
        boolean more = page.size() > limit;
        List<Found> shown = more ? page.subList(0, limit) : page;
        Optional<String> next = more ? Optional.of(Cursor.of(shown.getLast().path())) : Optional.empty();
        return new Outcome.Listed(lines(spot, shown, wanted.details()), next, page.size() - shown.size());
    }

    private record Found(RemotePath path, Attributes attributes) {}

    private record Wanted(List<Glob> globs, boolean hidden) {
        boolean takes(Name name) {
            return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(name));
        }
    }

    private static Outcome single(Spot spot, boolean details) throws Failed {
        Found one = new Found(
                RemotePath.ofBytes(spot.path().name().bytes()), spot.tree().lstat(spot.path()));
        return new Outcome.Listed(List.of(line(spot, one, details)), Optional.empty(), 0);
    }

    private static void walk(
            FileTree tree, RemotePath directory, RemotePath prefix, Wanted wanted, int depth, List<Found> into)
            throws Failed {
        for (Entry entry : tree.entries(directory)) {
            if (!wanted.hidden() && entry.name().length() > 0 && entry.name().bytes()[0] == '.') continue;
            RemotePath relative =
                    prefix.isEmpty() ? RemotePath.ofBytes(entry.name().bytes()) : prefix.resolve(entry.name());
            if (wanted.takes(entry.name())) into.add(new Found(relative, entry.attributes()));
            if (depth > 1 && entry.attributes().isDirectory() && entry.name().isPlain()) {
                walk(tree, directory.resolve(entry.name()), relative, wanted, depth - 1, into);
            }
        }
    }

    private static List<Outcome.Line> lines(Spot spot, List<Found> found, boolean details) throws Failed {
        Names names = details ? Names.of(spot.tree(), found) : Names.NONE;
        Map<Integer, RemotePath> links = details ? links(spot, found) : Map.of();
        List<Outcome.Line> lines = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            lines.add(line(one.path(), one.attributes(), names, Optional.ofNullable(links.get(i))));
        }
        return lines;
    }

    /// Where the links among them lead, asked for side by side; one that is gone meanwhile leads nowhere.
    private static Map<Integer, RemotePath> links(Spot spot, List<Found> found) {
        Map<Integer, RemotePath> links = new ConcurrentHashMap<>();
        Semaphore room = new Semaphore(LINKS_AT_ONCE);
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < found.size(); i++) {
                if (!found.get(i).attributes().isLink()) continue;
                int at = i;
                room.acquireUninterruptibly();
                askers.execute(() -> {
                    link(spot.tree(), spot.path().resolve(found.get(at).path())).ifPresent(to -> links.put(at, to));
                    room.release();
                });
            }
        }
        return links;
    }

    private static Optional<RemotePath> link(FileTree tree, RemotePath path) {
        try {
            return Optional.of(tree.readlink(path));
        } catch (Failed gone) {
            return Optional.empty();
        }
    }

    /// @param one whose attributes were read without following
    private static Outcome.Line line(Spot spot, Found one, boolean details) throws Failed {
        Names names = details ? Names.of(spot.tree(), List.of(one)) : Names.NONE;
        boolean isLink = details && one.attributes().isLink();
        return line(one.path(), one.attributes(), names, isLink ? link(spot.tree(), spot.path()) : Optional.empty());
    }

    private static Outcome.Line line(RemotePath shown, Attributes attributes, Names names, Optional<RemotePath> link) {
        return new Outcome.Line(
                shown,
                attributes,
                named(attributes.uid(), names.users()),
                named(attributes.gid(), names.groups()),
                link);
    }

    private static Optional<String> named(OptionalInt id, Map<Integer, String> names) {
        if (id.isEmpty()) return Optional.empty();
        return Optional.of(names.getOrDefault(id.getAsInt(), Integer.toUnsignedString(id.getAsInt())));
    }

    /// Names of owners, as far as the tree knows them.
    private record Names(Map<Integer, String> users, Map<Integer, String> groups) {
        static final Names NONE = new Names(Map.of(), Map.of());

        static Names of(FileTree tree, List<Found> found) throws Failed {
            Set<Integer> uids = new HashSet<>();
            Set<Integer> gids = new HashSet<>();
            for (Found one : found) {
                one.attributes().uid().ifPresent(uids::add);
                one.attributes().gid().ifPresent(gids::add);
            }
            Optional<Accounts> accounts = tree.power(Accounts.class);
            if (accounts.isEmpty() || (uids.isEmpty() && gids.isEmpty())) return NONE;
            return new Names(accounts.get().users(uids), accounts.get().groups(gids));
        }
    }

    static Outcome stat(Spot spot, boolean follow, boolean details) throws Failed {
        Attributes attributes =
                follow ? spot.tree().stat(spot.path()) : spot.tree().lstat(spot.path());
        return new Outcome.Described(spot.path(), line(spot, new Found(spot.path(), attributes), details));
    }

    static Outcome space(Spot spot) throws Failed {
        Optional<Space> space = spot.tree().power(Space.class);
        if (space.isPresent()) return new Outcome.SpaceFound(space.get().room(spot.path()));
        throw Failure.of(
                        Failure.Code.UNSUPPORTED,
                        spot.path(),
                        "df " + spot.display() + ": the server cannot tell its free space (no statvfs)")
                .thrown();
    }
}
