package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// Ctrl-C: the first stops cleanly, keeping what has arrived; the second leaves at once.
final class Interrupt implements AutoCloseable {
    private static final String NAME = "INT";

    private final AtomicInteger count = new AtomicInteger();
    private final @Nullable Object before;

    private Interrupt(Work work, Thread body) {
        this.before = Signals.register(NAME, () -> {
            if (count.incrementAndGet() > 1) Runtime.getRuntime().halt(Exit.INTERRUPTED);
            Thread.ofVirtual().start(() -> stop(work, body));
        });
    }

    private static void stop(Work work, Thread body) {
        work.report().note("stopping; what has arrived is kept (Ctrl-C again leaves at once)");
        try {
            if (!work.operations().cancelAll()) body.interrupt();
        } catch (Failed noEngine) {
            body.interrupt();
        }
    }

    static Interrupt watch(Work work) {
        return new Interrupt(work, Thread.currentThread());
    }

    boolean happened() {
        return count.get() > 0;
    }

    @Override
    public void close() {
        if (before != null) Signals.unregister(NAME, before);
    }
}
