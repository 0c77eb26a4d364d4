package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Finds what is below a directory, by name, size, age, type and text; links are not followed. Run once.
public final class Find {
    /// Files searched at once; each keeps a good many reads in flight.
    private static final long IN_HAND = 2 << 20;

    private final Errand errand;
    private final Wanted wanted;
    private final Consumer<Match> found;
    private final Optional<Wildcard> name;
    private final boolean wholePath;
    private final Tries tries;
    private final Tally tally;
    private final Walk<Boolean> walk;
    private final Instant now = Instant.now();

    /// What is looked for; everything that is given must hold.
    ///
    /// @param name a pattern for the name, or with `/` in it for the path from the root
    /// @param minSize, maxSize bytes; then only files
    /// @param newer modified at most so long ago
    /// @param older modified at least so long ago
    /// @param text only files that contain it, as UTF-8 bytes
    public record Wanted(
            Optional<String> name,
            OptionalLong minSize,
            OptionalLong maxSize,
            Optional<Duration> newer,
            Optional<Duration> older,
            Optional<FileType> type,
            Optional<String> text) {
        public static final Wanted EVERYTHING = new Wanted(
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// @param path from the root
    public record Match(RemotePath path, Attributes attributes) {}

    /// @param found told of each match, by one thread at a time, in no order; must be quick
    /// @throws Failed INVALID_ARGUMENT for a pattern that cannot mean anything
    public Find(Errand errand, Wanted wanted, Consumer<Match> found) throws Failed {
        this.errand = errand;
        this.wanted = wanted;
        this.found = found;
        String pattern = wanted.name().orElse("*");
        this.wholePath = pattern.contains("/");
        this.name = wanted.name().isPresent() ? Optional.of(Wildcard.compile(pattern)) : Optional.empty();
        this.tries = errand.tries();
        this.tally = new Tally(errand.meter());
        this.walk = errand.walk(new Told());
    }

    /// @return how much was looked through, and what could not be
    /// @throws Failed when the root cannot be listed; CANCELLED; what makes going on pointless
    public Worked run() throws Failed {
        walk.run(Boolean.TRUE);
        return Worked.of(tally);
    }

    private boolean matches(RemotePath path, Name last, Attributes attributes) {
        byte[] bytes = wholePath ? path.bytes() : last.bytes();
        boolean named = name.isEmpty() || name.get().matches(Wildcard.characters(bytes));
        boolean typed = wanted.type().isEmpty() || wanted.type().get() == attributes.type();
        return named && typed && hasSize(attributes) && hasAge(attributes);
    }

    private boolean hasSize(Attributes attributes) {
        if (wanted.minSize().isEmpty() && wanted.maxSize().isEmpty()) return true;
        long size = attributes.sizeOrZero();
        return attributes.isFile()
                && size >= wanted.minSize().orElse(0)
                && size <= wanted.maxSize().orElse(Long.MAX_VALUE);
    }

    private boolean hasAge(Attributes attributes) {
        if (wanted.newer().isEmpty() && wanted.older().isEmpty()) return true;
        if (attributes.modified().isEmpty()) return false;
        Instant modified = attributes.modified().get();
        boolean newer = wanted.newer().isEmpty()
                || !modified.isBefore(now.minus(wanted.newer().get()));
        return newer
                && (wanted.older().isEmpty()
                        || !modified.isAfter(now.minus(wanted.older().get())));
    }

    private void search(RemotePath path, Attributes attributes) throws Failed {
        try {
            byte[] text = wanted.text().orElse("").getBytes(StandardCharsets.UTF_8);
            boolean holds = tries.call(() -> {
                try (OpenFile file = errand.end().tree().open(errand.at(path), OpenOptions.READ)) {
                    return holds(file, text);
                }
            });
            if (holds) tell(path, attributes);
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    /// Portion after portion, each searched together with the end of the one before.
    private boolean holds(OpenFile file, byte[] text) throws Failed {
        Scan scan = new Scan(file, 0, Long.MAX_VALUE, errand.transfer());
        Search search = new Search(text);
        for (Optional<ByteBuffer> some = scan.next(); some.isPresent(); some = scan.next()) {
            if (search.reached(some.get())) return true;
        }
        return text.length == 0;
    }

    private void seen() {
        tally.files.increment();
        tally.ended();
    }

    private synchronized void tell(RemotePath path, Attributes attributes) {
        found.accept(new Match(path, attributes));
    }

    private void broken(RemotePath path, Failed failed) throws Failed {
        if (Ending.ofAll(failed)) throw failed;
        tally.failed(path, failed.failure());
    }

    /// What the walk tells.
    private final class Told implements Walk.Visitor<Boolean> {
        @Override
        public void found(Branch<Boolean> directory, Entry entry) throws Failed {
            RemotePath path = directory.inside(entry.name());
            try {
                Attributes attributes = errand.known(path, entry.attributes());
                if (attributes.isDirectory()) walk.enter(directory, entry.name(), Boolean.TRUE);
                else seen();
                if (!matches(path, entry.name(), attributes)) return;
                if (wanted.text().isEmpty()) {
                    tell(path, attributes);
                } else if (attributes.isFile()) {
                    long inHand = Math.min(IN_HAND, attributes.sizeOrZero());
                    walk.start(directory, inHand, () -> search(path, attributes));
                }
            } catch (Failed failed) {
                broken(path, failed);
            }
        }

        @Override
        public void refused(Branch<Boolean> directory, Name refused, String reason) {
            tally.failed(directory.path(), errand.refusal(directory.path(), refused, reason));
        }

        @Override
        public void unreadable(Branch<Boolean> directory, Failed failed) throws Failed {
            if (directory.above() == null) throw failed;
            broken(directory.path(), failed);
        }

        @Override
        public void left(Branch<Boolean> directory) {
            tally.directories.increment();
        }
    }
}
