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
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk of this machine, as the user whom the program runs as sees it.
///
/// Work is done in the calling thread; a request is answered when the call returns. Names are bytes and
/// reach the disk unchanged, also such that are no UTF-8 (see [DiskPath]). A FIFO, socket or device is
/// refused before it is opened; who swaps one in at that very instant can make the call wait, which the
/// jail ([JailTree]) rules out.
///
/// [#rename] is one step where the system has renameat2(2). Elsewhere a file gets the new name and then
/// loses the old one, so that nothing is ever replaced but both names are seen for an instant; a directory
/// is looked for first and moved then, so that one made in between may be replaced if it is empty.
public final class LocalTree implements FileTree {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTree.class);
    private static final int MOST_LINKS = 40;

    private final Path home;
    private final boolean devices;
    private final LocalPowers powers = new LocalPowers(this);
    private volatile boolean closed;

    /// @param home where relative paths start; made absolute, need not exist
    public LocalTree(Path home) {
        this(home, false);
    }

    private LocalTree(Path home, boolean devices) {
        this.home = home.toAbsolutePath().normalize();
        this.devices = devices;
    }

    /// The same for a server whose clients expect the whole disk, as OpenSSH's server shows it: what
    /// [MemoryDevice] knows (`/dev/null`, `/dev/zero`) can be opened for reading, and nothing more done
    /// with it. Not for transfers and hashes, which read to an end that such a file does not have.
    public static LocalTree withMemoryDevices(Path home) {
        return new LocalTree(home, true);
    }

    /// The path of a file of this machine, in the words of every tree.
    public static RemotePath path(Path path) {
        return DiskPath.of(path);
    }

    interface Request<T> {
        T run(Path path) throws IOException;
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return on("stat", path, at -> DiskAttributes.of(at).attributes());
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        if (endsWithSlash(path)) return stat(path);
        return on(
                "lstat",
                path,
                at -> DiskAttributes.of(at, LinkOption.NOFOLLOW_LINKS).attributes());
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        RemotePath asked = path.isEmpty() ? RemotePath.HERE : path;
        return on("realpath", asked, at -> DiskPath.of(real(at, MOST_LINKS)));
    }

    /// The last name may be missing, as with OpenSSH's server.
    private static Path real(Path path, int linksLeft) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException missing) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null || DiskPath.name(path).isDots()) throw missing;
            Path directory = parent.toRealPath();
            Path last = directory.resolve(name);
            if (!Files.isSymbolicLink(last)) return last;
            if (linksLeft == 0) throw new FileSystemLoopException(path.toString());
            return real(directory.resolve(Files.readSymbolicLink(last)), linksLeft - 1);
        }
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return on("list", directory, at -> new DirectoryListing(directory, at));
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return on("readlink", link, LinkText::read);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return on("open", path, at -> new Opening(path, at, options, devices).open());
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        on("mkdir", path, at -> {
            OptionalInt permissions = changes.permissions();
            if (permissions.isPresent() && DiskAttributes.UNIX) {
                Files.createDirectory(at, Channels.asAttribute(permissions.getAsInt()));
                Opening.addHighBits(at, permissions);
            } else {
                Files.createDirectory(at);
            }
            changeMade(path, changes, rest -> DiskAttributes.change(at, rest));
            return path;
        });
    }

    interface Change {
        void to(Changes changes) throws IOException;
    }

    /// What besides the mode is asked of a directory that has been made. It is there, whatever comes of that; a
    /// size it does not have.
    static void changeMade(RemotePath path, Changes asked, Change change) {
        Changes rest = new Changes(OptionalLong.empty(), OptionalInt.empty(), asked.owner(), asked.times());
        if (rest.isEmpty()) return;
        try {
            change.to(rest);
        } catch (IOException refused) {
            LOG.debug("mkdir {}: made, but not as asked: {}", path.display(), refused.getMessage());
        }
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        on("rmdir", path, at -> {
            if (typeOf(at) != FileType.DIRECTORY) throw new NotDirectoryException(at.toString());
            Files.delete(at);
            return path;
        });
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        on("remove", path, at -> {
            if (typeOf(at) == FileType.DIRECTORY) throw Trouble.of(Errno.EISDIR, "remove", path);
            Files.delete(at);
            return path;
        });
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        on("rename", from, source -> {
            Path target = place(to);
            try {
                Renaming.withoutReplacing(source, target);
            } catch (FileAlreadyExistsException taken) {
                throw Trouble.of("rename " + from.display() + " to", to, taken);
            }
            return to;
        });
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        on("set attributes of", path, at -> {
            FileType type = DiskAttributes.of(at).attributes().type();
            refuseWaiting(path, type, changes);
            DiskAttributes.change(at, changes);
            return path;
        });
    }

    /// java.nio opens a file to set its times or size, and would wait for the other end of a FIFO.
    static void refuseWaiting(RemotePath path, FileType type, Changes changes) throws Failed {
        boolean opens = changes.size().isPresent() || changes.times().isPresent();
        if (type.isSpecial() && opens) {
            throw Trouble.of(Failure.Code.UNSUPPORTED, "set attributes of", path, "it is a FIFO, a socket or a device");
        }
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        if (target.isEmpty()) throw Trouble.of(Errno.ENOENT, "symlink", link);
        on("symlink", link, at -> {
            LinkText.write(at, target);
            return link;
        });
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return powers.find(type);
    }

    @Override
    public void close() {
        closed = true;
    }

    static FileType typeOf(Path path) throws IOException {
        return DiskAttributes.of(path, LinkOption.NOFOLLOW_LINKS).attributes().type();
    }

    /// Does `request` at the place that `path` names and tells what went wrong.
    <T> T on(String verb, RemotePath path, Request<T> request) throws Failed {
        if (closed) throw Trouble.closed(verb, path);
        if (path.isEmpty()) throw Trouble.of(Errno.ENOENT, verb, path);
        Path at = place(path);
        try {
            return request.run(at);
        } catch (NoSuchFileException missing) {
            if (isBelowFile(at)) throw Trouble.of(Errno.ENOTDIR, verb, path);
            throw Trouble.of(verb, path, missing);
        } catch (IOException trouble) {
            throw Trouble.of(verb, path, trouble);
        }
    }

    /// java.nio tells ENOTDIR as if it were ENOENT.
    private static boolean isBelowFile(Path at) {
        Path above = at.getParent();
        while (above != null && !Files.exists(above)) above = above.getParent();
        return above != null && !Files.isDirectory(above);
    }

    /// A slash at the end means a directory, as it does to the system; java.nio drops it.
    Path place(RemotePath path) throws Failed {
        Path at = home.resolve(DiskPath.of(path));
        if (endsWithSlash(path) && Files.exists(at) && !Files.isDirectory(at)) {
            throw Trouble.of(Errno.ENOTDIR, "path", path);
        }
        return at;
    }

    private static boolean endsWithSlash(RemotePath path) {
        return path.endsWithSlash() && !path.names().isEmpty();
    }
}
