package dev.drey.ssh;

/// What the windows of one connection's channels let come, together, and within it those of the whole
/// process: what comes before its receiver has room must be held somewhere, and a window once given
/// cannot be taken back. So a channel gets less when there is little left, but never less than
/// [Windows#LEAST]. Any thread.
final class WindowRoom implements AutoCloseable {
    /// Two of the largest.
    static final int CONNECTION = 32 << 20;

    /// A quarter of the heap.
    static final Whole PROCESS = new Whole(Runtime.getRuntime().maxMemory() / 4);

    private final Whole process;
    private long held;
    private boolean closed;

    /// What all connections have of it.
    static final class Whole {
        private final long limit;
        private long held;

        Whole(long limit) {
            this.limit = limit;
        }

        synchronized int take(int wanted) {
            int taken = Math.clamp(limit - held, Math.min(wanted, Windows.LEAST.window()), wanted);
            held += taken;
            return taken;
        }

        synchronized void give(long bytes) {
            held -= bytes;
        }

        synchronized long held() {
            return held;
        }
    }

    WindowRoom(Whole process) {
        this.process = process;
    }

    /// For a channel that opens now; to be given back when it has closed.
    synchronized Windows take(Windows wanted) {
        int most = Math.clamp(CONNECTION - held, Windows.LEAST.window(), CONNECTION);
        int taken = process.take(Math.min(wanted.window(), most));
        held += taken;
        if (closed) process.give(taken);
        return new Windows(taken, wanted.packet());
    }

    synchronized void give(Windows taken) {
        if (closed) return;
        held -= taken.window();
        process.give(taken.window());
    }

    /// The connection has ended, and all its channels with it.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        process.give(held);
    }
}
