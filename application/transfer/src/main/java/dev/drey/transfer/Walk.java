package dev.drey.transfer;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Goes through a tree with many directories in hand at once, tells a [Visitor] what it finds, and runs the
/// tasks that the visitor starts for single entries, many at once.
///
/// Virtual threads all of them: up to [#DIRECTORIES] that list, up to [#TASKS] that run tasks. Who lists
/// waits when there is no room for another task, so listing never runs far ahead of the work, and memory does
/// not grow with the tree. Directories wait on a stack (the deepest first) of [#WAITING] at most; when it is
/// full, who finds one walks it at once. Links are never followed by the walk itself.
///
/// Used once, by the thread that calls [#run(Object)].
final class Walk<D> {
    /// Directories listed at once.
    static final int DIRECTORIES = 64;
    /// Small tasks at once: under what servers allow in open handles.
    static final int TASKS = 256;
    /// Bytes that small tasks have in hand together, in KiB.
    static final int ROOM = 16 * 1024;

    private static final int WAITING = 4096;
    private static final int LONGEST_PATH = 4096;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofMillis(500);

    /// What is told about the tree. Called by many threads; a [Failed] that a method throws ends the whole walk.
    interface Visitor<D> {
        /// An entry with a name that is safe to use.
        void found(Branch<D> directory, Entry entry) throws Failed;

        /// An entry whose name cannot be trusted, or cannot be used where it would stand.
        void refused(Branch<D> directory, Name name, String reason) throws Failed;

        /// The directory could not be listed, or not to its end; what was found before was told.
        void unreadable(Branch<D> directory, Failed failed) throws Failed;

        /// All its entries were told.
        default void listed(Branch<D> directory) throws Failed {}

        /// Everything in it and below it is done.
        void left(Branch<D> directory) throws Failed;
    }

    /// Something that may fail, run on a thread of its own.
    interface Task {
        void run() throws Failed;
    }

    private final FileTree tree;
    private final RemotePath root;
    private final Transfer transfer;
    private final Tries tries;
    private final HostileNames.Rules rules;
    private final Visitor<D> visitor;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Branch<D>> waiting = new ArrayDeque<>();
    private final Semaphore room = new Semaphore(ROOM, true);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Failed> broken = new AtomicReference<>();
    private int walkers;
    private volatile boolean halted;

    Walk(FileTree tree, RemotePath root, Transfer transfer, Tries tries, HostileNames.Rules rules, Visitor<D> visitor) {
        this.tree = tree;
        this.root = root;
        this.transfer = transfer;
        this.tries = tries;
        this.rules = rules;
        this.visitor = visitor;
    }

    /// Walks it all; returns when everything is done and no thread is left.
    ///
    /// @throws Failed what a visitor or task threw; CANCELLED within a second of a cancel
    void run(D data) throws Failed {
        try {
            push(new Branch<>(null, RemotePath.ofBytes(new byte[0]), data));
            while (!ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                transfer.check();
            }
            Failed failed = broken.get();
            if (failed != null) throw new Failed(failed.failure(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        } finally {
            endThreads();
        }
    }

    /// Where an entry stands in the walked tree.
    RemotePath at(RemotePath fromRoot) {
        return fromRoot.isEmpty() ? root : root.resolve(fromRoot);
    }

    /// A directory that was found is walked too.
    void enter(Branch<D> above, Name name, D data) throws Failed {
        Branch<D> branch = new Branch<>(above, above.inside(name), data);
        above.hold();
        if (branch.path().length() > LONGEST_PATH) {
            visitor.refused(above, name, "lies deeper than any system allows");
            letGo(branch);
        } else if (!push(branch)) {
            walk(branch);
        }
    }

    /// Starts a task about one of the directory's entries, as soon as there is room for it.
    ///
    /// @param bytes how much it will have in hand
    void start(Branch<D> directory, long bytes, Task task) throws Failed {
        start(directory, room, Math.clamp(bytes >> 10, ROOM / TASKS, ROOM), task);
    }

    /// The same in another room.
    void start(Branch<D> directory, Semaphore room, int places, Task task) throws Failed {
        try {
            room.acquire(places);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        }
        directory.hold();
        run(() -> {
            try {
                task.run();
            } finally {
                room.release(places);
                letGo(directory);
            }
        });
    }

    private void run(Task task) throws Failed {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (Failed failed) {
                    end(failed);
                } catch (RuntimeException | Error bug) {
                    end(Failure.of(Failure.Code.INTERNAL, "the walk through " + root.display() + " broke: " + bug)
                            .thrown(bug));
                }
            });
        } catch (java.util.concurrent.RejectedExecutionException over) {
            throw cancelled(over);
        }
    }

    private boolean push(Branch<D> branch) throws Failed {
        synchronized (waiting) {
            if (waiting.size() >= WAITING) return false;
            waiting.push(branch);
            if (walkers == DIRECTORIES) return true;
            walkers++;
        }
        run(this::walkers);
        return true;
    }

    private void walkers() throws Failed {
        for (Optional<Branch<D>> next = pop(); next.isPresent(); next = pop()) walk(next.get());
    }

    private Optional<Branch<D>> pop() {
        synchronized (waiting) {
            if (waiting.isEmpty()) walkers--;
            return Optional.ofNullable(waiting.poll());
        }
    }

    /// Lists nothing more; what was started comes to its end.
    void halt() {
        halted = true;
    }

    boolean isHalted() {
        return halted;
    }

    private void walk(Branch<D> branch) throws Failed {
        HostileNames names = new HostileNames(rules);
        try (Relisting listing = new Relisting(tree, at(branch.path()), tries, names::again)) {
            for (var some = next(branch, listing); some.isPresent(); some = next(branch, listing)) {
                for (Entry entry : some.get()) tell(branch, names, entry);
            }
            visitor.listed(branch);
        }
        letGo(branch);
    }

    private Optional<List<Entry>> next(Branch<D> branch, Relisting listing) throws Failed {
        transfer.proceed();
        if (halted) return Optional.empty();
        try {
            return listing.next();
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED) throw failed;
            visitor.unreadable(branch, failed);
            return Optional.empty();
        }
    }

    private void tell(Branch<D> branch, HostileNames names, Entry entry) throws Failed {
        if (names.wasHandled(entry.name())) return;
        Optional<String> reason = names.refusal(entry.name());
        if (reason.isPresent()) visitor.refused(branch, entry.name(), reason.get());
        else visitor.found(branch, entry);
    }

    private void letGo(Branch<D> from) throws Failed {
        for (Branch<D> branch = from; branch.letGo(); ) {
            visitor.left(branch);
            Branch<D> above = branch.above();
            if (above == null) {
                ended.countDown();
                return;
            }
            branch = above;
        }
    }

    private void end(Failed failed) {
        broken.compareAndSet(null, failed);
        ended.countDown();
    }

    /// After a cancel nothing is asked any more; the answers that are on their way get a moment to arrive, so that
    /// what is safe is known and written down.
    private void endThreads() {
        boolean interrupted = Thread.interrupted();
        threads.shutdown();
        try {
            if (threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) return;
            threads.shutdownNow();
            threads.awaitTermination(Patience.DEFAULTS.drain().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
            threads.shutdownNow();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Failed cancelled(Exception cause) {
        return Failure.of(Failure.Code.CANCELLED, root, "the walk through " + root.display() + " was cancelled")
                .thrown(cause);
    }
}
