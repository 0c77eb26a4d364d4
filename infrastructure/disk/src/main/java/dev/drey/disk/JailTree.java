package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Some allowed paths of this machine, at their absolute paths, and nothing else of it.
///
/// Above the allowed paths only the way to them is seen. Every path is walked name by name, each step
/// below a directory that is held open, and the operation acts on what the walk reached ([Walk]); so
/// `..`, absolute names, links that lead out (dangling ones too) and directories swapped for links
/// meanwhile end at PERMISSION_DENIED, or act inside. Links between two allowed paths work. Links that
/// lead out can be made (a tree keeps its links), but never followed.
///
/// Refused besides: every change below a read-only path and above the roots; the forbidden files, by
/// inode and by path; moving or removing a directory that leads to one of them or to another allowed path,
/// and moving or linking anything to where such a directory would be; what is [Taboo], which is any `.ssh`
/// unless said otherwise; a second name below a writable path for a file below a read-only one; everything
/// but looking, renaming and removing for FIFOs, sockets and devices.
///
/// What is refused is PERMISSION_DENIED and logged with operation and path. Safe for many threads.
public final class JailTree implements FileTree {
    private static final Logger LOG = LoggerFactory.getLogger(JailTree.class);
    private static final int MOST_TRIES = 8;

    private final Bounds bounds;
    private final Ground ground;
    private final JailPowers powers = new JailPowers(this);
    private volatile boolean closed;

    JailTree(Bounds bounds, Ground ground) {
        this.bounds = bounds;
        this.ground = ground;
    }

    /// A jail around `allowed`; relative paths start at the first of them.
    ///
    /// @param forbidden files and directories that nobody may reach even below an allowed path: our own
    /// configuration, key, state and program. They need not exist. What is [Taboo#KEYS] is refused besides
    /// @throws Failed when an allowed path is no directory, or lies in something forbidden
    public static JailTree open(List<AllowedPath> allowed, List<Path> forbidden) throws Failed {
        return open(allowed, forbidden, Taboo.KEYS);
    }

    /// The same with other names that are never shown.
    public static JailTree open(List<AllowedPath> allowed, List<Path> forbidden, Taboo taboo) throws Failed {
        Bounds bounds = Bounds.of(allowed, forbidden, taboo);
        return new JailTree(bounds, DescriptorGround.works() ? DescriptorGround.open(bounds) : new PathGround());
    }

    /// The same by comparing real paths, as it is done where openat2(2) is missing; for trying that
    /// elsewhere.
    public static JailTree openByRealPaths(List<AllowedPath> allowed, List<Path> forbidden) throws Failed {
        return openByRealPaths(allowed, forbidden, Taboo.KEYS);
    }

    static JailTree openByRealPaths(List<AllowedPath> allowed, List<Path> forbidden, Taboo taboo) throws Failed {
        Bounds bounds = Bounds.of(allowed, forbidden, taboo);
        return new JailTree(bounds, new PathGround());
    }

    /// How strong it is: `openat2`, or `realpath` where a link swapped in at the right instant may still be
    /// followed.
    public String strength() {
        return ground.strength();
    }

    Bounds bounds() {
        return bounds;
    }

    Ground ground() {
        return ground;
    }

    RemotePath home() {
        return bounds.home();
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return at("stat", path, true, place -> attributes(path, place));
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return at("lstat", path, path.endsWithSlash(), place -> attributes(path, place));
    }

    private static Attributes attributes(RemotePath path, Place place) throws Failed {
        if (place.isAboveRoots()) return JailListing.WAY;
        return existing("stat", path, place).attributes();
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        RemotePath asked = path.isEmpty() ? RemotePath.HERE : path;
        return at("realpath", asked, true, Place::path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return at("list", directory, true, place -> {
            if (place.isAboveRoots()) return JailListing.aboveRoots(bounds.children(place.names()));
            if (!existing("list", directory, place).attributes().isDirectory()) {
                throw Trouble.of(Errno.ENOTDIR, "list", directory);
            }
            return ground.list(place, directory);
        });
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return at("readlink", link, false, place -> {
            if (place.type() != FileType.LINK) {
                if (place.isMissing()) throw Trouble.of(Errno.ENOENT, "readlink", link);
                throw Trouble.of(Errno.EINVAL, "readlink", link);
            }
            return place.thing().target();
        });
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        boolean isNew = options.create() && options.exclusive();
        IOException last = new IOException("not tried");
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                return at("open", path, !isNew, place -> opened(path, options, place));
            } catch (Failed changed) {
                // Made, removed or swapped between the look and the opening: look again.
                if (!(changed.getCause() instanceof Swapped)) throw changed;
                last = changed;
            }
        }
        throw Trouble.of("open", path, last);
    }

    private OpenFile opened(RemotePath path, OpenOptions options, Place place) throws IOException {
        boolean changes = options.write() || options.append() || options.create() || options.truncate();
        if (place.isMissing()) {
            if (!options.create()) throw Trouble.of(Errno.ENOENT, "open", path);
            refuseUnlessWritable("open", path, place);
            try {
                return ground.create(place, path, options);
            } catch (FileAlreadyExistsException taken) {
                throw options.exclusive() ? taken : new Swapped(taken);
            }
        }
        if (options.create() && options.exclusive()) throw Trouble.of(Errno.EEXIST, "open", path);
        if (place.type() == FileType.DIRECTORY) throw Trouble.of(Errno.EISDIR, "open", path);
        if (place.type() != FileType.FILE) throw special("open", path);
        if (changes) refuseUnlessWritable("open", path, place);
        return ground.open(place, path, options);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        at("mkdir", path, false, place -> {
            free("mkdir", path, place);
            ground.makeDirectory(place, changes.permissions());
            return path;
        });
        LocalTree.changeMade(path, changes, rest -> change(path, rest, false));
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        at("rmdir", path, false, place -> {
            changeable("rmdir", path, place);
            if (place.type() != FileType.DIRECTORY) throw Trouble.of(Errno.ENOTDIR, "rmdir", path);
            refuseOnTheWay("rmdir", path, place);
            ground.remove(place, true);
            return path;
        });
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        at("remove", path, false, place -> {
            changeable("remove", path, place);
            if (place.type() == FileType.DIRECTORY) throw Trouble.of(Errno.EISDIR, "remove", path);
            if (place.type() == FileType.LINK) refuseOnTheWay("remove", path, place);
            ground.remove(place, false);
            return path;
        });
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        move(from, to, false);
    }

    void move(RemotePath from, RemotePath to, boolean replace) throws Failed {
        at("rename", from, false, source -> {
            changeable("rename", from, source);
            refuseOnTheWay("rename", from, source);
            return at("rename " + from.display() + " to", to, false, target -> {
                if (replace && target.there().isPresent()) changeable("rename", to, target);
                else free("rename", to, target);
                refuseOnTheWay("rename", to, target);
                boolean plain = source.type() == FileType.FILE || source.type().isSpecial();
                if (!plain) refuseTaboo("rename " + from.display() + " to", to, source.where(), target.where());
                ground.rename(source, target, replace);
                return to;
            });
        });
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        change(path, changes, true);
    }

    void change(RemotePath path, Changes changes, boolean follow) throws Failed {
        String verb = "set attributes of";
        at(verb, path, follow || path.endsWithSlash(), place -> {
            if (!place.isAboveRoots()) existing(verb, path, place);
            refuseUnlessWritable(verb, path, place);
            FileType type = place.type();
            if (type.isSpecial()) throw special(verb, path);
            boolean ofLink = changes.permissions().isPresent() || changes.size().isPresent();
            if (type == FileType.LINK && ofLink) {
                throw Trouble.of(Failure.Code.UNSUPPORTED, verb, path, "a link has no mode and no size of its own");
            }
            ground.change(place, changes);
            return path;
        });
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        at("symlink", link, false, place -> {
            free("symlink", link, place);
            refuseOnTheWay("symlink", link, place);
            refuseTaboo("symlink", link, Where.TOP, place.where());
            if (target.isEmpty()) throw Trouble.of(Errno.ENOENT, "symlink", link);
            if (target.hasNul()) throw Trouble.of(Failure.Code.INVALID_PATH, "symlink", link, "a NUL in its target");
            ground.symlink(place, target);
            return link;
        });
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return powers.find(type);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        ground.close();
    }

    interface Request<T> {
        T run(Place place) throws IOException;
    }

    /// Walks to `path`, does `request` there and tells what went wrong.
    <T> T at(String verb, RemotePath path, boolean follow, Request<T> request) throws Failed {
        if (closed) throw Trouble.closed(verb, path);
        if (path.isEmpty()) throw Trouble.of(Errno.ENOENT, verb, path);
        if (path.hasNul()) throw Trouble.of(Failure.Code.INVALID_PATH, verb, path, "a path cannot hold a NUL");
        try (Place place = new Walk(bounds, ground, bounds.refused(), verb, path, follow).go()) {
            return request.run(place);
        } catch (IOException trouble) {
            throw Trouble.of(verb, path, trouble);
        }
    }

    static Held existing(String verb, RemotePath path, Place place) throws Failed {
        return place.there().orElseThrow(() -> Trouble.of(Errno.ENOENT, verb, path));
    }

    /// Something that is there, below a writable root and not itself one.
    static void changeable(String verb, RemotePath path, Place place) throws Failed {
        if (place.isMissing()) throw Trouble.of(Errno.ENOENT, verb, path);
        if (!place.hasDirectory()) throw refusal(verb, path, "it is an allowed path or the way to one");
        refuseUnlessWritable(verb, path, place);
    }

    /// A free name below a writable root.
    static void free(String verb, RemotePath path, Place place) throws Failed {
        if (!place.isMissing()) throw Trouble.of(Errno.EEXIST, verb, path);
        refuseUnlessWritable(verb, path, place);
    }

    /// What leads to an allowed path or to a forbidden one stays what it is, and where it is: moved away, its
    /// inside would be found by another name; moved or linked there, it would be somebody's own.
    void refuseOnTheWay(String verb, RemotePath path, Place place) throws Failed {
        if (bounds.leadsToRoot(place.where())) throw refusal(verb, path, "it holds an allowed path");
        if (place.refused().isOnTheWay(place)) throw refusal(verb, path, "it leads to what is never shown");
        if (bounds.waysToRoots().touch(place)) throw refusal(verb, path, "it leads to an allowed path");
    }

    /// A directory or a link is not moved to where what is below it would be taboo, nor away from there.
    void refuseTaboo(String verb, RemotePath path, Where from, Where to) throws Failed {
        boolean held = bounds.taboo().holdsMove(from.shown(), to.shown())
                || bounds.taboo().holdsMove(from.real(), to.real());
        if (held) throw refusal(verb, path, "what is below it is never shown by one of the two names");
    }

    static void refuseUnlessWritable(String verb, RemotePath path, Place place) throws Failed {
        if (place.isAboveRoots()) throw refusal(verb, path, "it is only the way to the allowed paths");
        if (!place.isWritable()) throw refusal(verb, path, "it is read-only here");
    }

    static Failed special(String verb, RemotePath path) {
        return Trouble.of(Failure.Code.UNSUPPORTED, verb, path, "it is a FIFO, a socket or a device");
    }

    /// Says no, for the log and for the caller; the detail `jail` tells that it was not the disk.
    static Failed refusal(String verb, RemotePath path, String why) {
        LOG.warn("jail refused: {} {}: {}", verb, path.display(), why);
        String words = verb + " " + path.display() + ": Permission denied: " + why;
        return Failure.of(Failure.Code.PERMISSION_DENIED, path, words)
                .with("jail", why)
                .thrown();
    }
}
