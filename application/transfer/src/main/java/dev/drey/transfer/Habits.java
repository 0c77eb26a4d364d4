package dev.drey.transfer;

import dev.drey.files.FileTree;
import dev.drey.files.InOrder;
import java.util.Map;
import java.util.WeakHashMap;

/// What has been learned about the far sides, remembered for as long as their trees live.
final class Habits {
    /// In flight over one connection, bytes.
    static final long CONNECTION = 16L << 20;

    private final Map<FileTree, Habit> known = new WeakHashMap<>();
    private final Reserve process = new Reserve(Runtime.getRuntime().maxMemory() / 4);

    /// Of one tree. Its flags only ever go from unknown to refused.
    static final class Habit {
        /// It is known to refuse writes out of order, or has: one after the other from now on.
        volatile boolean sequential;

        /// It refused to rename over what is there, although it said it could.
        volatile boolean noReplace;

        /// It refused fsync.
        volatile boolean noSync;

        /// In flight over its connections; wider with each further one.
        final Reserve reserve = new Reserve(CONNECTION);

        private Habit(boolean sequential) {
            this.sequential = sequential;
        }
    }

    synchronized Habit of(FileTree tree) {
        return known.computeIfAbsent(
                tree, any -> new Habit(tree.power(InOrder.class).isPresent()));
    }

    /// In flight in the whole process: a quarter of the heap.
    Reserve process() {
        return process;
    }
}
