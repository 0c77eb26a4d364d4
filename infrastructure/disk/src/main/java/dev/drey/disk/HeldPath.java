package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Something remembered by its path and by which file was there.
record HeldPath(Path path, DiskAttributes there) implements Held {
    static HeldPath of(Path path) throws IOException {
        return new HeldPath(path, DiskAttributes.of(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public Attributes attributes() {
        return there.attributes();
    }

    @Override
    public FileIdentity identity() {
        return there.identity();
    }

    @Override
    public OptionalInt names() {
        return there.names();
    }

    @Override
    public RemotePath target() throws IOException {
        return LinkText.read(path);
    }

    /// Whether the path still leads, through no link, to what was seen.
    boolean isStillThere() throws IOException {
        return path.toRealPath().equals(path)
                && DiskAttributes.of(path).identity().equals(identity());
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
