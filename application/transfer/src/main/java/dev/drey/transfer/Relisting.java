package dev.drey.transfer;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [Listing] that begins again when the line breaks; its reader is told, since all names will come once more.
/// Used by one thread.
final class Relisting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relisting.class);

    private final FileTree tree;
    private final RemotePath directory;
    private final Tries tries;
    private final Runnable again;
    private @Nullable Listing listing;

    Relisting(FileTree tree, RemotePath directory, Tries tries, Runnable again) {
        this.tree = tree;
        this.directory = directory;
        this.tries = tries;
        this.again = again;
    }

    /// As [Listing#next()].
    Optional<List<Entry>> next() throws Failed {
        return tries.call(this::attempt);
    }

    private Optional<List<Entry>> attempt() throws Failed {
        try {
            Listing open = listing;
            if (open == null) {
                open = tree.list(directory);
                listing = open;
            }
            return open.next();
        } catch (Failed failed) {
            close();
            again.run();
            throw failed;
        }
    }

    /// What was read counts, so a close that fails is only noted.
    @Override
    public void close() {
        Listing open = listing;
        listing = null;
        if (open == null) return;
        try {
            open.close();
        } catch (Failed failed) {
            LOG.debug("closing the listing of {}: {}", directory.display(), failed.getMessage());
        }
    }
}
