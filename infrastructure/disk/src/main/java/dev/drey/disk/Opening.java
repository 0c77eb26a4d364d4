package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Opens one file of [LocalTree]: looks what is there first, so that nothing that could wait is ever opened.
///
/// Who makes a file and finds that another was faster opens that one, unless it had to be new.
///
/// @param devices whether a [MemoryDevice] may be read
record Opening(RemotePath shown, Path path, OpenOptions options, boolean devices) {
    private static final int MOST_TRIES = 8;
    private static final int HIGH_BITS = 07000;
    private static final int OWNER_READS = 0400;

    OpenFile open() throws IOException {
        IOException last = new NoSuchFileException(path.toString());
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                DiskAttributes there = DiskAttributes.of(path);
                return existing(there);
            } catch (NoSuchFileException missing) {
                if (!options.create()) throw missing;
                last = missing;
            }
            try {
                return created();
            } catch (FileAlreadyExistsException taken) {
                if (options.exclusive()) throw taken;
                last = taken;
                if (Files.isSymbolicLink(path)) return new Opening(shown, targetOf(path), options, devices).open();
            }
        }
        throw last;
    }

    private OpenFile existing(DiskAttributes there) throws IOException {
        if (options.create() && options.exclusive()) throw new FileAlreadyExistsException(path.toString());
        FileType type = there.attributes().type();
        if (type == FileType.DIRECTORY) throw failed(Errno.EISDIR);
        boolean readable = devices && options.equals(OpenOptions.READ) && MemoryDevice.is(path, type);
        if (type.isSpecial() && !readable) {
            throw Trouble.of(Failure.Code.UNSUPPORTED, "open", shown, "it is a FIFO, a socket or a device");
        }
        return new ChannelFile(shown, path, options, there.identity(), Channels.existing(path, options));
    }

    OpenFile created() throws IOException {
        int lent = lent();
        Channels channels = Channels.create(path, options, lent);
        try {
            if (lent == 0) addHighBits(path, options.permissions());
            else settle(path, options.permissions().orElse(0) & HIGH_BITS, lent);
            DiskAttributes made = DiskAttributes.of(path, LinkOption.NOFOLLOW_LINKS);
            return new ChannelFile(shown, path, options, made.identity(), channels);
        } catch (IOException trouble) {
            channels.close();
            throw trouble;
        }
    }

    /// What a file that its owner shall not read is made with besides, because it is opened twice: to be read and
    /// appended to, or for its mode.
    private int lent() {
        if (options.permissions().isEmpty() || !DiskAttributes.UNIX) return 0;
        int asked = options.permissions().getAsInt();
        boolean twice = (options.read() && options.append()) || (asked & HIGH_BITS) != 0;
        return twice ? OWNER_READS & ~asked : 0;
    }

    /// A dangling link is created through, as open(2) does; java.nio's only way to know that it made the
    /// file refuses.
    private static Path targetOf(Path link) throws IOException {
        Path parent = link.getParent();
        Path target = Files.readSymbolicLink(link);
        return parent == null ? target : parent.resolve(target);
    }

    /// setuid, setgid and sticky, which java.nio cannot ask for when it makes something; a setgid that came from
    /// the directory above stays.
    static void addHighBits(Path made, OptionalInt permissions) throws IOException {
        int asked = permissions.orElse(0) & HIGH_BITS;
        if (asked != 0) settle(made, asked, 0);
    }

    private static void settle(Path made, int more, int less) throws IOException {
        int mode = (Integer) Files.getAttribute(made, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        Files.setAttribute(made, "unix:mode", (mode | more) & ~less, LinkOption.NOFOLLOW_LINKS);
    }

    private Failed failed(Errno errno) {
        return Trouble.of(errno, "open", shown);
    }
}
