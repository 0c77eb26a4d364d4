package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// The file that is moved, as it was when the move began.
record Source(End end, Attributes attributes, Instant seen) {
    /// A time as fresh as this may belong to bytes that changed since (the grain of remote times is one second).
    private static final Duration FRESH = Duration.ofSeconds(2);

    /// Looks at the source, unless a listing has told.
    static Source find(Job job) throws Failed {
        End end = job.from();
        Attributes attributes = job.known().source().isPresent()
                ? job.known().source().get()
                : end.tree().stat(end.path());
        switch (attributes.type()) {
            case FILE, UNKNOWN -> {}
            case DIRECTORY -> throw refused(Failure.Code.IS_A_DIRECTORY, end, "Is a directory");
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL ->
                throw refused(Failure.Code.UNSUPPORTED, end, "is a FIFO, socket or device; only files are moved");
            case LINK -> throw refused(Failure.Code.TOO_MANY_LINKS, end, "is a link that leads nowhere");
        }
        return new Source(end, attributes, Instant.now());
    }

    long size() {
        return attributes.sizeOrZero();
    }

    /// What tells these bytes from others under the same name.
    String identity() {
        return size() + " " + attributes.modified().map(Instant::toString).orElse("?") + " " + inode();
    }

    /// Whether the time of modification proves nothing.
    boolean isRacy() {
        if (attributes.modified().isEmpty()) return true;
        return !end.local() && attributes.modified().get().isAfter(seen.minus(FRESH));
    }

    /// Whether these are attributes of the same bytes.
    boolean isUnchanged(Attributes now) {
        return now.size().equals(attributes.size())
                && now.modified()
                        .map(Instant::getEpochSecond)
                        .equals(attributes.modified().map(Instant::getEpochSecond))
                && (!end.local() || now.modified().equals(attributes.modified()));
    }

    Failed changed(String how) {
        return Failure.of(Failure.Code.SOURCE_CHANGED, end.path(), end.display() + ": " + how + " while it was read")
                .thrown();
    }

    private String inode() {
        if (!end.local() || !end.path().isText()) return "-";
        try {
            return String.valueOf(Files.getAttribute(Path.of(end.path().text()), "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException other) {
            // A jailed tree has other names than the disk, and some systems have no inodes.
            return "-";
        }
    }

    private static Failed refused(Failure.Code code, End end, String words) {
        return Failure.of(code, end.path(), end.display() + ": " + words).thrown();
    }
}
