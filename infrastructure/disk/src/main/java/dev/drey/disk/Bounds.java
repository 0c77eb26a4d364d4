package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a jail shows: its roots at their absolute paths, and above them nothing but the way to them.
record Bounds(List<Root> roots, List<Path> forbidden, Taboo taboo) {
    static Bounds of(List<AllowedPath> allowed, List<Path> forbidden, Taboo taboo) throws Failed {
        if (allowed.isEmpty()) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a jail needs at least one allowed path")
                    .thrown();
        }
        List<Path> absolute = forbidden.stream().map(Path::toAbsolutePath).toList();
        Forbidden now = Forbidden.now(absolute, taboo, List.of());
        List<Root> roots = new ArrayList<>();
        for (AllowedPath one : allowed) {
            Root root = Root.of(one);
            root.check(now);
            roots.add(root);
        }
        return new Bounds(List.copyOf(roots), absolute, taboo);
    }

    Forbidden refused() {
        return Forbidden.now(forbidden, taboo, roots);
    }

    /// Where relative paths start: the first root.
    RemotePath home() {
        return path(roots.getFirst().names());
    }

    Optional<Root> rootAt(List<Name> names) {
        return roots.stream()
                .filter(root -> root.names().equals(names) || root.realNames().equals(names))
                .findFirst();
    }

    /// Whether a root lies somewhere below `names`.
    boolean leadsToRoot(List<Name> names) {
        return roots.stream().anyMatch(root -> startsWith(root.names(), names) || startsWith(root.realNames(), names));
    }

    /// The names that a directory above the roots shows, in order.
    List<Name> children(List<Name> names) {
        TreeSet<Name> next = new TreeSet<>();
        for (Root root : roots) {
            if (startsWith(root.names(), names)) next.add(root.names().get(names.size()));
        }
        return List.copyOf(next);
    }

    private static boolean startsWith(List<Name> whole, List<Name> start) {
        return whole.size() > start.size() && whole.subList(0, start.size()).equals(start);
    }

    static RemotePath path(List<Name> names) {
        RemotePath path = RemotePath.ROOT;
        for (Name name : names) path = path.resolve(name);
        return path;
    }
}
