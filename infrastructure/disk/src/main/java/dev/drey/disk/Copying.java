package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Copies a range from one descriptor to another, by copy_file_range(2) where the file systems can, else
/// through a buffer; so too where the target appends, to which copy_file_range says EBADF.
final class Copying {
    private static final long LARGEST = 1L << 30;

    private Copying() {}

    /// Bytes that are read and written at once would depend on the order of things.
    static void refuseOverlap(RemotePath shown, long offset, long length, long toOffset) throws Failed {
        if (offset < toOffset + length && toOffset < offset + length) {
            throw Trouble.of(Failure.Code.INVALID_ARGUMENT, "copy", shown, "the two ranges overlap in one file");
        }
    }

    /// How much there is to copy: what was asked for, or up to the end as it is now.
    static long length(RemotePath shown, long size, long offset, long length, long toOffset) throws Failed {
        if (offset < 0 || length < 0 || toOffset < 0) {
            throw Trouble.of(Failure.Code.INVALID_ARGUMENT, "copy", shown, "a negative offset or length");
        }
        long there = Math.max(0, size - offset);
        return length == 0 ? there : Math.min(length, there);
    }

    static void copy(int from, long offset, long length, int to, long toOffset) throws IOException {
        long done = 0;
        while (done < length) {
            long moved;
            try {
                moved = Posix.copyFileRange(from, offset + done, to, toOffset + done, Math.min(LARGEST, length - done));
            } catch (PosixException refused) {
                boolean unable = refused.is(Errno.EXDEV)
                        || refused.is(Errno.EINVAL)
                        || refused.is(Errno.ENOSYS)
                        || refused.is(Errno.EBADF)
                        || refused.is(Errno.EOPNOTSUPP);
                if (!unable) throw refused;
                through(from, offset + done, length - done, to, toOffset + done);
                return;
            }
            if (moved == 0) return;
            done += moved;
        }
    }

    private static void through(int from, long offset, long length, int to, long toOffset) throws IOException {
        ByteBuffer scratch = Scratch.take("copy", RemotePath.HERE);
        try {
            MemorySegment buffer = MemorySegment.ofBuffer(scratch);
            long done = 0;
            while (done < length) {
                int read = Posix.pread(from, buffer.asSlice(0, Math.min(Scratch.SIZE, length - done)), offset + done);
                if (read == 0) return;
                for (int put = 0; put < read; ) {
                    put += Posix.pwrite(to, buffer.asSlice(put, read - put), toOffset + done + put);
                }
                done += read;
            }
        } finally {
            Scratch.giveBack(scratch);
        }
    }
}
