package dev.drey.transfer;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A directory that a [Walk] has in hand: from when it was found until everything below it is done.
///
/// It is held by its own listing, by each branch below it, and by each task that was started for one of its
/// entries; who lets it go last has it left, and then the one above loses a hold. So nothing but the
/// directories that are under way is remembered, however large the tree.
///
/// @param <D> what the visitor knows about it
final class Branch<D> {
    private final @Nullable Branch<D> above;
    private final RemotePath path;
    private final D data;
    private final AtomicInteger holds = new AtomicInteger(1);

    Branch(@Nullable Branch<D> above, RemotePath path, D data) {
        this.above = above;
        this.path = path;
        this.data = data;
    }

    /// The directory above; null for the root.
    @Nullable
    Branch<D> above() {
        return above;
    }

    /// From the root; empty for the root itself.
    RemotePath path() {
        return path;
    }

    D data() {
        return data;
    }

    /// The path of an entry, from the root.
    RemotePath inside(Name name) {
        return path.resolve(name);
    }

    void hold() {
        holds.incrementAndGet();
    }

    /// Whether that was the last hold.
    boolean letGo() {
        return holds.decrementAndGet() == 0;
    }
}
