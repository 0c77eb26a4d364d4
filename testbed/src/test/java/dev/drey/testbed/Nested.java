package dev.drey.testbed;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// A tree that ends something else with it.
record Nested(FileTree tree, Runnable end) implements FileTree {
    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return tree.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return tree.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return tree.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return tree.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return tree.readlink(link);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return tree.open(path, options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        tree.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        tree.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        tree.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        tree.rename(from, to);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        tree.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        tree.symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return tree.power(type);
    }

    @Override
    public void close() {
        try {
            tree.close();
        } finally {
            end.run();
        }
    }
}
