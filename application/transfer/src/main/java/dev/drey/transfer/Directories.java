package dev.drey.transfer;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;

/// Makes a directory with all its missing parents.
final class Directories {
    private Directories() {}

    static void make(FileTree tree, RemotePath path) throws Failed {
        try {
            tree.makeDirectory(path, Changes.NONE);
        } catch (Failed failed) {
            switch (failed.code()) {
                case ALREADY_EXISTS -> {}
                case NOT_FOUND -> {
                    RemotePath parent = path.parent();
                    if (parent.equals(path)) throw failed;
                    make(tree, parent);
                    makeLast(tree, path);
                }
                default -> throw failed;
            }
        }
    }

    /// Somebody else may have made it meanwhile, which is as good.
    private static void makeLast(FileTree tree, RemotePath path) throws Failed {
        try {
            tree.makeDirectory(path, Changes.NONE);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
        }
    }
}
