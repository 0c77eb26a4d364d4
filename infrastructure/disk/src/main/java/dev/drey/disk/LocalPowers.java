package dev.drey.disk;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;

/// What [LocalTree] can do beyond the port.
final class LocalPowers implements Replace, HardLinks, LinkAttributes, Space, ServerSideCopy, SyncDirectory {
    private final LocalTree tree;
    private final Digests digests;
    private final Homes homes = new Homes(AccountFiles.ofSystem());

    LocalPowers(LocalTree tree) {
        this.tree = tree;
        this.digests = new Digests(tree);
    }

    <P extends Power> Optional<P> find(Class<P> type) {
        if (type == Checksums.class) return Optional.of(type.cast(digests));
        if (type == Accounts.class) return unixOnly(type, homes.accounts());
        if (type == Home.class) return Optional.of(type.cast(homes));
        if (type == HardLinks.class || type == LinkAttributes.class || type == SyncDirectory.class) {
            return unixOnly(type, this);
        }
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    private static <P extends Power> Optional<P> unixOnly(Class<P> type, Power power) {
        return DiskAttributes.UNIX ? Optional.of(type.cast(power)) : Optional.empty();
    }

    @Override
    public void replace(RemotePath from, RemotePath to) throws Failed {
        tree.on("rename", from, source -> {
            try {
                return Files.move(source, tree.place(to), StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException full) {
                // rename(2) may say EEXIST for a directory that is not empty.
                throw Trouble.of(Errno.ENOTEMPTY, "rename " + from.display() + " to", to);
            }
        });
    }

    @Override
    public void hardLink(RemotePath existing, RemotePath link) throws Failed {
        tree.on("link", link, at -> {
            Path source = tree.place(existing);
            if (LocalTree.typeOf(source) == FileType.DIRECTORY) throw Trouble.of(Errno.EISDIR, "link", existing);
            return Files.createLink(at, source);
        });
    }

    @Override
    public OptionalInt names(RemotePath path) throws Failed {
        return tree.on("stat", path, at -> DiskAttributes.of(at).names());
    }

    @Override
    public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
        tree.on("set attributes of", path, at -> {
            FileType type = LocalTree.typeOf(at);
            LocalTree.refuseWaiting(path, type, changes);
            if (type != FileType.LINK) {
                DiskAttributes.change(at, changes);
                return path;
            }
            if (changes.permissions().isPresent() || changes.size().isPresent()) {
                throw Trouble.of(
                        Failure.Code.UNSUPPORTED,
                        "set attributes of",
                        path,
                        "a link has no mode and no size of its own");
            }
            DiskAttributes.change(at, changes, LinkOption.NOFOLLOW_LINKS);
            return path;
        });
    }

    @Override
    public Room room(RemotePath path) throws Failed {
        return tree.on("statvfs", path, VolumeStat::roomOf);
    }

    @Override
    public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed {
        if (!(from instanceof ChannelFile source) || !(to instanceof ChannelFile target)) {
            throw new IllegalArgumentException("both files must be opened from this tree");
        }
        return source.copyTo(target, offset, length, toOffset);
    }

    @Override
    public void syncDirectory(RemotePath directory) throws Failed {
        tree.on("fsync", directory, at -> {
            if (!DiskAttributes.of(at).attributes().isDirectory()) throw Trouble.of(Errno.ENOTDIR, "fsync", directory);
            try (FileChannel channel = FileChannel.open(at, StandardOpenOption.READ)) {
                channel.force(true);
                return directory;
            } catch (IOException trouble) {
                throw Trouble.of("fsync", directory, trouble);
            }
        });
    }
}
