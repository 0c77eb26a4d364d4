package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.time.Instant;
import java.util.Optional;

/// Makes one symbolic link of a tree anew at the destination, if it stays inside the tree. Run once, by one
/// thread.
final class LinkMove {
    private static final int FREE_NAMES = 1000;

    private final TreeJob job;
    private final RemotePath directory;
    private final RemotePath path;
    private final Attributes source;
    private final Known.Target there;
    private final RemotePath destination;

    /// @param directory that it stands in, from the root
    /// @param path its own, from the root
    LinkMove(TreeJob job, RemotePath directory, RemotePath path, Attributes source, Known.Target there) {
        this.job = job;
        this.directory = directory;
        this.path = path;
        this.source = source;
        this.there = there;
        this.destination = job.destination(path);
    }

    /// @return whether the link stands now; false when the overwrite rule left what was there
    boolean run() throws Failed {
        RemotePath target = job.tries().call(() -> job.from().tree().readlink(job.source(path)));
        boolean windows = HostileNames.Rules.of(job.to()).windows();
        boolean inside = windows
                ? LinkTargets.staysInsideOnWindows(directory, target)
                : LinkTargets.staysInside(directory, target);
        if (!inside) {
            throw Failure.of(
                            Failure.Code.INVALID_PATH,
                            path,
                            job.from().at(job.source(path)).display() + ": the link leads out of the tree, to "
                                    + target.display() + "; left out")
                    .thrown();
        }
        if (job.options().dryRun()) return true;
        return place(target, there instanceof Known.Unasked ? look() : there, true);
    }

    private boolean place(RemotePath target, Known.Target now, boolean mayLookAgain) throws Failed {
        if (now instanceof Known.Present present) return insteadOf(target, present.attributes());
        try {
            job.tries().run(() -> job.to().tree().symlink(destination, target));
        } catch (Failed failed) {
            // It came meanwhile, or an answer got lost and this was the second try.
            if (failed.code() != Failure.Code.ALREADY_EXISTS || !mayLookAgain) throw failed;
            return place(target, look(), false);
        }
        keepTimes(destination);
        return true;
    }

    private boolean insteadOf(RemotePath target, Attributes old) throws Failed {
        if (old.isLink() && isSame(target)) return true;
        return switch (job.options().overwrite()) {
            case SKIP -> false;
            case FAIL ->
                throw job.failure(Failure.Code.ALREADY_EXISTS, destination, "File exists")
                        .thrown();
            case NEWER -> isNewer(old) && replace(target, old);
            case REPLACE, DIFFERENT, RESUME -> replace(target, old);
            case RENAME -> beside(target);
        };
    }

    private boolean isSame(RemotePath target) throws Failed {
        return job.tries().call(() -> job.to().tree().readlink(destination)).equals(target);
    }

    /// At the coarser of the two grains, one second.
    private boolean isNewer(Attributes old) {
        if (source.modified().isEmpty() || old.modified().isEmpty()) return true;
        return source.modified().get().getEpochSecond() > old.modified().get().getEpochSecond();
    }

    private boolean replace(RemotePath target, Attributes old) throws Failed {
        if (old.isDirectory()) {
            throw job.failure(Failure.Code.IS_A_DIRECTORY, destination, "Is a directory, where a link belongs")
                    .thrown();
        }
        Optional<Backups> backups = job.options()
                .backup()
                .filter(any -> old.isFile())
                .map(wanted -> new Backups(job.to().tree(), job.transfer(), wanted));
        if (backups.isPresent()) backups.get().keep(destination, old, false);
        JobId id = JobId.of(job.file(job.source(path), destination, Known.NOTHING));
        Name name = SideName.part(destination.name(), id);
        RemotePath side =
                job.options().tempDir().map(folder -> folder.resolve(name)).orElse(destination.sibling(name));
        removeOld(side);
        job.tries().run(() -> job.to().tree().symlink(side, target));
        keepTimes(side);
        Optional<Replace> atOnce = job.to().tree().power(Replace.class);
        if (atOnce.isPresent()) {
            atOnce.get().replace(side, destination);
        } else {
            job.to().tree().remove(destination);
            job.to().tree().rename(side, destination);
        }
        if (backups.isPresent()) backups.get().prune(destination);
        return true;
    }

    /// Of an earlier run of this job.
    private void removeOld(RemotePath side) throws Failed {
        try {
            job.to().tree().remove(side);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
        }
    }

    private boolean beside(RemotePath target) throws Failed {
        for (int number = 1; number <= FREE_NAMES; number++) {
            RemotePath free = destination.sibling(Name.ofBytes(numbered(destination.name(), number)));
            try {
                job.to().tree().symlink(free, target);
                return true;
            } catch (Failed failed) {
                if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
            }
        }
        throw job.failure(Failure.Code.ALREADY_EXISTS, destination, "all names beside it are taken too")
                .thrown();
    }

    private static byte[] numbered(Name name, int number) {
        byte[] bytes = name.bytes();
        byte[] tail = (" (" + number + ")").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + tail.length);
        System.arraycopy(tail, 0, all, bytes.length, tail.length);
        return all;
    }

    /// Few places can, and few people care: only where it is offered, and a no is no failure.
    private void keepTimes(RemotePath link) throws Failed {
        Optional<LinkAttributes> power = job.to().tree().power(LinkAttributes.class);
        if (power.isEmpty()
                || !job.options().keeping().times()
                || source.modified().isEmpty()) return;
        Instant modified = source.modified().get();
        try {
            power.get()
                    .setLinkAttributes(link, Changes.ofTimes(source.accessed().orElse(modified), modified));
        } catch (Failed failed) {
            if (Ending.ofAll(failed)) throw failed;
            job.tally()
                    .warn("times of the link " + path.display() + ": "
                            + failed.failure().message());
        }
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
