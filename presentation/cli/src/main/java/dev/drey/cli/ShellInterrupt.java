package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// Ctrl-C in a shell: stops the line that runs, and nothing else. Twice: harder. Three times: leaves. Between lines it
/// leaves where they come from a pipe; a person's prompt hears it itself.
final class ShellInterrupt implements AutoCloseable {
    private static final String NAME = "INT";

    private final Work work;
    private final boolean person;
    private final Thread body = Thread.currentThread();
    private final AtomicInteger presses = new AtomicInteger();
    private final @Nullable Object before;
    private volatile boolean running;

    ShellInterrupt(Work work, boolean person) {
        this.work = work;
        this.person = person;
        this.before = Signals.register(NAME, this::pressed);
    }

    /// Called by the system's thread for signals, or the terminal's.
    void pressed() {
        int count = presses.incrementAndGet();
        if (!running && person) return;
        if (!running || count > 2) Runtime.getRuntime().halt(Exit.INTERRUPTED);
        Thread.ofVirtual().start(() -> stop(count));
    }

    private void stop(int count) {
        try {
            boolean transfers = work.operations().cancelAll();
            if (!transfers || count > 1) body.interrupt();
        } catch (Failed noEngine) {
            body.interrupt();
        }
    }

    void begin() {
        presses.set(0);
        running = true;
    }

    /// @return whether Ctrl-C was pressed since [#begin()]
    boolean end() {
        running = false;
        // Cleared, so that the next line is not stopped by it.
        boolean interrupted = Thread.interrupted();
        return interrupted || presses.get() > 0;
    }

    @Override
    public void close() {
        if (before != null) Signals.unregister(NAME, before);
    }
}
