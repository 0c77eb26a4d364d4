package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Checksums;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The checksums of a file, or of every file below a directory, several at once.
///
/// Computed where the files are if the far side can ([Checksums]), else by reading them. Links inside the tree are
/// left out, as are special files. Run once.
public final class TreeSum {
    /// Files hashed at once; each keeps a good many reads in flight.
    private static final long IN_HAND = 2 << 20;

    private final Errand errand;
    private final String algorithm;
    private final Tries tries;
    private final Meter meter;
    private final Tally tally;
    private final Walk<Boolean> walk;
    private final Optional<Checksums> power;
    private final Map<RemotePath, String> sums = new ConcurrentSkipListMap<>();
    private volatile boolean wasRead;

    /// What came of it.
    ///
    /// @param sums lower-case hex by path from the root, in the order of the paths; the empty path is the
    ///     root itself
    /// @param method `check-file` when all were computed where the files are, else `read`
    public record Summed(Map<RemotePath, String> sums, String method, Worked worked) {
        public Summed {
            sums = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(sums));
        }
    }

    /// @param algorithm `md5`, `sha1`, `sha256`, `sha512`
    /// @throws Failed INVALID_ARGUMENT for another one
    public TreeSum(Errand errand, String algorithm) throws Failed {
        if (!List.of("md5", "sha1", "sha256", "sha512").contains(algorithm)) {
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            "the checksum `" + algorithm + "` is not one of md5, sha1, sha256, sha512")
                    .thrown();
        }
        this.errand = errand;
        this.algorithm = algorithm;
        this.tries = errand.tries();
        this.meter = errand.meter();
        this.tally = new Tally(meter);
        this.walk = errand.walk(new Told());
        this.power = errand.end()
                .tree()
                .power(Checksums.class)
                .filter(p -> p.algorithms().contains(algorithm));
    }

    /// @throws Failed when the root cannot be looked at, or is the one file and cannot be read; CANCELLED;
    ///     what makes going on pointless
    public Summed run() throws Failed {
        Attributes root = tries.call(() -> errand.end().tree().stat(errand.end().path()));
        if (root.isDirectory()) {
            walk.run(Boolean.TRUE);
        } else {
            tally.found(root.sizeOrZero());
            sum(RemotePath.ofBytes(new byte[0]));
        }
        meter.finish();
        return new Summed(sums, power.isPresent() && !wasRead ? "check-file" : "read", Worked.of(tally));
    }

    private void orCount(RemotePath path) throws Failed {
        try {
            sum(path);
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    private void sum(RemotePath path) throws Failed {
        sums.put(path, Hashes.hex(there(path)));
        tally.files.increment();
        tally.ended();
    }

    private byte[] there(RemotePath path) throws Failed {
        if (power.isEmpty()) return read(path);
        try {
            List<byte[]> hashes = tries.call(() -> power.get().checksums(errand.at(path), algorithm, 0, 0, 0));
            if (hashes.size() == 1) return hashes.getFirst();
        } catch (Failed failed) {
            // A server may offer more than it does; a file that cannot be opened fails below as well.
            if (Ending.ofAll(failed)) throw failed;
        }
        return read(path);
    }

    private byte[] read(RemotePath path) throws Failed {
        wasRead = true;
        return tries.call(() -> {
            try (OpenFile file = errand.end().tree().open(errand.at(path), OpenOptions.READ)) {
                return Scan.hash(file, 0, Long.MAX_VALUE, Hashes.named(algorithm), errand.transfer());
            }
        });
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
                if (!attributes.isFile()) return;
                tally.found(attributes.sizeOrZero());
                walk.start(directory, Math.min(IN_HAND, attributes.sizeOrZero()), () -> orCount(path));
            } catch (Failed failed) {
                broken(path, failed);
            }
        }

        @Override
        public void refused(Branch<Boolean> directory, Name name, String reason) {
            tally.failed(directory.path(), errand.refusal(directory.path(), name, reason));
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
