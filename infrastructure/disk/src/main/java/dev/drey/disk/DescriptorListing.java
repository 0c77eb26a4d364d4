package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An open directory read by getdents64(2), 32 KiB of names at a time, each looked at relative to the
/// directory.
final class DescriptorListing implements Listing {
    private static final int PORTION = 32 * 1024;

    /// `struct linux_dirent64`: inode 8, offset 8, length 2, type 1, name. The type is that of `st_mode`,
    /// without its lower bits.
    private static final int LENGTH_AT = 16;

    private static final int TYPE_AT = 18;
    private static final int TYPE_SHIFT = 12;
    private static final int NAME_AT = 19;

    private final RemotePath shown;
    private final Descriptor descriptor;
    private final Where where;
    private final Forbidden forbidden;
    private boolean closed;

    DescriptorListing(RemotePath shown, Place directory, Descriptor descriptor) {
        this.shown = shown;
        this.where = directory.where();
        this.forbidden = directory.refused();
        this.descriptor = descriptor;
    }

    @Override
    public Optional<List<Entry>> next() throws Failed {
        if (closed) throw Trouble.closed("list", shown);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment portion = arena.allocate(PORTION, 8);
            while (true) {
                int length = Posix.getdents64(descriptor.number(), portion);
                if (length == 0) return Optional.empty();
                List<Entry> some = entries(portion, length);
                if (!some.isEmpty()) return Optional.of(List.copyOf(some));
            }
        } catch (IOException trouble) {
            throw Trouble.of("list", shown, trouble);
        }
    }

    private List<Entry> entries(MemorySegment portion, int length) {
        List<Entry> some = new ArrayList<>();
        for (int at = 0; at < length; ) {
            int size = portion.get(JAVA_SHORT_UNALIGNED, at + LENGTH_AT) & 0xffff;
            int end = at + NAME_AT;
            while (portion.get(JAVA_BYTE, end) != 0) end++;
            int start = at + NAME_AT;
            Name name = Name.ofBytes(portion.asSlice(start, end - start).toArray(JAVA_BYTE));
            FileType type = FileType.ofMode(portion.get(JAVA_BYTE, at + TYPE_AT) << TYPE_SHIFT);
            if (!name.isDots()) add(some, name, type);
            at += size;
        }
        return some;
    }

    /// @param type as the directory itself has it, where the entry cannot be looked at
    private void add(List<Entry> some, Name name, FileType type) {
        try {
            Stat stat = Posix.statx(descriptor.number(), name.bytes(), Posix.AT_SYMLINK_NOFOLLOW);
            boolean refused = forbidden.names(where.child(name)) || forbidden.contains(stat.identity());
            some.add(
                    refused
                            ? new Entry(name, JailListing.refused(stat.type()))
                            : new Entry(name, stat.attributes(), OptionalInt.of(stat.names())));
        } catch (PosixException refused) {
            // What was removed since its name was read is left out: the directory is told as it is now.
            if (!refused.is(Errno.ENOENT)) some.add(new Entry(name, JailListing.refused(type)));
        }
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        descriptor.closeQuietly();
    }
}
