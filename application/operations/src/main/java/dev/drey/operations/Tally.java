package dev.drey.operations;

import dev.drey.files.Changes;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What went over an open file, for the one line that the audit gets of it. Any thread.
final class Tally {
    private static final int MOST_CHANGES = 8;

    private final boolean writes;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<String> result = new AtomicReference<>(Visitor.OK);
    private final Set<String> changed = new LinkedHashSet<>();

    /// @param writes whether the file was opened for writing
    Tally(boolean writes) {
        this.writes = writes;
    }

    boolean writes() {
        return writes;
    }

    long read() {
        return read.get();
    }

    long written() {
        return written.get();
    }

    void read(long bytes) {
        read.addAndGet(bytes);
    }

    void written(long bytes) {
        written.addAndGet(bytes);
    }

    /// The first failure is the file's.
    void failed(String code) {
        result.compareAndSet(Visitor.OK, code);
    }

    /// Attributes were set through the open file.
    ///
    /// @return false when the line has no room for it, or would tell of reading alone: it needs one of its own
    boolean changed(Changes changes) {
        String words = Visitor.words(changes);
        synchronized (changed) {
            if (!writes || (changed.size() >= MOST_CHANGES && !changed.contains(words))) return false;
            changed.add(words);
            return true;
        }
    }

    Visitor.Deed deed(RemotePath inside) {
        List<String> details = new ArrayList<>();
        if (writes && read.get() > 0) details.add("read " + read.get());
        synchronized (changed) {
            if (!changed.isEmpty()) details.add("set " + String.join(", ", changed));
        }
        return Visitor.Deed.of(writes ? "write" : "read", inside, result.get(), String.join("; ", details))
                .moving(writes ? written.get() : read.get());
    }
}
