package dev.drey.operations;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What is only looked at: lists, attributes, real paths, room.
final class Looking {
    private Looking() {}

    static Outcome list(Spot spot, Operation.ListDirectory wanted) throws Failed {
        Attributes top = spot.tree().stat(spot.path());
        if (!top.isDirectory()) return single(spot);
        List<Found> found = new ArrayList<>();
        walk(spot.tree(), spot.path(), RemotePath.of(""), wanted, wanted.depth(), found);
        Optional<String> after = wanted.cursor();
        List<Found> page = found.stream()
                .filter(one -> after.isEmpty() || one.path().text().compareTo(after.get()) > 0)
                .toList();
        int limit = wanted.limit().orElse(Integer.MAX_VALUE);
        boolean more = page.size() > limit;
        List<Found> shown = more ? page.subList(0, limit) : page;
        Optional<String> next = more ? Optional.of(shown.getLast().path().text()) : Optional.empty();
        return new Outcome.Listed(lines(spot, shown), next);
    }

    private record Found(RemotePath path, Attributes attributes) {}

    private static Outcome single(Spot spot) throws Failed {
        RemotePath name = RemotePath.ofBytes(spot.path().name().bytes());
        return new Outcome.Listed(
                List.of(line(spot.with(spot.path()), name, spot.tree().lstat(spot.path()))), Optional.empty());
    }

    private static void walk(
            FileTree tree,
            RemotePath directory,
            RemotePath prefix,
            Operation.ListDirectory wanted,
            int depth,
            List<Found> into)
            throws Failed {
        for (Entry entry : tree.entries(directory)) {
            if (!wanted.hidden() && entry.name().length() > 0 && entry.name().bytes()[0] == '.') continue;
            RemotePath relative =
                    prefix.isEmpty() ? RemotePath.ofBytes(entry.name().bytes()) : prefix.resolve(entry.name());
            boolean matches = wanted.pattern().isEmpty()
                    || Glob.of(wanted.pattern().get()).matches(entry.name());
            if (matches) into.add(new Found(relative, entry.attributes()));
            if (depth > 1 && entry.attributes().isDirectory() && entry.name().isPlain()) {
                walk(tree, directory.resolve(entry.name()), relative, wanted, depth - 1, into);
            }
        }
    }

    private static List<Outcome.Line> lines(Spot spot, List<Found> found) throws Failed {
        Set<Integer> uids = new HashSet<>();
        Set<Integer> gids = new HashSet<>();
        for (Found one : found) {
            one.attributes().uid().ifPresent(uids::add);
            one.attributes().gid().ifPresent(gids::add);
        }
        Names names = Names.of(spot.tree(), uids, gids);
        List<Outcome.Line> lines = new ArrayList<>(found.size());
        for (Found one : found) {
            lines.add(line(spot.with(spot.path().resolve(one.path())), one.path(), one.attributes(), names));
        }
        return lines;
    }

    static Outcome.Line line(Spot at, RemotePath shown, Attributes attributes) throws Failed {
        Set<Integer> uids =
                attributes.uid().isPresent() ? Set.of(attributes.uid().getAsInt()) : Set.of();
        Set<Integer> gids =
                attributes.gid().isPresent() ? Set.of(attributes.gid().getAsInt()) : Set.of();
        return line(at, shown, attributes, Names.of(at.tree(), uids, gids));
    }

    private static Outcome.Line line(Spot at, RemotePath shown, Attributes attributes, Names names) {
        Optional<RemotePath> link = Optional.empty();
        if (attributes.isLink()) {
            try {
                link = Optional.of(at.tree().readlink(at.path()));
            } catch (Failed gone) {
                link = Optional.empty();
            }
        }
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
        static Names of(FileTree tree, Set<Integer> uids, Set<Integer> gids) throws Failed {
            Optional<Accounts> accounts = tree.power(Accounts.class);
            if (accounts.isEmpty() || (uids.isEmpty() && gids.isEmpty())) return new Names(Map.of(), Map.of());
            return new Names(
                    new HashMap<>(accounts.get().users(uids)),
                    new HashMap<>(accounts.get().groups(gids)));
        }
    }

    static Outcome stat(Spot spot, boolean follow) throws Failed {
        Attributes attributes =
                follow ? spot.tree().stat(spot.path()) : spot.tree().lstat(spot.path());
        return new Outcome.Described(spot.path(), line(spot, spot.path(), attributes));
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
