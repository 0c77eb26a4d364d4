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
///
/// @param forbidden absolute paths of what is never shown
/// @param named what the roots of the outermost jail were named by
record Bounds(List<Root> roots, List<List<Name>> forbidden, Taboo taboo, List<List<Name>> named) {
    static Bounds of(List<AllowedPath> allowed, List<Path> forbidden, Taboo taboo) throws Failed {
        if (allowed.isEmpty()) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a jail needs at least one allowed path")
                    .thrown();
        }
        List<List<Name>> absolute = forbidden.stream()
                .map(path -> DiskPath.of(path.toAbsolutePath()).names())
                .toList();
        Forbidden now = Forbidden.now(absolute, taboo, List.of());
        List<Root> roots = new ArrayList<>();
        for (AllowedPath one : allowed) {
            Root root = Root.of(one);
            root.check(now);
            roots.add(root);
        }
        return new Bounds(
                List.copyOf(roots),
                absolute,
                taboo,
                roots.stream().map(Root::names).toList());
    }

    /// The same with other roots, which lie within these.
    Bounds within(List<Root> inner) {
        return new Bounds(List.copyOf(inner), forbidden, taboo, named);
    }

    Forbidden refused() {
        return Forbidden.now(forbidden, taboo, roots);
    }

    /// Where relative paths start: the first root.
    RemotePath home() {
        return path(roots.getFirst().names());
    }

    /// The root that is there, whichever spelling leads to it.
    Optional<Root> rootAt(Where where) {
        Optional<Root> shown = roots.stream()
                .filter(root -> root.names().equals(where.shown()))
                .findFirst();
        return shown.isPresent()
                ? shown
                : roots.stream()
                        .filter(root -> root.realNames().equals(where.real()))
                        .findFirst();
    }

    /// Whether a root lies somewhere below.
    boolean leadsToRoot(Where where) {
        return roots.stream()
                .anyMatch(root ->
                        Where.isBelow(root.names(), where.shown()) || Where.isBelow(root.realNames(), where.real()));
    }

    /// What the roots were named by, followed again: each directory and link that leads to one.
    Trails waysToRoots() {
        return Trails.of(named);
    }

    /// The names that a directory above the roots shows, in order.
    List<Name> children(List<Name> names) {
        TreeSet<Name> next = new TreeSet<>();
        for (Root root : roots) {
            if (Where.isBelow(root.names(), names)) next.add(root.names().get(names.size()));
        }
        return List.copyOf(next);
    }

    static RemotePath path(List<Name> names) {
        RemotePath path = RemotePath.ROOT;
        for (Name name : names) path = path.resolve(name);
        return path;
    }
}
