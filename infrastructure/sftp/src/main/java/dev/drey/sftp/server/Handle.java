package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that a client has open, or is about to: the number is given out when the OPEN comes, the file follows.
final class Handle {
    private static final int MOST_PATHS = 8;

    /// What is open.
    sealed interface Opened {
        record File(OpenFile file, OpenOptions options) implements Opened {}

        record Directory(Entries entries) implements Opened {}
    }

    private final long number;
    private final boolean writes;
    /// Where it may lie, for the order of requests.
    private final List<List<Name>> paths = new ArrayList<>(1);
    /// Where it lies; empty where nobody knows.
    private List<Name> at;

    private RemotePath path;
    /// How many renames are on their way that may concern it.
    private int moving;
    /// Whether something else has its name now.
    private boolean lost;

    private volatile @Nullable Opened opened;

    final Turn.Stream stream = new Turn.Stream();

    /// @param path as the client said it
    /// @param names the same, absolute, for the order of requests
    Handle(long number, RemotePath path, List<Name> names, boolean writes) {
        this.number = number;
        this.path = path;
        this.writes = writes;
        this.at = names;
        paths.add(names);
    }

    long number() {
        return number;
    }

    /// As the reply says it.
    Bytes bytes() {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    /// What it was opened as, or what that has been renamed to since.
    synchronized RemotePath path() {
        return path;
    }

    /// The same, for who asks the tree for what has that name.
    synchronized RemotePath place() throws Failed {
        if (!lost) return path;
        String words = path.display() + ": this directory was renamed or replaced while it was open; open it again";
        throw Failure.of(Failure.Code.CONFLICT, path, words).thrown();
    }

    void opened(Opened what) {
        opened = what;
    }

    Optional<Opened> opened() {
        return Optional.ofNullable(opened);
    }

    OpenFile file() throws Failed {
        if (opened instanceof Opened.File file) return file.file();
        throw notA("file");
    }

    /// The file, which must have been opened for reading.
    OpenFile readable() throws Failed {
        OpenFile file = file();
        if (opened instanceof Opened.File(OpenFile same, OpenOptions how) && (how.read() || !writing(how))) return file;
        throw notFor("read", "writing");
    }

    /// The file, which must have been opened for writing.
    OpenFile writable() throws Failed {
        OpenFile file = file();
        if (opened instanceof Opened.File(OpenFile same, OpenOptions how) && writing(how)) return file;
        throw notFor("write", "reading");
    }

    /// Whether what is written goes behind the end.
    boolean appends() {
        return opened instanceof Opened.File file && file.options().append();
    }

    /// Whether both may be of one file, by what their names have become; two names of one file are not seen.
    boolean mayBe(Handle other) {
        return this == other || claims(false).stream().anyMatch(other.claims(false)::contains);
    }

    private static boolean writing(OpenOptions how) {
        return how.write() || how.append();
    }

    private Failed notFor(String verb, String other) {
        String words = verb + " " + path().display() + ": it was opened for " + other + " only";
        return Failure.of(Failure.Code.PERMISSION_DENIED, path(), words).thrown();
    }

    Entries directory() throws Failed {
        if (opened instanceof Opened.Directory directory) return directory.entries();
        throw notA("directory");
    }

    private Failed notA(String kind) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, path(), path().display() + ": this handle is not of a " + kind)
                .thrown();
    }

    /// What a request on this handle touches.
    synchronized List<Claim> claims(boolean exclusive) {
        return paths.stream().map(names -> new Claim(names, exclusive)).toList();
    }

    /// Whether a CLOSE may change what others see.
    boolean writes() {
        return writes;
    }

    /// Something is on its way that may take it elsewhere: from now on all places count where it may lie.
    ///
    /// @return whether it may be concerned
    synchronized boolean moving(List<Name> from, List<Name> to) {
        boolean unknown = from.isEmpty() || to.isEmpty() || paths.contains(List.<Name>of());
        List<List<Name>> old =
                paths.stream().filter(names -> Move.isBelow(names, from)).toList();
        boolean replaced = paths.stream().anyMatch(names -> Move.isBelow(names, to));
        if (!unknown && old.isEmpty() && !replaced) return false;
        moving++;
        for (List<Name> names : old) {
            List<Name> moved = new ArrayList<>(to);
            moved.addAll(names.subList(from.size(), names.size()));
            if (!paths.contains(moved)) paths.add(List.copyOf(moved));
        }
        if (unknown || paths.size() > MOST_PATHS) {
            paths.clear();
            paths.add(List.of());
        }
        return true;
    }

    /// That has happened.
    synchronized void moved(Move move) {
        if (lost) return;
        Optional<RemotePath> now = move.isKnown(path) ? move.moved(path) : Optional.empty();
        lost = now.isEmpty();
        path = now.orElse(path);
        at = move.isKnown(path) ? move.places().first(path) : List.of();
    }

    /// That has come to its end. When nothing else is on its way, only the place where it lies counts.
    synchronized void settled() {
        moving--;
        if (moving > 0) return;
        paths.clear();
        paths.add(at);
    }
}
