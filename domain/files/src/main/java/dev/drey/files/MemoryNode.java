package dev.drey.files;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What names of a [MemoryTree] stand for (an inode). Guarded by the store's lock.
abstract sealed class MemoryNode {
    int mode;
    int uid;
    int gid;
    int names;
    Instant accessed;
    Instant modified;

    private MemoryNode(int mode, int uid, int gid, Instant now) {
        this.mode = mode;
        this.uid = uid;
        this.gid = gid;
        this.accessed = now;
        this.modified = now;
    }

    abstract FileType type();

    abstract long size();

    Attributes attributes() {
        return new Attributes(
                type(),
                OptionalLong.of(size()),
                OptionalInt.of(mode),
                OptionalInt.of(uid),
                OptionalInt.of(gid),
                Optional.of(accessed),
                Optional.of(modified));
    }

    Entry entry(Name name) {
        return new Entry(name, attributes(), type() == FileType.FILE ? OptionalInt.of(names) : OptionalInt.empty());
    }

    /// Names and what they stand for, in byte order.
    static final class Directory extends MemoryNode {
        final TreeMap<Name, MemoryNode> children = new TreeMap<>();
        /// Itself for the root.
        Directory parent;
        /// Its name in `parent`; empty for the root.
        Name name = Name.of("");

        Directory(@Nullable Directory parent, int mode, int uid, int gid, Instant now) {
            super(mode, uid, gid, now);
            this.parent = parent == null ? this : parent;
        }

        @Nullable
        MemoryNode child(Name name) {
            if (!name.isDots()) return children.get(name);
            return name.length() == 1 ? this : parent;
        }

        RemotePath path() {
            return parent == this ? RemotePath.ROOT : parent.path().resolve(name);
        }

        /// Whether this is `other` or lies below it.
        boolean isWithin(MemoryNode other) {
            for (Directory at = this; ; at = at.parent) {
                if (at == other) return true;
                if (at.parent == at) return false;
            }
        }

        @Override
        FileType type() {
            return FileType.DIRECTORY;
        }

        @Override
        long size() {
            return 4096;
        }
    }

    /// Bytes, with how many have it open: they outlive the last name.
    static final class File extends MemoryNode {
        final MemoryBytes bytes = new MemoryBytes();
        int opened;

        File(int mode, int uid, int gid, Instant now) {
            super(mode, uid, gid, now);
        }

        @Override
        FileType type() {
            return FileType.FILE;
        }

        @Override
        long size() {
            return bytes.size();
        }
    }

    /// A symbolic link.
    static final class Link extends MemoryNode {
        final RemotePath target;

        Link(RemotePath target, int uid, int gid, Instant now) {
            super(0777, uid, gid, now);
            this.target = target;
        }

        @Override
        FileType type() {
            return FileType.LINK;
        }

        @Override
        long size() {
            return target.length();
        }
    }

    /// A FIFO that nobody writes to; it stands for all that is neither file, directory nor link.
    static final class Special extends MemoryNode {
        Special(int mode, int uid, int gid, Instant now) {
            super(mode, uid, gid, now);
        }

        @Override
        FileType type() {
            return FileType.FIFO;
        }

        @Override
        long size() {
            return 0;
        }
    }
}
