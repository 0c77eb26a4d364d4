package dev.drey.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The Linux calls that java.nio lacks, by the JDK's foreign-function interface (`man 2` of each name).
///
/// Paths are bytes. Each call that fails throws a [PosixException] with the errno that very call left behind.
/// A call interrupted by a signal (EINTR) is made again. Constants are those of x86-64 and aarch64, which
/// agree.
final class Posix {
    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int RENAME_NOREPLACE = 1;

    private static final Native OPENAT2 =
            Native.returningLong("syscall", 1, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final Native STATX = Native.of("statx", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final Native CLOSE = Native.of("close", JAVA_INT);
    private static final Native MKDIRAT = Native.of("mkdirat", JAVA_INT, ADDRESS, JAVA_INT);
    private static final Native UNLINKAT = Native.of("unlinkat", JAVA_INT, ADDRESS, JAVA_INT);
    private static final Native RENAMEAT2 = Native.of("renameat2", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final Native LINKAT = Native.of("linkat", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final Native SYMLINKAT = Native.of("symlinkat", ADDRESS, JAVA_INT, ADDRESS);
    private static final Native READLINKAT =
            Native.returningLong("readlinkat", -1, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final Native CHMOD = Native.of("chmod", ADDRESS, JAVA_INT);
    private static final Native FCHOWNAT = Native.of("fchownat", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final Native UTIMENSAT = Native.of("utimensat", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final Native GETDENTS64 = Native.returningLong("getdents64", -1, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final Native FSTATVFS = Native.of("fstatvfs", JAVA_INT, ADDRESS);
    private static final Native STATVFS = Native.of("statvfs", ADDRESS, ADDRESS);
    private static final Native PREAD = Native.returningLong("pread", -1, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final Native PWRITE = Native.returningLong("pwrite", -1, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final Native FTRUNCATE = Native.of("ftruncate", JAVA_INT, JAVA_LONG);
    private static final Native FSYNC = Native.of("fsync", JAVA_INT);
    private static final Native COPY_FILE_RANGE =
            Native.returningLong("copy_file_range", -1, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final Native STRERROR = Native.text("strerror", JAVA_INT);

    private static final long SYS_OPENAT2 = 437;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int LONGEST_LINK = 4096;

    private Posix() {}

    /// Found out once, when it is first asked.
    private static final class Availability {
        static final boolean HERE = Native.allowed() && STATX.exists() && RENAMEAT2.exists();
    }

    /// Whether these calls can be made: Linux, a C library that has them, and native access allowed to us.
    static boolean available() {
        return Availability.HERE;
    }

    /// Opens `name` as seen from `directory`, by the rules of `how`.
    static int openat2(int directory, byte[] name, OpenHow how) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment asked = call.arena().allocate(24, 8);
            asked.set(JAVA_LONG, 0, how.flags());
            asked.set(JAVA_LONG, 8, how.mode());
            asked.set(JAVA_LONG, 16, how.resolve());
            return (int) call.longs("openat2", () -> (long)
                    OPENAT2.handle().invokeExact(call.errno(), SYS_OPENAT2, directory, call.path(name), asked, 24L));
        }
    }

    static Stat statx(int directory, byte[] name, int flags) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment answer = call.arena().allocate(256, 8);
            call.ints("statx", () -> (int) STATX.handle()
                    .invokeExact(call.errno(), directory, call.path(name), flags, STATX_BASIC_STATS, answer));
            return Stat.read(answer);
        }
    }

    /// What the descriptor itself is about, a link opened by O_PATH included.
    static Stat stat(int descriptor) throws PosixException {
        return statx(descriptor, new byte[0], AT_EMPTY_PATH);
    }

    static void close(int descriptor) throws PosixException {
        try (Call call = new Call()) {
            int result = closeOnce(call, descriptor);
            int number = call.number();
            // Linux has closed it even when it says EINTR.
            if (result < 0 && number != Call.EINTR) throw new PosixException("close", number);
        }
    }

    private static int closeOnce(Call call, int descriptor) {
        return call.once(() -> (int) CLOSE.handle().invokeExact(call.errno(), descriptor));
    }

    static void mkdirat(int directory, byte[] name, int mode) throws PosixException {
        try (Call call = new Call()) {
            call.ints("mkdirat", () ->
                    (int) MKDIRAT.handle().invokeExact(call.errno(), directory, call.path(name), mode));
        }
    }

    static void unlinkat(int directory, byte[] name, int flags) throws PosixException {
        try (Call call = new Call()) {
            call.ints("unlinkat", () ->
                    (int) UNLINKAT.handle().invokeExact(call.errno(), directory, call.path(name), flags));
        }
    }

    static void renameat2(int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags) throws PosixException {
        try (Call call = new Call()) {
            call.ints("renameat2", () -> (int) RENAMEAT2
                    .handle()
                    .invokeExact(call.errno(), fromDirectory, call.path(from), toDirectory, call.path(to), flags));
        }
    }

    /// A new name for what `from` is; a link is not followed.
    static void linkat(int fromDirectory, byte[] from, int toDirectory, byte[] to) throws PosixException {
        try (Call call = new Call()) {
            call.ints("linkat", () -> (int) LINKAT.handle()
                    .invokeExact(call.errno(), fromDirectory, call.path(from), toDirectory, call.path(to), 0));
        }
    }

    static void symlinkat(byte[] target, int directory, byte[] name) throws PosixException {
        try (Call call = new Call()) {
            call.ints("symlinkat", () ->
                    (int) SYMLINKAT.handle().invokeExact(call.errno(), call.path(target), directory, call.path(name)));
        }
    }

    /// What is written in a link that was opened by O_PATH.
    static byte[] readlink(int descriptor) throws PosixException {
        return readlink(descriptor, new byte[0]);
    }

    static byte[] readlink(int directory, byte[] name) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment answer = call.arena().allocate(LONGEST_LINK);
            long length =
                    call.longs("readlinkat", () -> (long)
                            READLINKAT.handle().invokeExact(call.errno(), directory, call.path(name), answer, (long)
                                    LONGEST_LINK));
            return answer.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        }
    }

    /// chmod of what a descriptor is about; works for O_PATH, and opens nothing, so a FIFO cannot make it wait.
    static void chmod(int descriptor, int mode) throws PosixException {
        try (Call call = new Call()) {
            call.ints("chmod", () ->
                    (int) CHMOD.handle().invokeExact(call.errno(), call.path(magic(descriptor)), mode));
        }
    }

    static void chown(int descriptor, int uid, int gid) throws PosixException {
        chownat(descriptor, new byte[0], uid, gid, AT_EMPTY_PATH);
    }

    static void chownat(int directory, byte[] name, int uid, int gid, int flags) throws PosixException {
        try (Call call = new Call()) {
            call.ints("fchownat", () ->
                    (int) FCHOWNAT.handle().invokeExact(call.errno(), directory, call.path(name), uid, gid, flags));
        }
    }

    /// Times of what a descriptor is about; works for O_PATH and opens nothing.
    static void utimens(int descriptor, Times times) throws PosixException {
        utimensat(AT_FDCWD, magic(descriptor), times, 0);
    }

    static void utimensat(int directory, byte[] name, Times times, int flags) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment both = times.write(call.arena());
            call.ints("utimensat", () ->
                    (int) UTIMENSAT.handle().invokeExact(call.errno(), directory, call.path(name), both, flags));
        }
    }

    /// Fills `into` with directory entries (`struct linux_dirent64`); 0 at the end.
    static int getdents64(int descriptor, MemorySegment into) throws PosixException {
        try (Call call = new Call()) {
            return (int) call.longs("getdents64", () ->
                    (long) GETDENTS64.handle().invokeExact(call.errno(), descriptor, into, into.byteSize()));
        }
    }

    static VolumeStat fstatvfs(int descriptor) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment answer = call.arena().allocate(256, 8);
            call.ints("fstatvfs", () -> (int) FSTATVFS.handle().invokeExact(call.errno(), descriptor, answer));
            return VolumeStat.read(answer);
        }
    }

    static VolumeStat statvfs(byte[] path) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment answer = call.arena().allocate(256, 8);
            call.ints("statvfs", () -> (int) STATVFS.handle().invokeExact(call.errno(), call.path(path), answer));
            return VolumeStat.read(answer);
        }
    }

    static int pread(int descriptor, MemorySegment into, long offset) throws PosixException {
        try (Call call = new Call()) {
            return (int) call.longs("pread", () ->
                    (long) PREAD.handle().invokeExact(call.errno(), descriptor, into, into.byteSize(), offset));
        }
    }

    static int pwrite(int descriptor, MemorySegment from, long offset) throws PosixException {
        try (Call call = new Call()) {
            return (int) call.longs("pwrite", () ->
                    (long) PWRITE.handle().invokeExact(call.errno(), descriptor, from, from.byteSize(), offset));
        }
    }

    static void ftruncate(int descriptor, long size) throws PosixException {
        try (Call call = new Call()) {
            call.ints("ftruncate", () -> (int) FTRUNCATE.handle().invokeExact(call.errno(), descriptor, size));
        }
    }

    static void fsync(int descriptor) throws PosixException {
        try (Call call = new Call()) {
            call.ints("fsync", () -> (int) FSYNC.handle().invokeExact(call.errno(), descriptor));
        }
    }

    /// Copies inside the kernel; the number of bytes, 0 at the end of `from`.
    static long copyFileRange(int from, long offset, int to, long toOffset, long length) throws PosixException {
        try (Call call = new Call()) {
            MemorySegment offsets = call.arena().allocate(16, 8);
            offsets.set(JAVA_LONG, 0, offset);
            offsets.set(JAVA_LONG, 8, toOffset);
            return call.longs("copy_file_range", () -> (long) COPY_FILE_RANGE
                    .handle()
                    .invokeExact(call.errno(), from, offsets.asSlice(0, 8), to, offsets.asSlice(8, 8), length, 0));
        }
    }

    /// The system's words for an errno, in the language of the process.
    static String strerror(int number) {
        try (Call call = new Call()) {
            MemorySegment words =
                    call.address(() -> (MemorySegment) STRERROR.handle().invokeExact(call.errno(), number));
            return words.reinterpret(256).getString(0, StandardCharsets.UTF_8);
        }
    }

    /// A path that is what a descriptor is about.
    static byte[] magic(int descriptor) {
        return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
    }
}
