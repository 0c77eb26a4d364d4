package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What java.nio says about one file, and how it is told to change it.
///
/// On Unix everything is known by number (`unix:mode`, `unix:uid`); elsewhere type, size and times are.
record DiskAttributes(Attributes attributes, FileIdentity identity, OptionalInt names) {
    static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final String ASKED = "unix:mode,uid,gid,size,lastAccessTime,lastModifiedTime,dev,ino,nlink";

    static DiskAttributes of(Path path, LinkOption... links) throws IOException {
        return UNIX ? unix(Files.readAttributes(path, ASKED, links)) : plain(path, links);
    }

    private static DiskAttributes unix(Map<String, Object> said) {
        int mode = (Integer) value(said, "mode");
        Attributes attributes = new Attributes(
                FileType.ofMode(mode),
                OptionalLong.of((Long) value(said, "size")),
                OptionalInt.of(mode & 07777),
                OptionalInt.of((Integer) value(said, "uid")),
                OptionalInt.of((Integer) value(said, "gid")),
                Optional.of(Times.told((FileTime) value(said, "lastAccessTime"))),
                Optional.of(Times.told((FileTime) value(said, "lastModifiedTime"))));
        FileIdentity identity = new FileIdentity((Long) value(said, "dev"), (Long) value(said, "ino"));
        return new DiskAttributes(attributes, identity, OptionalInt.of((Integer) value(said, "nlink")));
    }

    private static Object value(Map<String, Object> said, String name) {
        Object value = said.get(name);
        if (value == null) throw new IllegalStateException("the system does not tell " + name);
        return value;
    }

    private static DiskAttributes plain(Path path, LinkOption... links) throws IOException {
        BasicFileAttributes said = Files.readAttributes(path, BasicFileAttributes.class, links);
        FileType type = said.isRegularFile()
                ? FileType.FILE
                : said.isDirectory() ? FileType.DIRECTORY : said.isSymbolicLink() ? FileType.LINK : FileType.SPECIAL;
        Attributes attributes = new Attributes(
                type,
                OptionalLong.of(said.size()),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(Times.told(said.lastAccessTime())),
                Optional.of(Times.told(said.lastModifiedTime())));
        return new DiskAttributes(attributes, FileIdentity.UNKNOWN, OptionalInt.empty());
    }

    /// Applies `changes` to what `path` names; the caller has seen that it is no FIFO, which java.nio would
    /// wait for.
    ///
    /// Owner before mode, because a change of owner clears setuid; times before mode, because java.nio
    /// opens the file for reading to set them, which only the system's own call does not.
    static void change(Path path, Changes changes, LinkOption... links) throws IOException {
        Parts parts = new Parts();
        boolean owned = true;
        if (changes.size().isPresent())
            parts.run(() -> resize(path, changes.size().getAsLong()));
        if (changes.owner().isPresent())
            owned = parts.run(() -> setOwner(path, changes.owner().get(), links));
        if (changes.times().isPresent())
            parts.run(() -> setTimes(path, changes.times().get(), links));
        if (changes.permissions().isPresent()) {
            int mode = Parts.mode(changes.permissions().getAsInt(), owned);
            parts.run(() -> Files.setAttribute(path, "unix:mode", mode, links));
        }
        parts.end();
    }

    private static void setOwner(Path path, Changes.Owner owner, LinkOption... links) throws IOException {
        if (Posix.available()) {
            Posix.chownat(Posix.AT_FDCWD, DiskPath.of(path).bytes(), owner.uid(), owner.gid(), flags(links));
            return;
        }
        Files.setAttribute(path, "unix:uid", owner.uid(), links);
        Files.setAttribute(path, "unix:gid", owner.gid(), links);
    }

    private static void setTimes(Path path, Changes.Times times, LinkOption... links) throws IOException {
        if (Posix.available()) {
            Posix.utimensat(Posix.AT_FDCWD, DiskPath.of(path).bytes(), new Times(times), flags(links));
            return;
        }
        Files.getFileAttributeView(path, BasicFileAttributeView.class, links)
                .setTimes(time(times.modified()), time(times.accessed()), null);
    }

    private static int flags(LinkOption... links) {
        return links.length == 0 ? 0 : Posix.AT_SYMLINK_NOFOLLOW;
    }

    private static FileTime time(Instant instant) {
        return FileTime.from(instant);
    }

    static void resize(Path path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            resize(channel, size);
        }
    }

    /// Cuts, or grows with a hole of zeros. Not for a channel that appends: its one byte would go to the end.
    static void resize(FileChannel channel, long size) throws IOException {
        long now = channel.size();
        if (size < now) channel.truncate(size);
        else if (size > now) channel.write(ByteBuffer.allocate(1), size - 1);
    }
}
