package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// How much is in a tree, by directory (`du`): bytes of the files and how many there are; links are not followed.
///
/// Run once.
public final class Usage {
    private final Errand errand;
    private final int depth;
    private final Tries tries;
    private final Tally tally;
    private final Walk<Sum> walk;
    private final Map<RemotePath, Use> uses = new ConcurrentSkipListMap<>();

    /// One directory with everything below it.
    ///
    /// @param path from the root; empty for the root itself
    /// @param bytes of the files
    /// @param files everything that is no directory
    /// @param directories below it
    public record Use(RemotePath path, long bytes, long files, long directories) {}

    /// @param uses in the order of the paths, the root first
    /// @param worked what could not be looked at
    public record Used(List<Use> uses, Worked worked) {
        public Used {
            uses = List.copyOf(uses);
        }
    }

    /// What has been added up so far.
    record Sum(int depth, AtomicLong bytes, AtomicLong files, AtomicLong directories) {
        static Sum at(int depth) {
            return new Sum(depth, new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    /// @param depth directories deeper than this are only added up; 0: the root alone
    public Usage(Errand errand, int depth) {
        this.errand = errand;
        this.depth = depth;
        this.tries = errand.tries();
        this.tally = new Tally(errand.meter());
        this.walk = errand.walk(new Told());
    }

    /// @throws Failed when the root cannot be looked at; CANCELLED; what makes going on pointless
    public Used run() throws Failed {
        Attributes root = tries.call(() -> errand.end().tree().stat(errand.end().path()));
        if (!root.isDirectory()) {
            Use alone = new Use(RemotePath.ofBytes(new byte[0]), root.sizeOrZero(), 1, 0);
            return new Used(List.of(alone), new Worked(1, 0, 0, List.of()));
        }
        walk.run(Sum.at(0));
        return new Used(List.copyOf(uses.values()), Worked.of(tally));
    }

    private void broken(RemotePath path, Failed failed) throws Failed {
        if (Ending.ofAll(failed)) throw failed;
        tally.failed(path, failed.failure());
    }

    /// What the walk tells.
    private final class Told implements Walk.Visitor<Sum> {
        @Override
        public void found(Branch<Sum> directory, Entry entry) throws Failed {
            RemotePath path = directory.inside(entry.name());
            try {
                Attributes attributes = errand.known(path, entry.attributes());
                if (attributes.isDirectory()) {
                    walk.enter(directory, entry.name(), Sum.at(directory.data().depth() + 1));
                    return;
                }
                if (attributes.isFile()) directory.data().bytes().addAndGet(attributes.sizeOrZero());
                directory.data().files().incrementAndGet();
                tally.files.increment();
                tally.ended();
            } catch (Failed failed) {
                broken(path, failed);
            }
        }

        @Override
        public void refused(Branch<Sum> directory, Name name, String reason) {
            tally.failed(directory.path(), errand.refusal(directory.path(), name, reason));
        }

        @Override
        public void unreadable(Branch<Sum> directory, Failed failed) throws Failed {
            if (directory.above() == null) throw failed;
            broken(directory.path(), failed);
        }

        @Override
        public void left(Branch<Sum> directory) {
            Sum sum = directory.data();
            tally.directories.increment();
            if (sum.depth() <= depth) {
                uses.put(
                        directory.path(),
                        new Use(
                                directory.path(),
                                sum.bytes().get(),
                                sum.files().get(),
                                sum.directories().get()));
            }
            Branch<Sum> above = directory.above();
            if (above == null) return;
            above.data().bytes().addAndGet(sum.bytes().get());
            above.data().files().addAndGet(sum.files().get());
            above.data().directories().addAndGet(sum.directories().get() + 1);
        }
    }
}
