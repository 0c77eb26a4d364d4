package dev.drey.disk;

import dev.drey.files.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is refused in every root: our own configuration, key and state, and what is [Taboo].
///
/// By inode, so that neither another hard link nor another way to it helps; and by path, so that it cannot
/// be made where it is missing. Looked up anew for each operation, because a file that is replaced gets
/// another inode.
///
/// @param roots below which names may be taboo
record Forbidden(Set<FileIdentity> files, List<List<Name>> paths, Taboo taboo, List<Root> roots) {

    static Forbidden now(List<Path> forbidden, Taboo taboo, List<Root> roots) {
        Set<FileIdentity> files = new HashSet<>();
        for (Path path : forbidden) {
            FileIdentity identity = identity(path);
            if (identity.isKnown()) files.add(identity);
        }
        return new Forbidden(files, forbidden.stream().map(Forbidden::realNames).toList(), taboo, roots);
    }

    /// The path with its directory resolved; the last name may be missing.
    private static List<Name> realNames(Path path) {
        Path parent = path.getParent();
        Path name = path.getFileName();
        if (parent == null || name == null) return DiskPath.of(path).names();
        return DiskPath.of(realOrSame(parent).resolve(name)).names();
    }

    private static Path realOrSame(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.normalize();
        }
    }

    static FileIdentity identity(Path path) {
        try {
            return DiskAttributes.of(path).identity();
        } catch (IOException missing) {
            return FileIdentity.UNKNOWN;
        }
    }

    boolean contains(FileIdentity file) {
        return files.contains(file);
    }

    /// Whether the last of `names` makes the path one that is refused.
    boolean names(List<Name> names) {
        if (names.isEmpty()) return false;
        return taboo.holds(names, isBelowRoot(names)) || paths.contains(names);
    }

    /// Below a root, and not on the way to another one.
    private boolean isBelowRoot(List<Name> names) {
        return roots.stream().anyMatch(root -> startsWith(names, root.names()))
                && roots.stream().noneMatch(root -> startsWith(root.names(), names));
    }

    private static boolean startsWith(List<Name> whole, List<Name> start) {
        return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
    }
}
