package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What comes before a tree's first file: both roots are looked at, the job is locked, its journal opened.
/// Run once, by the thread that waits for the transfer.
final class TreeStart {
    private final Transfer transfer;
    private final End from;
    private final End to;
    private final Options options;
    private final TreeOptions parts;
    private final Setting setting;
    private final Tries tries;

    TreeStart(Transfer transfer, End from, End to, Options options, TreeOptions parts, Setting setting) throws Failed {
        this.transfer = transfer;
        this.setting = forFiles(setting);
        this.tries = new Tries(options.pace().retry(), transfer, this.setting.observer());
        this.from = whole(from);
        this.to = whole(to);
        this.options = options;
        this.parts = parts;
    }

    /// Moves the tree. The caller begins and ends the transfer and tells of both.
    MovedTree run(TreeMove.Carrier carrier) throws Failed {
        Filter filter = Filter.of(parts.filter(), Instant.now());
        Attributes source = tries.call(() -> from.tree().stat(from.path()));
        if (!source.isDirectory() && source.type() != FileType.UNKNOWN) {
            throw refused(Failure.Code.NOT_A_DIRECTORY, from, "Not a directory");
        }
        Known.Target there = target();
        refuseItself(there);
        TreeJob job = job();
        if (options.dryRun()) return move(job, filter, TreeJournal.none(), carrier, source, there);
        Path file = TreeJournal.path(setting.state(), job.id());
        JobLock lock = lock(job.id());
        try (lock;
                TreeJournal journal = TreeJournal.open(file, options.resuming().own())) {
            if (there instanceof Known.Absent && options.createDirectories())
                makeParents(to.path().parent());
            MovedTree moved = move(job, filter, journal, carrier, source, there);
            if (moved.isWhole()) journal.remove();
            return moved;
        }
    }

    private JobLock lock(JobId id) throws Failed {
        try {
            return JobLock.take(setting.state(), id);
        } catch (Failed failed) {
            Failure failure = failed.failure();
            String words = from.display() + " -> " + to.display() + ": " + failure.message();
            throw new Failed(failure.withMessage(words), failed);
        }
    }

    private static Setting forFiles(Setting whole) {
        if (whole.observer().equals(Observer.NOBODY)) return whole;
        return new Setting(
                whole.state(),
                whole.machine(),
                new TreeObserver(whole.observer()),
                whole.throttle(),
                whole.habits(),
                whole.shell(),
                whole.patience());
    }

    private MovedTree move(
            TreeJob job,
            Filter filter,
            TreeJournal journal,
            TreeMove.Carrier carrier,
            Attributes source,
            Known.Target there)
            throws Failed {
        RemotePath real =
                parts.links() == Links.FOLLOW ? tries.call(() -> from.tree().realpath(from.path())) : from.path();
        RemotePath top = RemotePath.ofBytes(new byte[0]);
        Folder root = new Folder(job, null, top, source, filter.root(), real, there, journal.hasRoot());
        return new TreeMove(job, filter, journal, carrier).run(root);
    }

    private TreeJob job() throws Failed {
        Options each = options.withCreateDirectories(false);
        Meter meter = new Meter(transfer, setting.observer(), 0, 0);
        Throttle throttle = setting.throttle().within(options.pace().bandwidth());
        Job whole =
                new Job(transfer, from, to, options, Known.NOTHING, meter.share(), throttle, setting, "tree", false);
        Tally tally = new Tally(meter);
        return new TreeJob(transfer, from, to, each, parts, setting, meter, throttle, tries, tally, JobId.of(whole));
    }

    /// The destination's root, links followed: it was named by the caller.
    private Known.Target target() throws Failed {
        try {
            return new Known.Present(tries.call(() -> to.tree().stat(to.path())));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return new Known.Absent();
            throw failed;
        }
    }

    /// A tree that is copied into itself never ends.
    private void refuseItself(Known.Target there) throws Failed {
        boolean onePlace =
                from.tree().equals(to.tree()) || (from.target().equals(to.target()) && from.local() == to.local());
        if (!onePlace) return;
        RemotePath source = from.tree().realpath(from.path());
        RemotePath target = there instanceof Known.Present ? to.tree().realpath(to.path()) : unmade(to.path());
        if (target.isWithin(source)) {
            throw refused(Failure.Code.INVALID_ARGUMENT, to, "lies in what is to be copied, " + from.display());
        }
    }

    /// The true path of something that is not there yet: that of what is above it, and the rest by its words.
    private RemotePath unmade(RemotePath path) throws Failed {
        RemotePath above = path.parent();
        if (above.equals(path)) return path;
        Optional<RemotePath> real = Optional.empty();
        if (to.tree().exists(above)) real = Optional.of(to.tree().realpath(above));
        return (real.isPresent() ? real.get() : unmade(above)).resolve(path.name());
    }

    private void makeParents(RemotePath directory) throws Failed {
        if (to.tree().exists(directory) || directory.parent().equals(directory)) return;
        makeParents(directory.parent());
        try {
            tries.run(() -> to.tree().makeDirectory(directory, Changes.ofPermissions(0777)));
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
        }
    }

    /// A relative path is another one in another directory, and may be asked for thousands of times.
    private End whole(End end) throws Failed {
        if (end.path().isAbsolute() || !end.local()) return end;
        return end.at(end.tree().realpath(RemotePath.HERE).resolve(end.path()));
    }

    private Failed refused(Failure.Code code, End end, String words) {
        return Failure.of(code, end.path(), end.display() + ": " + words).thrown();
    }
}
