package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.files.SyncDirectory;
import java.time.Instant;
import java.util.Optional;

/// The mode, owner and times of one directory that is carried.
///
/// While the directory is filled its owner may do everything in it; what it shall be like in the end is set when
/// nothing in it changes any more, since putting files into it changes its time, and a read-only directory takes
/// none.
///
/// @param path from the root
record FolderAttributes(TreeJob job, RemotePath path, RemotePath destination, Attributes source) {
    private static final int OWNER_ALL = 0700;

    /// What it is made with.
    Changes first() {
        return Changes.ofPermissions(wanted() | OWNER_ALL);
    }

    /// One that was there is opened for us, where its mode will be set anyway.
    void open(Attributes found) throws Failed {
        if (!isExact() || path.isEmpty() || found.permissions().isEmpty()) return;
        int mode = found.permissions().getAsInt();
        if ((mode & OWNER_ALL) == OWNER_ALL) return;
        try {
            job.tries().run(() -> job.to().tree().setAttributes(destination, Changes.ofPermissions(mode | OWNER_ALL)));
        } catch (Failed failed) {
            // Somebody else's directory: whether we may write into it, the files will find out.
            if (failed.code() != Failure.Code.PERMISSION_DENIED) throw failed;
        }
    }

    /// What it shall be like in the end.
    ///
    /// A root that was there keeps its mode and owner: it may be somebody's home, and a wider mode there
    /// locks them out of sshd.
    ///
    /// @param made by this job
    /// @param below the root
    void last(boolean made, boolean below) throws Failed {
        boolean ours = made || below;
        Optional<Changes.Owner> owner = ours ? owner() : Optional.empty();
        if (owner.isPresent())
            apply(Changes.ofOwner(owner.get().uid(), owner.get().gid()));
        Changes changes = Changes.NONE;
        if (isExact() && ours) changes = changes.withPermissions(wanted());
        else if (made && (wanted() & OWNER_ALL) != OWNER_ALL) changes = changes.withPermissions(withoutAdded());
        if (job.options().keeping().times() && source.modified().isPresent()) {
            Instant modified = source.modified().get();
            changes = changes.withTimes(source.accessed().orElse(modified), modified);
        }
        if (!changes.isEmpty()) apply(changes);
        if (job.options().syncEach()) sync();
    }

    private boolean isExact() {
        return job.options().keeping().permissions()
                || job.options().keeping().mode().isPresent();
    }

    /// A mode that was asked for files lets a directory be searched by whoever may read it.
    private int wanted() {
        if (job.options().keeping().mode().isPresent()) {
            int mode = job.options().keeping().mode().getAsInt();
            return mode | (mode & 0444) >> 2;
        }
        return job.mode(source, 0777);
    }

    private int withoutAdded() throws Failed {
        Attributes now = job.tries().call(() -> job.to().tree().lstat(destination));
        return now.permissions().orElse(wanted()) & ~(OWNER_ALL & ~wanted());
    }

    private Optional<Changes.Owner> owner() throws Failed {
        Options.Keeping keeping = job.options().keeping();
        boolean asked = keeping.uid().isPresent() || keeping.gid().isPresent();
        if (!asked && !keeping.owner()) return Optional.empty();
        Attributes other = keeping.owner()
                ? source
                : job.tries().call(() -> job.to().tree().lstat(destination));
        if (other.uid().isEmpty() || other.gid().isEmpty()) return Optional.empty();
        return Optional.of(new Changes.Owner(
                keeping.uid().orElse(other.uid().getAsInt()),
                keeping.gid().orElse(other.gid().getAsInt())));
    }

    private void apply(Changes changes) throws Failed {
        try {
            job.tries().run(() -> job.to().tree().setAttributes(destination, changes));
        } catch (Failed failed) {
            if (Ending.ofAll(failed)) throw failed;
            if (job.options().keeping().strict()) job.tally().failed(path, failed.failure());
            else job.tally().warn("attributes: " + failed.failure().message());
        }
    }

    private void sync() throws Failed {
        Optional<SyncDirectory> power = job.to().tree().power(SyncDirectory.class);
        if (power.isPresent()) job.tries().run(() -> power.get().syncDirectory(destination));
    }
}
