package dev.drey.sftp.client;

import dev.drey.files.Done;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Listing;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// An open directory: two READDIR are always on their way, so that a portion is here when the one before
/// has been read. Used by one thread.
final class SftpListing implements Listing {
    private static final int AHEAD = 2;

    /// A server that goes on sending portions without a name would hold us for ever.
    private static final int EMPTY_PORTIONS = 1000;

    private final Asking asking;
    private final Subject subject;
    private final RemotePath directory;
    private final Bytes handle;
    private final SeenFiles seen;
    private final Queue<Call<Optional<List<Named>>>> coming = new ArrayDeque<>();
    private boolean ended;
    private boolean closed;

    SftpListing(Asking asking, RemotePath directory, Bytes handle, SeenFiles seen) throws Failed {
        this.asking = asking;
        this.subject = Subject.of("list", directory);
        this.directory = directory;
        this.handle = handle;
        this.seen = seen;
        for (int i = 0; i < AHEAD; i++) ask();
    }

    private void ask() throws Failed {
        coming.add(asking.names(subject, id -> new Request.Readdir(id, handle)));
    }

    @Override
    public Optional<List<Entry>> next() throws Failed {
        for (int empty = 0; empty < EMPTY_PORTIONS && !ended; empty++) {
            Call<Optional<List<Named>>> first = coming.poll();
            if (first == null) break;
            Optional<List<Named>> portion = first.await();
            if (portion.isEmpty()) {
                ended = true;
                close();
                break;
            }
            ask();
            List<Entry> entries = entries(portion.get());
            if (!entries.isEmpty()) return Optional.of(entries);
        }
        if (!ended && !closed) throw endless();
        return Optional.empty();
    }

    private Failed endless() throws Failed {
        close();
        return subject.failure(
                        Failure.Code.PROTOCOL_ERROR, "the server sent " + EMPTY_PORTIONS + " portions without a name")
                .thrown();
    }

    private List<Entry> entries(List<Named> portion) {
        List<Entry> entries = new ArrayList<>(portion.size());
        for (Named named : portion) {
            Entry entry =
                    new Entry(named.filename().name(), named.attrs().attributes(), LongName.links(named.longname()));
            if (entry.name().isDots()) continue;
            entries.add(entry);
            if (entry.attributes().isFile()) seen.add(directory.resolve(entry.name()));
        }
        return List.copyOf(entries);
    }

    /// Sends the close and does not wait: what a server says to closing a directory helps nobody.
    @Override
    public void close() throws Failed {
        if (closed) return;
        closed = true;
        try {
            Call<Done> sent = asking.done(subject, id -> new Request.Close(id, handle), Diagnosis.Clue.NONE);
            assert !sent.isPatient();
        } catch (Failed failed) {
            if (asking.conversation().isOpen()) throw failed;
        }
    }
}
