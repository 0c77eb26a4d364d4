package dev.drey.disk;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// An open directory of [LocalTree], 256 entries at a time. What vanishes while it is read is left out;
/// what cannot be looked at is named.
final class DirectoryListing implements Listing {
    private static final int PORTION = 256;

    private final RemotePath shown;
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> names;
    private boolean closed;

    // The stream is the listing's own and closed with it.
    @SuppressWarnings("StreamResourceLeak")
    DirectoryListing(RemotePath shown, Path directory) throws IOException {
        this.shown = shown;
        this.stream = Files.newDirectoryStream(directory);
        this.names = stream.iterator();
    }

    @Override
    public Optional<List<Entry>> next() throws Failed {
        if (closed) throw Trouble.closed("list", shown);
        List<Entry> some = new ArrayList<>();
        try {
            while (some.size() < PORTION && names.hasNext()) add(some, names.next());
        } catch (DirectoryIteratorException broken) {
            throw Trouble.of("list", shown, Trouble.cause(broken));
        }
        return some.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(some));
    }

    private static void add(List<Entry> some, Path path) {
        try {
            DiskAttributes there = DiskAttributes.of(path, LinkOption.NOFOLLOW_LINKS);
            some.add(new Entry(DiskPath.name(path), there.attributes(), there.names()));
        } catch (NoSuchFileException vanished) {
            // Removed since its name was read: the directory is told as it is now.
        } catch (IOException refused) {
            some.add(new Entry(DiskPath.name(path), JailListing.refused(FileType.UNKNOWN)));
        }
    }

    @Override
    public void close() throws Failed {
        if (closed) return;
        closed = true;
        try {
            stream.close();
        } catch (IOException trouble) {
            throw Trouble.of("list", shown, trouble);
        }
    }
}
