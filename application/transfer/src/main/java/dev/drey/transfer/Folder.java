package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One directory of a tree at its destination: made, or found there, before anything is put into it.
///
/// Nothing is ever written through a symbolic link that stands where the directory should be, but for the
/// root, which the caller named. A directory that was there is listed once, so that nobody asks about its
/// files one by one. For many threads; the first that needs the directory makes it, the others wait.
final class Folder {
    /// More names than this are not remembered; then each is asked for.
    private static final int NAMES = 50_000;

    private final TreeJob job;
    private final @Nullable Folder above;
    private final RemotePath path;
    private final RemotePath destination;
    private final Attributes source;
    private final Filter.Held held;
    private final RemotePath realSource;
    private final Known.Target there;
    private final boolean madeBefore;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state = State.UNKNOWN;
    private volatile Map<Name, Entry> names = Map.of();
    private volatile boolean allNames;

    private enum State {
        UNKNOWN,
        FOUND,
        MADE,
        BROKEN
    }

    /// @param above null for the root
    /// @param path from the root
    /// @param realSource where the source directory truly lies, where links are followed; else as it was named
    /// @param there what the destination's listing said under this name
    /// @param madeBefore by an earlier run of this job, which was interrupted
    Folder(
            TreeJob job,
            @Nullable Folder above,
            RemotePath path,
            Attributes source,
            Filter.Held held,
            RemotePath realSource,
            Known.Target there,
            boolean madeBefore) {
        this.job = job;
        this.above = above;
        this.path = path;
        this.destination = job.destination(path);
        this.source = source;
        this.held = held;
        this.realSource = realSource;
        this.there = there;
        this.madeBefore = madeBefore;
    }

    Filter.Held held() {
        return held;
    }

    RemotePath destination() {
        return destination;
    }

    RemotePath realSource() {
        return realSource;
    }

    /// Whether this directory, or one above it, lies in or above `real` at the source, so that entering
    /// `real` from here would lead round in a circle.
    boolean comesFrom(RemotePath real) {
        return realSource.isWithin(real) || (above != null && above.comesFrom(real));
    }

    /// Whether it was found out that nothing can be put here.
    boolean isBroken() {
        return state == State.BROKEN || (above != null && above.isBroken());
    }

    /// Makes sure that the directory is there.
    ///
    /// @return false when it cannot be; the reason was counted
    /// @throws Failed CANCELLED, or what makes it pointless to go on with the tree
    boolean stand() throws Failed {
        if (state == State.FOUND || state == State.MADE) return true;
        if (above != null && !above.stand()) return false;
        lock.lock();
        try {
            if (state == State.UNKNOWN) state = settle();
            return state != State.BROKEN;
        } finally {
            lock.unlock();
        }
    }

    /// What stands under a name in here.
    Known.Target target(Name name) {
        Entry entry = names.get(name);
        if (entry != null && entry.attributes().type() != FileType.UNKNOWN) {
            return new Known.Present(entry.attributes(), entry.links());
        }
        return allNames && entry == null ? new Known.Absent() : new Known.Unasked();
    }

    /// All entries have been asked for.
    void forgetNames() {
        allNames = false;
        names = Map.of();
    }

    /// Everything is in it: it gets its mode and times.
    void finish() throws Failed {
        if (job.options().dryRun() || state == State.UNKNOWN || state == State.BROKEN) return;
        new FolderAttributes(job, path, destination, source).last(state == State.MADE || madeBefore, above != null);
    }

    /// Whether this job made it, now.
    boolean isMade() {
        return state == State.MADE;
    }

    private State settle() throws Failed {
        try {
            return settle(there instanceof Known.Unasked ? look() : there);
        } catch (Failed failed) {
            if (Ending.ofAll(failed)) throw failed;
            job.tally().failed(path, failed.failure());
            return State.BROKEN;
        }
    }

    private State settle(Known.Target target) throws Failed {
        return switch (target) {
            case Known.Absent ignored -> make();
            case Known.Unasked ignored -> make();
            case Known.Present present ->
                switch (present.attributes().type()) {
                    case DIRECTORY, UNKNOWN -> found(present.attributes());
                    case LINK -> insteadOfLink();
                    case FILE, FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL ->
                        throw job.failure(
                                        Failure.Code.NOT_A_DIRECTORY,
                                        destination,
                                        "Not a directory, so what belongs into it was left out")
                                .thrown();
                };
        };
    }

    private State make() throws Failed {
        if (!job.options().dryRun()) {
            Changes changes = new FolderAttributes(job, path, destination, source).first();
            try {
                job.tries().run(() -> job.to().tree().makeDirectory(destination, changes));
            } catch (Failed failed) {
                Known.Target now = failed.code() == Failure.Code.ALREADY_EXISTS ? look() : new Known.Absent();
                if (now instanceof Known.Absent) throw failed;
                return settle(now);
            }
        }
        allNames = true;
        job.tally().directories.increment();
        return State.MADE;
    }

    private State found(Attributes attributes) throws Failed {
        if (!job.options().dryRun()) new FolderAttributes(job, path, destination, source).open(attributes);
        Optional<Map<Name, Entry>> all = job.tries().call(this::list);
        allNames = all.isPresent();
        names = all.orElse(Map.of());
        return State.FOUND;
    }

    private State insteadOfLink() throws Failed {
        if (!job.options().replaceLinks()) {
            throw job.failure(
                            Failure.Code.NOT_A_DIRECTORY,
                            destination,
                            "is a symbolic link where a directory belongs; nothing is written through it")
                    .thrown();
        }
        if (!job.options().dryRun()) job.tries().run(() -> job.to().tree().remove(destination));
        return make();
    }

    /// Empty when there are too many to remember.
    private Optional<Map<Name, Entry>> list() throws Failed {
        Map<Name, Entry> all = new HashMap<>();
        try (Listing listing = job.to().tree().list(destination)) {
            for (Optional<List<Entry>> some = listing.next(); some.isPresent(); some = listing.next()) {
                for (Entry entry : some.get()) all.put(entry.name(), entry);
                if (all.size() > NAMES) return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private Known.Target look() throws Failed {
        try {
            return new Known.Present(job.tries().call(() -> job.to().tree().lstat(destination)));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return new Known.Absent();
            throw failed;
        }
    }
}
