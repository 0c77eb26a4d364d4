package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/// Two trees in memory, a state directory and everything told, for tests of one file's move.
@NullMarked
final class Yard {
    static final Patience QUICK = new Patience(Duration.ofMillis(800), Duration.ofMillis(500), Duration.ofMillis(20));
    static final Options.Resuming RESUMING = Options.Resuming.DEFAULTS;

    final MemoryTree here;
    final MemoryTree there;
    final List<TransferEvent> events = new CopyOnWriteArrayList<>();
    private final Path state;
    private Optional<Transfers> transfers = Optional.empty();

    Yard(Path state) {
        this(state, new MemoryTree(), new MemoryTree());
    }

    Yard(Path state, MemoryTree here, MemoryTree there) {
        this.state = state;
        this.here = here;
        this.there = there;
    }

    Path state() {
        return state;
    }

    /// As after a new start of the program.
    Transfers transfers() throws Failed {
        if (transfers.isEmpty()) transfers = Optional.of(fresh());
        return transfers.get();
    }

    Transfers fresh() throws Failed {
        return new Transfers(state, events::add, Bandwidth.UNLIMITED, 8, ShellHash.NONE, QUICK);
    }

    static End local(FileTree tree, String path) {
        return new End(tree, RemotePath.of(path), "local", true);
    }

    static End remote(FileTree tree, String path) {
        return new End(tree, RemotePath.of(path), "web-1", false);
    }

    Moved put(String from, String to, Options options) throws Failed {
        return move(local(here, from), remote(there, to), options);
    }

    Moved get(String from, String to, Options options) throws Failed {
        return move(remote(there, from), local(here, to), options);
    }

    Moved move(End from, End to, Options options) throws Failed {
        return transfers().file(new Transfer(from.display(), to.display()), from, to, options);
    }

    /// For tests of what is beneath a whole move.
    Job job(End from, End to) {
        Setting setting = new Setting(
                state, "machine", Observer.NOBODY, Throttle.NONE, new Habits(), ShellHash.NONE, Patience.DEFAULTS);
        Transfer transfer = new Transfer(from.display(), to.display());
        return Job.alone(transfer, from, to, Options.DEFAULTS, Meter.alone(transfer, Observer.NOBODY, "b"), setting);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static void write(FileTree tree, String path, byte[] bytes) throws Failed {
        write(tree, path, bytes, 0644);
    }

    static void write(FileTree tree, String path, byte[] bytes, int mode) throws Failed {
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.replace(mode))) {
            for (int at = 0; at < bytes.length; at += 200_000) {
                int length = Math.min(200_000, bytes.length - at);
                file.write(at, ByteBuffer.wrap(bytes, at, length)).await();
            }
        }
    }

    static byte[] read(FileTree tree, String path) throws Failed {
        int size = (int) tree.stat(RemotePath.of(path)).sizeOrZero();
        byte[] all = new byte[size];
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.READ)) {
            for (int at = 0; at < size; ) {
                ByteBuffer data = file.read(at, Math.min(200_000, size - at)).await();
                int got = data.remaining();
                data.get(all, at, got);
                at += got;
            }
        }
        return all;
    }

    static List<String> names(FileTree tree, String directory) throws Failed {
        return tree.entries(RemotePath.of(directory)).stream()
                .map(Entry::name)
                .map(Object::toString)
                .toList();
    }

    static Attributes stat(FileTree tree, String path) throws Failed {
        return tree.stat(RemotePath.of(path));
    }

    <E extends TransferEvent> List<E> told(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
