package dev.drey.disk;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Narrowing;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What [JailTree] can do beyond the port, within the same bounds.
final class JailPowers
        implements Replace, HardLinks, LinkAttributes, Space, ServerSideCopy, SyncDirectory, Home, Narrowing {
    private final JailTree tree;
    private final Digests digests;

    JailPowers(JailTree tree) {
        this.tree = tree;
        this.digests = new Digests(tree);
    }

    <P extends Power> Optional<P> find(Class<P> type) {
        if (type == Checksums.class) return Optional.of(type.cast(digests));
        if (type == Accounts.class) return Optional.of(type.cast(AccountFiles.ofSystem()));
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public void replace(RemotePath from, RemotePath to) throws Failed {
        tree.move(from, to, true);
    }

    @Override
    public void hardLink(RemotePath existing, RemotePath link) throws Failed {
        tree.at("link", existing, false, source -> {
            if (source.type() == FileType.DIRECTORY) throw Trouble.of(Errno.EISDIR, "link", existing);
            JailTree.existing("link", existing, source);
            if (source.type().isSpecial()) throw JailTree.special("link", existing);
            // Through the second name what is read-only could be written.
            JailTree.refuseUnlessWritable("link", existing, source);
            return tree.at("link", link, false, target -> {
                JailTree.free("link", link, target);
                if (source.type() == FileType.LINK) {
                    tree.refuseOnTheWay("link", link, target);
                    tree.refuseTaboo("link", link, source.where(), target.where());
                }
                tree.ground().hardLink(source, target);
                return link;
            });
        });
    }

    @Override
    public OptionalInt names(RemotePath path) throws Failed {
        return tree.at(
                "stat",
                path,
                true,
                place -> place.isAboveRoots()
                        ? OptionalInt.empty()
                        : JailTree.existing("stat", path, place).names());
    }

    @Override
    public void setLinkAttributes(RemotePath path, Changes changes) throws Failed {
        tree.change(path, changes, false);
    }

    @Override
    public Room room(RemotePath path) throws Failed {
        return tree.at("statvfs", path, true, place -> {
            if (place.isAboveRoots()) throw JailTree.refusal("statvfs", path, "it is only the way to allowed paths");
            JailTree.existing("statvfs", path, place);
            return tree.ground().room(place);
        });
    }

    @Override
    public Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed {
        if (from instanceof DescriptorFile source && to instanceof DescriptorFile target) {
            return source.copyTo(target, offset, length, toOffset);
        }
        if (from instanceof ChannelFile source && to instanceof ChannelFile target) {
            return source.copyTo(target, offset, length, toOffset);
        }
        throw new IllegalArgumentException("both files must be opened from this tree");
    }

    @Override
    public void syncDirectory(RemotePath directory) throws Failed {
        tree.at("fsync", directory, true, place -> {
            if (place.isAboveRoots()) throw JailTree.refusal("fsync", directory, "it is only the way");
            if (!JailTree.existing("fsync", directory, place).attributes().isDirectory()) {
                throw Trouble.of(Errno.ENOTDIR, "fsync", directory);
            }
            tree.ground().sync(place);
            return directory;
        });
    }

    @Override
    public FileTree narrowed(List<Part> parts) throws Failed {
        return Narrowed.of(tree, parts);
    }

    /// `~` is where relative paths start; other users' homes are none of this tree's.
    @Override
    public RemotePath expand(RemotePath path) throws Failed {
        String text = path.text();
        if (!text.startsWith("~")) return path;
        if (text.equals("~")) return tree.home();
        if (!text.startsWith("~/")) throw JailTree.refusal("expand", path, "only ~ itself is known here");
        return Homes.below(tree.home(), path);
    }
}
