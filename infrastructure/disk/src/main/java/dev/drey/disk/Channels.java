package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The channels under one open file: one for reading and one for writing, mostly the same one. Two where a
/// file is read and appended to, which java.nio refuses to do with one.
record Channels(@Nullable FileChannel reader, @Nullable FileChannel writer, boolean appends) {
    /// Makes the file; FileAlreadyExistsException when it is there, a dangling link included.
    ///
    /// @param lent permissions that it is made with besides
    static Channels create(Path path, OpenOptions options, int lent) throws IOException {
        return open(path, options, Set.of(StandardOpenOption.CREATE_NEW), attributes(options.permissions(), lent));
    }

    /// Opens what is there.
    static Channels existing(Path path, OpenOptions options) throws IOException {
        Channels channels = open(path, options, Set.of());
        try {
            if (options.truncate()) channels.any().truncate(0);
            return channels;
        } catch (IOException trouble) {
            channels.close();
            throw trouble;
        }
    }

    /// Opens what was open before, without emptying it.
    static Channels reopen(Path path, OpenOptions options) throws IOException {
        return open(path, options, Set.of());
    }

    private static Channels open(Path path, OpenOptions options, Set<OpenOption> more, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.write() || options.append();
        if (options.append()) {
            FileChannel writer = FileChannel.open(path, with(more, StandardOpenOption.APPEND), attributes);
            try {
                FileChannel reader = options.read() ? FileChannel.open(path, StandardOpenOption.READ) : null;
                return new Channels(reader, writer, true);
            } catch (IOException trouble) {
                writer.close();
                throw trouble;
            }
        }
        boolean makes = !more.isEmpty();
        Set<OpenOption> how = new HashSet<>(more);
        if (options.read() || !writes) how.add(StandardOpenOption.READ);
        if (writes || makes || options.truncate()) how.add(StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(path, how, attributes);
        boolean reads = options.read() || !writes;
        return new Channels(reads ? channel : null, writes ? channel : null, false);
    }

    private static Set<OpenOption> with(Set<OpenOption> some, OpenOption one) {
        Set<OpenOption> all = new HashSet<>(some);
        all.add(one);
        return all;
    }

    private static FileAttribute<?>[] attributes(OptionalInt permissions, int lent) {
        if (permissions.isEmpty() || !DiskAttributes.UNIX) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {asAttribute(permissions.getAsInt() | lent)};
    }

    /// The lower nine bits, for the system to apply under the umask.
    static FileAttribute<Set<PosixFilePermission>> asAttribute(int permissions) {
        EnumSet<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((permissions & (0400 >> i)) != 0) set.add(all[i]);
        }
        return PosixFilePermissions.asFileAttribute(set);
    }

    FileChannel reading(RemotePath shown) throws Failed {
        if (reader != null) return reader;
        throw Trouble.of(Failure.Code.PERMISSION_DENIED, "read", shown, "it was opened for writing only");
    }

    FileChannel writing(RemotePath shown) throws Failed {
        if (writer != null) return writer;
        throw Trouble.of(Failure.Code.PERMISSION_DENIED, "write", shown, "it was opened for reading only");
    }

    FileChannel any() {
        if (writer != null) return writer;
        if (reader != null) return reader;
        throw new IllegalStateException("an open file has a channel");
    }

    boolean canResize() {
        return writer != null && !appends;
    }

    int write(RemotePath shown, ByteBuffer data, long offset) throws IOException {
        FileChannel channel = writing(shown);
        return appends ? channel.write(data) : channel.write(data, offset);
    }

    void close() throws IOException {
        try {
            if (reader != null) reader.close();
        } finally {
            if (writer != null) writer.close();
        }
    }
}
