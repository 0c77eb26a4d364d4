package dev.drey.sftp.server;

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

/// Another tree as it is; tests change one thing about it.
abstract class Around implements FileTree {
    final FileTree near;

    Around(FileTree near) {
        this.near = near;
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return near.open(path, options);
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return near.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return near.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return near.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return near.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return near.readlink(link);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        near.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        near.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        near.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        near.rename(from, to);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        near.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        near.symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return near.power(type);
    }

    @Override
    public void close() {
        near.close();
    }
}
