package dev.drey.transfer;

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

/// A tree that does as another does, for tests to bend in one place. [#before(String, RemotePath)] sees each call.
class WrappedTree implements FileTree {
    final FileTree inner;

    WrappedTree(FileTree inner) {
        this.inner = inner;
    }

    /// Runs before each call, and may fail or delay it.
    void before(String call, RemotePath path) throws Failed {}

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        before("stat", path);
        return inner.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        before("lstat", path);
        return inner.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        before("realpath", path);
        return inner.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        before("list", directory);
        return inner.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        before("readlink", link);
        return inner.readlink(link);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        before("open", path);
        return inner.open(path, options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        before("makeDirectory", path);
        inner.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        before("removeDirectory", path);
        inner.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        before("remove", path);
        inner.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        before("rename", to);
        inner.rename(from, to);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        before("setAttributes", path);
        inner.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        before("symlink", link);
        inner.symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return inner.power(type);
    }

    @Override
    public void close() {
        inner.close();
    }
}
