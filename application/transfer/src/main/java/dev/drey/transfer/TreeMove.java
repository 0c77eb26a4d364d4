package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Moves what one directory holds into another, hundreds of files at once.
///
/// A [Walk] goes through the source; each directory is made ahead of its files ([Folder]), small files are
/// all under way together, large ones [Pace#concurrency()] at a time. One file's failure stops no other; what
/// would fail everything (no room, no connection) ends the walk, and what was found but not tried is counted.
/// What arrived is written down in a [TreeJournal], so that the same command continues after an interruption.
///
/// Run once, by the thread that waits for it.
final class TreeMove implements Walk.Visitor<Folder> {
    /// A file above this takes its turn with the large ones.
    static final long SMALL = 1 << 20;

    /// Large files that wait for their turn; the walk waits when there are more.
    private static final int WAITING_LARGE = 1024;

    /// Carries one file: [FileMove], with its tries.
    interface Carrier {
        Moved carry(Job job) throws Failed;
    }

    private final TreeJob job;
    private final Filter filter;
    private final TreeJournal journal;
    private final Walk<Folder> walk;
    private final Carrier carrier;
    private final Semaphore largeWaiting = new Semaphore(WAITING_LARGE, true);
    private final Semaphore largeRunning;

    TreeMove(TreeJob job, Filter filter, TreeJournal journal, Carrier carrier) {
        this.job = job;
        this.filter = filter;
        this.journal = journal;
        this.carrier = carrier;
        this.largeRunning = new Semaphore(job.options().pace().concurrency(), true);
        this.walk = new Walk<>(
                job.from().tree(),
                job.from().path(),
                job.transfer(),
                job.tries(),
                HostileNames.Rules.of(job.to()),
                this);
    }

    /// @param root the destination's root, made or not
    /// @throws Failed when nothing could be carried at all; CANCELLED
    MovedTree run(Folder root) throws Failed {
        Instant begun = Instant.now();
        if (!isMadeAtOnce(root.held()) || root.stand()) {
            if (root.isMade()) journal.addRoot();
            walk.run(root);
        }
        if (walk.isHalted()) job.tally().warn(job.tally().untried() + " files that were found already were not tried");
        else filter.unmatched().forEach(job.tally()::warn);
        MovedTree moved = job.tally().result(Duration.between(begun, Instant.now()));
        if (!walk.isHalted() && !job.options().dryRun()) job.meter().finish();
        return moved;
    }

    @Override
    public void found(Branch<Folder> directory, Entry entry) throws Failed {
        job.transfer().proceed();
        if (walk.isHalted() || directory.data().isBroken() || SideName.isOurs(entry.name())) return;
        RemotePath path = directory.inside(entry.name());
        try {
            Attributes attributes = entry.attributes();
            if (attributes.type() == FileType.UNKNOWN) attributes = look(path);
            sort(directory, entry.name(), path, attributes);
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    @Override
    public void refused(Branch<Folder> directory, Name name, String reason) {
        RemotePath path = directory.inside(name);
        String words = job.from().at(job.source(directory.path())).display() + ": the name `" + name.display() + "` "
                + reason + "; left out";
        broken(path, Failure.of(Failure.Code.INVALID_PATH, path, words));
    }

    @Override
    public void unreadable(Branch<Folder> directory, Failed failed) throws Failed {
        if (directory.above() == null) throw failed;
        broken(directory.path(), failed);
    }

    /// An empty directory must stand too before it is left.
    @Override
    public void listed(Branch<Folder> directory) throws Failed {
        Folder folder = directory.data();
        if (!walk.isHalted() && isMadeAtOnce(folder.held())) orHalt(directory.path(), folder::stand);
        folder.forgetNames();
    }

    @Override
    public void left(Branch<Folder> directory) throws Failed {
        if (!walk.isHalted()) directory.data().finish();
    }

    private void sort(Branch<Folder> directory, Name name, RemotePath path, Attributes attributes) throws Failed {
        switch (attributes.type()) {
            case DIRECTORY ->
                directory(
                        directory,
                        name,
                        path,
                        attributes,
                        directory.data().realSource().resolve(name));
            case FILE, UNKNOWN -> file(directory, name, path, attributes);
            case LINK -> link(directory, name, path, attributes);
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL -> {
                if (filter.carries(directory.data().held(), path, name, attributes))
                    job.tally().specials.increment();
            }
        }
    }

    private void directory(Branch<Folder> above, Name name, RemotePath path, Attributes attributes, RemotePath real)
            throws Failed {
        Optional<Filter.Held> held = filter.enter(above.data().held(), path, name);
        if (held.isEmpty()) return;
        boolean atOnce = isMadeAtOnce(held.get());
        if (atOnce && !above.data().stand()) return;
        Known.Target there = above.data().target(name);
        Folder folder = new Folder(job, above.data(), path, attributes, held.get(), real, there, false);
        if (atOnce) walk.start(above, 0, () -> orHalt(path, folder::stand));
        walk.enter(above, name, folder);
    }

    /// Otherwise a directory is made for the first thing that goes into it.
    private boolean isMadeAtOnce(Filter.Held held) {
        return held.wanted() && job.parts().emptyDirectories();
    }

    private void link(Branch<Folder> directory, Name name, RemotePath path, Attributes attributes) throws Failed {
        switch (job.parts().links()) {
            case SKIP -> {
                if (filter.carries(directory.data().held(), path, name, attributes))
                    job.tally().skipped.increment();
            }
            case FOLLOW -> follow(directory, name, path);
            case COPY -> {
                if (!filter.carries(directory.data().held(), path, name, attributes)) return;
                if (!directory.data().stand()) return;
                Known.Target there = directory.data().target(name);
                LinkMove move = new LinkMove(job, directory.path(), path, attributes, there);
                walk.start(directory, 0, () -> copyLink(path, move));
            }
        }
    }

    private void follow(Branch<Folder> directory, Name name, RemotePath path) throws Failed {
        Attributes target = job.tries().call(() -> job.from().tree().stat(job.source(path)));
        if (!target.isDirectory()) {
            sort(directory, name, path, target);
            return;
        }
        RemotePath real = job.tries().call(() -> job.from().tree().realpath(job.source(path)));
        if (directory.data().comesFrom(real)) {
            throw Failure.of(
                            Failure.Code.TOO_MANY_LINKS,
                            path,
                            job.from().at(job.source(path)).display() + ": the link leads round in a circle; left out")
                    .thrown();
        }
        directory(directory, name, path, target, real);
    }

    private void copyLink(RemotePath path, LinkMove move) {
        try {
            if (move.run()) job.tally().links.increment();
            else job.tally().skipped.increment();
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    private void file(Branch<Folder> directory, Name name, RemotePath path, Attributes attributes) throws Failed {
        if (!filter.carries(directory.data().held(), path, name, attributes)) return;
        if (!directory.data().stand()) return;
        Known.Target there = directory.data().target(name);
        long size = attributes.sizeOrZero();
        job.tally().found(size);
        if (arrivedBefore(path, attributes, there)) return;
        TreeFile file = new TreeFile(job, path, attributes, there, journal, carrier);
        if (size <= SMALL) walk.start(directory, size, () -> move(file));
        else walk.start(directory, largeWaiting, 1, () -> moveInTurn(file));
    }

    private boolean arrivedBefore(RemotePath path, Attributes attributes, Known.Target there) {
        boolean arrived = there instanceof Known.Present target && journal.holds(path, attributes, target.attributes());
        if (!arrived) return false;
        job.meter().share().at(attributes.sizeOrZero());
        job.tally().resumed.add(attributes.sizeOrZero());
        job.tally().bytes.add(attributes.sizeOrZero());
        job.tally().files.increment();
        job.tally().ended();
        return true;
    }

    private void moveInTurn(TreeFile file) {
        try {
            largeRunning.acquire();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            move(file);
        } finally {
            largeRunning.release();
        }
    }

    private void move(TreeFile file) {
        if (walk.isHalted()) return;
        try {
            file.move();
            job.tally().ended();
        } catch (Failed failed) {
            if (!walk.isHalted()) job.tally().ended();
            if (isTooLargeAlone(file, failed)) broken(file.path(), failed.failure());
            else broken(file.path(), failed);
        }
    }

    /// Where a large file finds no room, smaller ones may; a small one that finds none is the end.
    private static boolean isTooLargeAlone(TreeFile file, Failed failed) {
        boolean noRoom = failed.code() == Failure.Code.NO_SPACE || failed.code() == Failure.Code.QUOTA_EXCEEDED;
        return noRoom && file.source().sizeOrZero() > SMALL;
    }

    private void orHalt(RemotePath path, Walk.Task task) {
        try {
            task.run();
        } catch (Failed failed) {
            broken(path, failed);
        }
    }

    private Attributes look(RemotePath path) throws Failed {
        return job.tries().call(() -> job.from().tree().lstat(job.source(path)));
    }

    private void broken(RemotePath path, Failed failed) {
        // A cancel ends the walk by itself; it is no failure of this one thing.
        if (failed.code() == Failure.Code.CANCELLED) return;
        if (Ending.ofAll(failed)) halt(path, failed.failure());
        else broken(path, failed.failure());
    }

    private void broken(RemotePath path, Failure failure) {
        job.tally().failed(path, failure);
        if (job.isHeard()) {
            var broken = new TransferEvent.FileBroken(
                    job.transfer(), path.display(), failure, job.meter().snapshot());
            job.setting().observer().happened(broken);
        }
    }

    /// Many files meet it at once; it is told once.
    private synchronized void halt(RemotePath path, Failure failure) {
        if (walk.isHalted()) return;
        walk.halt();
        broken(path, failure);
        job.tally().warn("stopped early: " + failure.message());
    }
}
