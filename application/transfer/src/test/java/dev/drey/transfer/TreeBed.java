package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Two trees in memory and what it takes to move one into the other.
final class TreeBed {
    static final Instant OLD = Instant.parse("2024-02-29T01:02:03Z");
    static final Pace.Retry QUICK =
            new Pace.Retry(3, Duration.ofMillis(1), Duration.ofMillis(5), 2, Duration.ofSeconds(5));

    private static final int PORTION = 32 << 10;

    final MemoryTree source = new MemoryTree();
    final MemoryTree target = new MemoryTree();
    final List<TransferEvent> events = new ArrayList<>();
    final Path state;
    FileTree from = source;
    FileTree to = target;
    TreeMove.Carrier carrier = job -> new FileMove(job).run();
    Options options = Options.DEFAULTS.withPace(pace(8));
    TreeOptions parts = TreeOptions.DEFAULTS;
    Transfer transfer = new Transfer("mem:/src", "mem:/dst");
    boolean heard;

    TreeBed(Path state) throws Failed {
        this.state = state;
        source.makeDirectory(RemotePath.of("/src"), Changes.ofPermissions(0755));
        target.makeDirectory(RemotePath.of("/dst"), Changes.ofPermissions(0755));
    }

    static Pace pace(int concurrency) {
        Pace usual = Pace.DEFAULTS;
        return new Pace(usual.bandwidth(), concurrency, usual.chunkSize(), usual.windowSize(), Optional.empty(), QUICK);
    }

    MovedTree move() throws Failed {
        Observer observer = heard ? this::note : Observer.NOBODY;
        Setting setting =
                new Setting(state, "machine", observer, Throttle.NONE, new Habits(), ShellHash.NONE, Patience.DEFAULTS);
        transfer.begin();
        End source = new End(from, RemotePath.of("/src"), "src-host", false);
        End target = new End(to, RemotePath.of("/dst"), "dst-host", false);
        return new TreeStart(transfer, source, target, options, parts, setting).run(carrier);
    }

    private synchronized void note(TransferEvent event) {
        events.add(event);
    }

    void directory(String path, int mode) throws Failed {
        source.makeDirectory(RemotePath.of("/src/" + path), Changes.ofPermissions(mode));
    }

    void file(String path, String content) throws Failed {
        write(source, RemotePath.of("/src/" + path), content);
        source.setAttributes(RemotePath.of("/src/" + path), Changes.ofTimes(OLD, OLD));
    }

    void there(String path, String content) throws Failed {
        write(target, RemotePath.of("/dst/" + path), content);
    }

    static void write(FileTree tree, RemotePath path, String content) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.replace(0666))) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at += PORTION) {
                file.write(at, ByteBuffer.wrap(bytes, at, Math.min(PORTION, bytes.length - at)))
                        .await();
            }
        }
    }

    static String read(FileTree tree, RemotePath path) throws Failed {
        StringBuilder text = new StringBuilder();
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            for (long at = 0; ; ) {
                ByteBuffer some = file.read(at, PORTION).await();
                if (!some.hasRemaining()) return text.toString();
                at += some.remaining();
                text.append(StandardCharsets.ISO_8859_1.decode(some));
            }
        }
    }

    String at(String path) throws Failed {
        return read(target, RemotePath.of("/dst/" + path));
    }

    /// Every path below a directory, with what it is.
    static Map<String, String> all(FileTree tree, String root) throws Failed {
        Map<String, String> all = new TreeMap<>();
        collect(tree, RemotePath.of(root), root.length() + 1, all);
        return all;
    }

    private static void collect(FileTree tree, RemotePath directory, int cut, Map<String, String> all) throws Failed {
        for (Entry entry : tree.entries(directory)) {
            RemotePath path = directory.resolve(entry.name());
            String shown = path.display().substring(cut);
            switch (entry.attributes().type()) {
                case DIRECTORY -> {
                    all.put(
                            shown + "/",
                            Integer.toOctalString(
                                    entry.attributes().permissions().orElse(0)));
                    collect(tree, path, cut, all);
                }
                case LINK -> all.put(shown, "-> " + tree.readlink(path).display());
                case FILE -> all.put(shown, read(tree, path));
                case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL, UNKNOWN -> all.put(shown, "?");
            }
        }
    }

    /// Stands in for the moving of one file: straight into its final name.
    static Moved carry(Job job) throws Failed {
        job.transfer().proceed();
        String content = read(job.from().tree(), job.from().path());
        write(job.to().tree(), job.to().path(), content);
        Attributes source = job.known().source().orElseThrow();
        Instant time = source.modified().orElseThrow();
        job.to().tree().setAttributes(job.to().path(), Changes.ofTimes(time, time));
        job.share().at(content.length());
        return moved(job, content.length());
    }

    static Moved moved(Job job, long size) {
        return new Moved(
                Moved.Outcome.MOVED,
                job.to().path(),
                size,
                Duration.ZERO,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                List.of());
    }
}
