package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/// A tree as a far side behaves that may break at any byte: writes take effect late and in any order, the line dies
/// after so many bytes, and whatever was under way then arrives, or does not, or arrives in part.
@NullMarked
final class Rigged implements FileTree {
    /// What is asked of an open file, in the order it was asked.
    record Asked(String what, long offset, int length) {}

    private record Rename(RemotePath from, RemotePath to) {}

    private final FileTree inner;
    private final Random random;
    private final List<Late> late = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    private final Set<Class<? extends Power>> missing = new HashSet<>();
    private OptionalLong dies = OptionalLong.empty();
    private Runnable death = () -> {};
    private boolean dead;
    private long bytes;
    private int longestRead = Integer.MAX_VALUE;
    private volatile boolean silent;
    private volatile boolean losesRename;
    private boolean renamesLate;
    private Optional<Rename> lateRename = Optional.empty();
    private OptionalLong sizeOfLate = OptionalLong.empty();
    private Predicate<Asked> refused = any -> false;
    private Failure.Code refusal = Failure.Code.INTERNAL;
    private final Contiguity acknowledged = new Contiguity(0);
    private Optional<Lanes> lanes = Optional.empty();
    private volatile long stuck = -1;

    Rigged(FileTree inner, long seed) {
        this.inner = inner;
        this.random = new Random(seed);
    }

    /// The line breaks when so many bytes of files have gone over it.
    Rigged dyingAfter(long count, Runnable atDeath) {
        dies = OptionalLong.of(bytes + count);
        death = atDeath;
        return this;
    }

    /// The line is back; what was under way is settled.
    synchronized void revive() {
        dead = false;
        dies = OptionalLong.empty();
    }

    synchronized boolean isDead() {
        return dead;
    }

    Rigged shortReads(int longest) {
        longestRead = longest;
        return this;
    }

    Rigged without(Class<? extends Power> power) {
        missing.add(power);
        return this;
    }

    Rigged refusing(Failure.Code code, Predicate<Asked> which) {
        refusal = code;
        refused = which;
        return this;
    }

    Rigged losingTheAnswerOfTheFirstRename() {
        losesRename = true;
        return this;
    }

    /// The line breaks at the first rename, which is done all the same, just before the next write or rename.
    Rigged renamingLate() {
        renamesLate = true;
        return this;
    }

    /// How large the file was that the late rename gave its name to.
    OptionalLong sizeOfLate() {
        return sizeOfLate;
    }

    /// Answers stay away until this is lifted.
    void silent(boolean now) {
        silent = now;
    }

    /// The write of this offset is never answered.
    Rigged stuckAt(long offset) {
        stuck = offset;
        return this;
    }

    /// It has these lanes.
    Rigged with(Lanes some) {
        lanes = Optional.of(some);
        return this;
    }

    /// Bytes written or read so far.
    synchronized long bytes() {
        return bytes;
    }

    synchronized List<Asked> asked(String what) {
        return asked.stream().filter(one -> one.what().equals(what)).toList();
    }

    /// Every byte before it was acknowledged to the one who wrote it.
    long acknowledged() {
        return acknowledged.end();
    }

    private final class Late implements Pending<Done> {
        private final OpenFile file;
        private final long offset;
        private final byte[] data;
        private Optional<Failed> failed = Optional.empty();
        private boolean settled;

        Late(OpenFile file, long offset, byte[] data) {
            this.file = file;
            this.offset = offset;
            this.data = data;
        }

        void arrive(int length) throws Failed {
            if (settled) return;
            settled = true;
            try {
                int part = Math.min(length, data.length);
                if (part > 0) file.write(offset, ByteBuffer.wrap(data, 0, part)).await();
            } catch (Failed trouble) {
                failed = Optional.of(trouble);
            }
        }

        /// The line died before the answer came; whatever happened over there, nobody was told.
        void perish(int length) throws Failed {
            arrive(length);
            failed = Optional.of(lost());
        }

        @Override
        public Done await() throws Failed {
            hold(offset);
            synchronized (Rigged.this) {
                if (dead && !settled) throw lost();
                arrive(data.length);
                late.remove(this);
                if (failed.isPresent()) throw failed.get();
                acknowledged.add(offset, data.length);
                return Done.DONE;
            }
        }

        @Override
        public boolean isDone() {
            synchronized (Rigged.this) {
                return settled && !silent && offset != stuck;
            }
        }
    }

    private void hold(long offset) throws Failed {
        try {
            while (silent || offset == stuck) Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
        }
    }

    private static Failed lost() {
        return Failure.of(Failure.Code.CONNECTION_LOST, "the line broke").thrown();
    }

    private synchronized void alive() throws Failed {
        if (dead) throw lost();
    }

    /// Counts bytes; at the fatal one the line dies, and part of what was under way arrives.
    private synchronized void count(int length) throws Failed {
        bytes += length;
        if (dies.isEmpty() || bytes < dies.getAsLong()) return;
        dead = true;
        for (Late one : late) one.perish(random.nextInt(3) * one.data.length / 2);
        late.clear();
        death.run();
        throw lost();
    }

    private synchronized void renameLate() throws Failed {
        if (lateRename.isEmpty()) return;
        Rename old = lateRename.get();
        lateRename = Optional.empty();
        inner.rename(old.from(), old.to());
        sizeOfLate = inner.stat(old.to()).size();
    }

    private synchronized void refuse(Asked what) throws Failed {
        asked.add(what);
        if (what.what().equals("write")) renameLate();
        if (refused.test(what))
            throw Failure.of(refusal, "the far side refuses").thrown();
    }

    private final class RiggedFile implements OpenFile {
        private final OpenFile file;

        RiggedFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public Pending<ByteBuffer> read(long offset, int length) throws Failed {
            alive();
            refuse(new Asked("read", offset, length));
            int less = Math.min(length, longestRead);
            count(less);
            return file.read(offset, less);
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
            alive();
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            synchronized (Rigged.this) {
                try {
                    refuse(new Asked("write", offset, copy.length));
                } catch (Failed no) {
                    return Pending.failed(no);
                }
                Late one = new Late(file, offset, copy);
                late.add(one);
                count(copy.length);
                if (random.nextInt(4) == 0 && !silent)
                    late.get(random.nextInt(late.size())).arrive(Integer.MAX_VALUE);
                return one;
            }
        }

        @Override
        public Pending<Attributes> attributes() throws Failed {
            alive();
            return file.attributes();
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) throws Failed {
            alive();
            try {
                refuse(new Asked(
                        "set", changes.size().orElse(-1), changes.permissions().orElse(-1)));
            } catch (Failed no) {
                return Pending.failed(no);
            }
            return file.setAttributes(changes);
        }

        @Override
        public Pending<Done> sync() throws Failed {
            alive();
            refuse(new Asked("sync", 0, 0));
            return file.sync();
        }

        @Override
        public Pending<Done> closing() throws Failed {
            alive();
            return file.closing();
        }

        @Override
        public int largestRead() {
            return file.largestRead();
        }

        @Override
        public int largestWrite() {
            return 32 * 1024;
        }

        @Override
        public void close() throws Failed {
            file.close();
        }
    }

    private void tell(String what) throws Failed {
        alive();
        refuse(new Asked(what, 0, 0));
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        tell("stat");
        return inner.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        tell("lstat");
        return inner.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        tell("realpath");
        return inner.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        tell("list");
        return inner.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        tell("readlink");
        return inner.readlink(link);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        tell(options.create() ? "create" : "open");
        return new RiggedFile(inner.open(path, options));
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        tell("makeDirectory");
        inner.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        tell("removeDirectory");
        inner.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        tell("remove");
        inner.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        tell("rename");
        renameLate();
        if (renamesLate) {
            renamesLate = false;
            lateRename = Optional.of(new Rename(from, to));
            throw lost();
        }
        inner.rename(from, to);
        if (!losesRename) return;
        losesRename = false;
        throw lost();
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        tell("setAttributes");
        inner.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        tell("symlink");
        inner.symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        if (type == Lanes.class && lanes.isPresent()) return lanes.map(type::cast);
        return missing.contains(type) ? Optional.empty() : inner.power(type);
    }

    @Override
    public void close() {
        inner.close();
    }
}
