package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.Directory;
import dev.drey.files.MemoryNode.File;
import java.nio.ByteBuffer;
import java.time.Instant;

/// The files that one or several [MemoryTree]s show, and how much room they take. Its monitor guards everything.
final class MemoryStore {
    final Directory root;
    final long capacity;
    private long used;

    MemoryStore(long capacity, int uid, int gid) {
        this.capacity = capacity;
        this.root = new Directory(null, 0755, uid, gid, now());
        this.root.names = 1;
    }

    Instant now() {
        return Instant.now();
    }

    long used() {
        return used;
    }

    /// Makes sure of room for `bytes` more; changes nothing.
    void demand(long bytes, RemotePath path) throws Failed {
        if (bytes > capacity - used) throw Refusal.of(Code.NO_SPACE, path);
    }

    /// Counts the difference that `change` makes to what a file holds.
    void changing(File file, Runnable change) {
        used -= file.bytes.held();
        change.run();
        used += file.bytes.held();
    }

    /// Writes into a file, with the room for it that [#demand] made sure of.
    void grow(File file, long offset, ByteBuffer data) {
        used += file.bytes.growth(offset, data.remaining());
        file.bytes.write(offset, data);
    }

    /// One name fewer stands for `node`.
    void unname(MemoryNode node) {
        node.names--;
        if (node instanceof File file) drop(file);
    }

    /// One opener fewer.
    void closed(File file) {
        file.opened--;
        drop(file);
    }

    private void drop(File file) {
        if (file.names == 0 && file.opened == 0) changing(file, () -> file.bytes.resize(0));
    }
}
