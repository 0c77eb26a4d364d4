package dev.drey.session;

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

/// A session's files: every call goes to the connection that is live at that moment.
///
/// Open files, listings and powers belong to the connection they came from, so that they reach each other;
/// they fail with CONNECTION_LOST when it breaks, and the next call here makes another.
final class SessionTree implements FileTree {
    private final Session session;

    SessionTree(Session session) {
        this.session = session;
    }

    private FileTree live() throws Failed {
        return session.connection().tree();
    }

    private RemotePath at(RemotePath path) {
        return session.absolute(path);
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return live().stat(at(path));
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return live().lstat(at(path));
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return live().realpath(at(path));
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return live().list(at(directory));
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return live().readlink(at(link));
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return live().open(at(path), options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        live().makeDirectory(at(path), changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        live().removeDirectory(at(path));
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        live().remove(at(path));
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        live().rename(at(from), at(to));
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        live().setAttributes(at(path), changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        live().symlink(at(link), target);
    }

    /// The powers of the live connection. They take paths as they are: absolute ones, or ones from the far
    /// side's own home.
    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        try {
            return live().power(type);
        } catch (Failed unreachable) {
            return Optional.empty();
        }
    }

    /// Does nothing: the session owns the connection.
    @Override
    public void close() {}
}
