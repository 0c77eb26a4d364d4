package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;

/// Makes paths plain: absolute, and without `.` and `..`, so that their words can be decided about.
final class Plain {
    /// Each of them takes the target an answer.
    private static final int MOST_UPWARDS = 64;

    private Plain() {}

    /// `x/..` is the directory above where `x` leads, as POSIX has it and not as the words do: the tree
    /// is asked.
    ///
    /// @param home what relative paths start at, plain
    /// @param tree in whose terms the path is
    static RemotePath of(RemotePath path, RemotePath home, FileTree tree) throws Failed {
        if (path.isEmpty()) throw refused(Failure.Code.NOT_FOUND, path, "No such file or directory");
        if (path.hasNul()) throw refused(Failure.Code.INVALID_PATH, path, "a path cannot hold a NUL");
        List<Name> plain = new ArrayList<>();
        boolean slash = path.endsWithSlash();
        int upwards = 0;
        for (Name name : home.resolve(path).names()) {
            slash |= name.isDots();
            if (!name.isDots()) {
                slash = path.endsWithSlash();
                plain.add(name);
            } else if (name.length() == 2 && !plain.isEmpty()) {
                if (++upwards > MOST_UPWARDS) throw refused(Failure.Code.INVALID_PATH, path, "too many '..' in a path");
                plain = above(Base.below(RemotePath.ROOT, plain), tree);
            }
        }
        RemotePath whole = Base.below(RemotePath.ROOT, plain);
        return slash && !plain.isEmpty() ? whole.resolve(Name.of("")) : whole;
    }

    private static List<Name> above(RemotePath directory, FileTree tree) throws Failed {
        if (!tree.stat(directory).isDirectory()) {
            throw refused(Failure.Code.NOT_A_DIRECTORY, directory, "Not a directory");
        }
        List<Name> real = new ArrayList<>(tree.realpath(directory).names());
        if (!real.isEmpty()) real.removeLast();
        return real;
    }

    private static Failed refused(Failure.Code code, RemotePath path, String words) {
        return Failure.of(code, path, path.display() + ": " + words).thrown();
    }
}
