package dev.drey.files;

import java.util.List;
import java.util.Optional;

/// A tree with more powers than it has by itself: what the port asks goes to `main`, a power is taken from the first
/// of `others` that has it, else from `main`.
///
/// So an agent's files are SFTP plus what only its JSON-RPC can do. `others` must show the same files under the same
/// paths. Closing it closes them all. As safe for many threads as they are.
///
/// @param others in the order of being asked
public record Composite(FileTree main, List<FileTree> others) implements FileTree {
    public Composite {
        others = List.copyOf(others);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return others.stream()
                .map(other -> other.power(type))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> main.power(type));
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return main.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return main.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return main.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return main.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return main.readlink(link);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return main.open(path, options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        main.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        main.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        main.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        main.rename(from, to);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        main.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        main.symlink(link, target);
    }

    @Override
    public void close() {
        others.forEach(FileTree::close);
        main.close();
    }
}
