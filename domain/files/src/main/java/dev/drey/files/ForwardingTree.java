package dev.drey.files;

/// A tree that hands on to another what the port asks, and says itself what becomes of powers and of closing.
public interface ForwardingTree extends FileTree {
    /// The tree that is asked, looked up for each call.
    ///
    /// @throws Failed when it cannot be asked now; the caller sees that
    FileTree under() throws Failed;

    @Override
    default Attributes stat(RemotePath path) throws Failed {
        return under().stat(path);
    }

    @Override
    default Attributes lstat(RemotePath path) throws Failed {
        return under().lstat(path);
    }

    @Override
    default RemotePath realpath(RemotePath path) throws Failed {
        return under().realpath(path);
    }

    @Override
    default Listing list(RemotePath directory) throws Failed {
        return under().list(directory);
    }

    @Override
    default RemotePath readlink(RemotePath link) throws Failed {
        return under().readlink(link);
    }

    @Override
    default OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return under().open(path, options);
    }

    @Override
    default void makeDirectory(RemotePath path, Changes changes) throws Failed {
        under().makeDirectory(path, changes);
    }

    @Override
    default void removeDirectory(RemotePath path) throws Failed {
        under().removeDirectory(path);
    }

    @Override
    default void remove(RemotePath path) throws Failed {
        under().remove(path);
    }

    @Override
    default void rename(RemotePath from, RemotePath to) throws Failed {
        under().rename(from, to);
    }

    @Override
    default void setAttributes(RemotePath path, Changes changes) throws Failed {
        under().setAttributes(path, changes);
    }

    @Override
    default void symlink(RemotePath link, RemotePath target) throws Failed {
        under().symlink(link, target);
    }
}
