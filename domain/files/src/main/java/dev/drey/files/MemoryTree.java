package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.Directory;
import dev.drey.files.MemoryNode.File;
import dev.drey.files.MemoryNode.Link;
import dev.drey.files.MemoryNode.Special;
import dev.drey.files.MemoryWalk.Spot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A tree in memory that behaves as a POSIX file system does: the reference for everything else that is a [FileTree].
///
/// Links are followed up to forty deep, permissions are checked for everybody but root, a file that was removed while
/// open goes on, files have holes, names are any bytes up to 255. Reading does not change the time of last access.
/// It has every power but [Lanes]. Several trees may show the same files to different people, see [#as].
///
/// Safe for many threads; nothing here waits.
public final class MemoryTree implements FileTree {
    private static final long USUAL_CAPACITY = 1L << 40;
    private static final int USUAL_UMASK = 022;

    final MemoryStore store;
    final Identity who;
    final RemotePath home;
    private final int umask;
    private final MemoryWalk walk;
    private final MemoryNames names;
    private final MemoryPowers powers;
    private volatile boolean closed;

    /// Who acts on a tree.
    ///
    /// @param uid 0 may do everything
    /// @param groups further groups beside `gid`
    public record Identity(int uid, int gid, Set<Integer> groups) {
        static final int READ = 4;
        static final int WRITE = 2;
        static final int SEARCH = 1;

        /// May do everything.
        public static final Identity ROOT = new Identity(0, 0, Set.of());

        public Identity {
            groups = Set.copyOf(groups);
        }

        public static Identity user(int uid, int gid) {
            return new Identity(uid, gid, Set.of());
        }

        boolean isRoot() {
            return uid == 0;
        }

        boolean isIn(int group) {
            return gid == group || groups.contains(group);
        }

        boolean owns(MemoryNode node) {
            return isRoot() || node.uid == uid;
        }

        boolean may(MemoryNode node, int bits) {
            if (isRoot()) return true;
            int shift = node.uid == uid ? 6 : isIn(node.gid) ? 3 : 0;
            return (node.mode >> shift & bits) == bits;
        }
    }

    /// An empty tree that belongs to root, seen by root; its home is `/`.
    public MemoryTree() {
        this(Identity.ROOT, USUAL_CAPACITY);
    }

    /// An empty tree that belongs to `owner` and is seen by them.
    ///
    /// @param capacity how many bytes the files may hold, counted in blocks of 4096; more is NO_SPACE
    public MemoryTree(Identity owner, long capacity) {
        this(new MemoryStore(capacity, owner.uid(), owner.gid()), owner, RemotePath.ROOT, USUAL_UMASK);
    }

    private MemoryTree(MemoryStore store, Identity who, RemotePath home, int umask) {
        this.store = store;
        this.who = who;
        this.home = home;
        this.umask = umask;
        this.walk = new MemoryWalk(store, who, home);
        this.names = new MemoryNames(store, who);
        this.powers = new MemoryPowers(this, names);
    }

    /// The same files, seen and changed by somebody else; closed by itself.
    public MemoryTree as(Identity other) {
        return new MemoryTree(store, other, home, umask);
    }

    /// The same files, with another place for relative paths to start at, absolute; closed by itself.
    public MemoryTree at(RemotePath otherHome) {
        if (!otherHome.isAbsolute()) throw new IllegalArgumentException("a home is absolute: " + otherHome);
        return new MemoryTree(store, who, otherHome, umask);
    }

    /// The same files, with other bits that new files shall not have (022 at first); closed by itself.
    public MemoryTree umask(int bits) {
        return new MemoryTree(store, who, home, bits);
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        synchronized (store) {
            return find(path, true).there().attributes();
        }
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        synchronized (store) {
            return find(path, false).there().attributes();
        }
    }

    /// The last name need not exist; an empty path means the home.
    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        synchronized (store) {
            Spot spot = find(path.isEmpty() ? RemotePath.HERE : path, true);
            if (spot.node() instanceof Directory directory) return directory.path();
            return spot.parent().path().resolve(spot.name());
        }
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        synchronized (store) {
            Directory node = find(directory, true).directory();
            if (!who.may(node, Identity.READ)) throw Refusal.of(Code.PERMISSION_DENIED, directory);
            boolean known = who.may(node, Identity.SEARCH);
            List<Entry> entries = node.children.entrySet().stream()
                    .map(e -> known ? e.getValue().entry(e.getKey()) : new Entry(e.getKey(), Attributes.NONE))
                    .toList();
            return new MemoryListing(entries);
        }
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        synchronized (store) {
            if (find(link, false).there() instanceof Link node) return node.target;
            throw Refusal.of(Code.INVALID_ARGUMENT, link, "not a link");
        }
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        if (!options.read() && !options.write()) {
            throw Refusal.of(Code.INVALID_ARGUMENT, path, "opened neither for reading nor for writing");
        }
        synchronized (store) {
            Spot spot = find(path, !(options.create() && options.exclusive()));
            if (options.create() && options.exclusive()) spot.vacant();
            File file = spot.node() == null ? create(spot, options) : openable(spot, options);
            if (options.truncate()) names.resize(file, 0);
            file.opened++;
            return new MemoryFile(this, names, file, path, options);
        }
    }

    private File create(Spot spot, OpenOptions options) throws Failed {
        if (!options.create()) throw Refusal.of(Code.NOT_FOUND, spot.asked());
        if (spot.slash()) throw Refusal.of(Code.IS_A_DIRECTORY, spot.asked());
        int mode = MemoryNames.checked(options.permissions().orElse(0666), spot.asked()) & ~umask;
        File file = new File(mode, who.uid(), who.gid(), store.now());
        names.add(spot, file);
        return file;
    }

    private File openable(Spot spot, OpenOptions options) throws Failed {
        RemotePath path = spot.asked();
        MemoryNode node = spot.there();
        if (node instanceof Directory) throw Refusal.of(Code.IS_A_DIRECTORY, path);
        int needed =
                (options.read() ? Identity.READ : 0) | (options.write() || options.truncate() ? Identity.WRITE : 0);
        if (!who.may(node, needed)) throw Refusal.of(Code.PERMISSION_DENIED, path);
        if (node instanceof File file) return file;
        throw Refusal.of(Code.UNSUPPORTED, path);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        synchronized (store) {
            Spot spot = find(path, false);
            spot.vacant();
            int mode = MemoryNames.checked(changes.permissions().orElse(0777), path) & ~umask;
            names.add(spot, new Directory(spot.parent(), mode, who.uid(), who.gid(), store.now()));
        }
    }

    /// Makes a FIFO, as tests need one.
    public void makeSpecial(RemotePath path, int permissions) throws Failed {
        synchronized (store) {
            Spot spot = find(path, false);
            spot.vacant();
            int mode = MemoryNames.checked(permissions, path) & ~umask;
            names.add(spot, new Special(mode, who.uid(), who.gid(), store.now()));
        }
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        synchronized (store) {
            Spot spot = find(link, false);
            spot.vacant();
            if (target.isEmpty() || spot.slash()) throw Refusal.of(Code.NOT_FOUND, link);
            if (target.hasNul()) throw Refusal.of(Code.INVALID_PATH, link);
            names.add(spot, new Link(target, who.uid(), who.gid(), store.now()));
        }
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        synchronized (store) {
            names.removeDirectory(find(path, false));
        }
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        synchronized (store) {
            names.remove(find(path, false));
        }
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        synchronized (store) {
            Spot target = find(to, false);
            Spot source = find(from, false);
            source.there();
            target.vacant();
            names.move(source, target);
        }
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        synchronized (store) {
            names.change(find(path, true).there(), changes, path);
        }
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return type.isInstance(powers) ? Optional.of(type.cast(powers)) : Optional.empty();
    }

    /// Ends this view; the files stay for other views. Open files answer SESSION_CLOSED afterwards.
    @Override
    public void close() {
        closed = true;
    }

    /// Where a path ends; called with the store's lock.
    Spot find(RemotePath path, boolean follow) throws Failed {
        demandOpen(path);
        return walk.find(path, follow);
    }

    void demandOpen(RemotePath path) throws Failed {
        if (closed) throw Refusal.of(Code.SESSION_CLOSED, path);
    }
}
