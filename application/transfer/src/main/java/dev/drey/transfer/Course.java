package dev.drey.transfer;

import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far the tries of one move have come; each try finds here what the one before left. Used by one thread.
final class Course {
    private long safe;
    private long best;
    private Optional<RemotePath> side = Optional.empty();
    private Optional<Renaming> renaming = Optional.empty();
    private final List<RemotePath> doubtful = new ArrayList<>();

    /// A rename was sent and its answer is not known.
    record Renaming(RemotePath side, RemotePath target, long size) {}

    /// A try ended; so many bytes are kept in the side file.
    void kept(RemotePath path, long bytes) {
        side = Optional.of(path);
        safe = bytes;
        best = Math.max(best, bytes);
    }

    void nothingKept() {
        side = Optional.empty();
        safe = 0;
    }

    void renames(Renaming sent) {
        renaming = Optional.of(sent);
    }

    void renamed() {
        renaming = Optional.empty();
    }

    /// That rename may still be done, late, by a server that works off what a broken line has left: whatever lay under
    /// this name then would get the final one.
    void doubts(RemotePath path) {
        if (!doubtful.contains(path)) doubtful.add(path);
    }

    List<RemotePath> doubtful() {
        return List.copyOf(doubtful);
    }

    Optional<Renaming> renaming() {
        return renaming;
    }

    long safe() {
        return safe;
    }

    /// The most that any try has reached.
    long best() {
        return best;
    }

    Optional<RemotePath> side() {
        return side;
    }
}
