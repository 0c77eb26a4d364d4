package dev.drey.testbed.faults;

import dev.drey.disk.LocalTree;
import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A jail with one of the usual holes, around the plain local disk.
public final class WeakJail implements FileTree {
    /// Which hole.
    public enum Hole {
        /// Compares paths as they are spelled, and lets the system follow links.
        FOLLOWS_LINKS,
        /// Resolves links, decides, and then uses the path as it was given: it may lead elsewhere by then.
        CHECKS_THEN_USES,
        /// Resolves links, and compares texts: `/data` lets `/database` in.
        COMPARES_TEXTS
    }

    private final Hole hole;
    private final List<RemotePath> allowed;
    private final LocalTree tree;

    public WeakJail(Hole hole, List<Path> allowed) {
        this.hole = hole;
        this.allowed = allowed.stream().map(LocalTree::path).toList();
        this.tree = new LocalTree(allowed.getFirst());
    }

    private RemotePath checked(RemotePath path) throws Failed {
        RemotePath whole = allowed.getFirst().resolve(path);
        RemotePath decided = hole == Hole.FOLLOWS_LINKS ? whole.normalized() : tree.realpath(whole);
        boolean within = hole == Hole.COMPARES_TEXTS
                ? allowed.stream().anyMatch(one -> decided.text().startsWith(one.text()))
                : allowed.stream().anyMatch(decided::isWithin);
        if (within) return path;
        throw Failure.of(Failure.Code.PERMISSION_DENIED, path, path.display() + ": Permission denied")
                .thrown();
    }

    /// The directory is looked at, the last name is taken as it is.
    private RemotePath checkedName(RemotePath path) throws Failed {
        if (hole == Hole.FOLLOWS_LINKS) return checked(path);
        checked(path.parent());
        return path;
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return tree.stat(checked(path));
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return tree.lstat(checkedName(path));
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return tree.realpath(checked(path));
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return tree.list(checked(directory));
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return tree.readlink(checkedName(link));
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return tree.open(checked(path), options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        tree.makeDirectory(checkedName(path), changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        tree.removeDirectory(checkedName(path));
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        tree.remove(checkedName(path));
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        tree.rename(checkedName(from), checkedName(to));
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        tree.setAttributes(checked(path), changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        tree.symlink(checkedName(link), target);
    }

    /// None: their holes would be the same.
    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        tree.close();
    }
}
