package dev.drey.events;

import dev.drey.session.Owner;
import dev.drey.transfer.TransferEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listener's queue and the thread that empties it.
///
/// Progress of a transfer replaces older progress of the same one that still waits, so a slow listener sees
/// the newest; everything else is kept up to [#MOST], beyond which the oldest event that is not terminal
/// gives way.
final class Mailbox implements AutoCloseable {
    static final int MOST = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Owner owner;
    private final Listener listener;
    private final ArrayDeque<Letter> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread postman;
    private boolean closed;
    private long last;
    private long delivering;

    /// @param number of those that were put, from 1 on
    /// @param reader who hears it
    private record Letter(long number, Event event, Listener reader) {}

    Mailbox(Owner owner, Listener listener) {
        this.owner = owner;
        this.listener = listener;
        this.postman = Thread.ofVirtual().name("drey-events").start(this::deliver);
    }

    Owner owner() {
        return owner;
    }

    void put(Event event) {
        lock.lock();
        try {
            if (closed) return;
            if (isProgress(event)) dropOlderProgress(event);
            if (waiting.size() >= MOST) makeRoom();
            waiting.add(new Letter(++last, event, listener.here()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void dropOlderProgress(Event event) {
        String id = transferId(event);
        waiting.removeIf(
                old -> isProgress(old.event()) && transferId(old.event()).equals(id));
    }

    private void makeRoom() {
        for (Iterator<Letter> each = waiting.iterator(); each.hasNext(); ) {
            if (isTerminal(each.next().event())) continue;
            each.remove();
            return;
        }
    }

    private static boolean isProgress(Event event) {
        return event instanceof Event.TransferHappened(var session, TransferEvent.Progressed progressed);
    }

    private static boolean isTerminal(Event event) {
        return event instanceof Event.TransferHappened(var session, var what)
                && (what instanceof TransferEvent.Completed
                        || what instanceof TransferEvent.TreeCompleted
                        || what instanceof TransferEvent.Cancelled
                        || what instanceof TransferEvent.Broken);
    }

    private static String transferId(Event event) {
        return event instanceof Event.TransferHappened(var session, var what)
                ? what.transfer().id()
                : "";
    }

    private void deliver() {
        for (Optional<Letter> next = take(); next.isPresent(); next = take()) {
            Event event = next.get().event();
            try {
                next.get().reader().happened(event);
            } catch (RuntimeException broken) {
                LOG.warn("a listener failed at {}", event.name(), broken);
            }
        }
    }

    private Optional<Letter> take() {
        lock.lock();
        try {
            delivering = 0;
            changed.signalAll();
            while (waiting.isEmpty()) {
                if (closed) return Optional.empty();
                changed.await();
            }
            Letter next = waiting.remove();
            delivering = next.number();
            return Optional.of(next);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that was put so far has been heard, at most so long; not for what is put meanwhile.
    boolean drain(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            long until = last;
            while (isOpen(until)) {
                long left = end - System.nanoTime();
                if (left <= 0 || !postman.isAlive()) return false;
                if (changed.awaitNanos(left) <= 0) return !isOpen(until);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Whether one of the letters up to that number is still to be heard.
    private boolean isOpen(long until) {
        boolean waits = !waiting.isEmpty() && waiting.element().number() <= until;
        return waits || (delivering > 0 && delivering <= until);
    }

    /// Delivers what waits, then ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
