package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives a file, link or directory another name in the same tree, by rename: no byte is read or written.
///
/// The overwrite rule holds as for any move. What a rename cannot do is left to whoever copies: another
/// file system of the same server, a directory that is to go into one that is there, a backup of what is
/// replaced.
final class Relocation {
    private final Job job;
    private final FileTree tree;
    private final RemotePath from;
    private final RemotePath to;
    private final Account account = new Account();

    /// @param job with the same tree at both ends
    Relocation(Job job) {
        this.job = job;
        this.tree = job.to().tree();
        this.from = job.from().path();
        this.to = job.to().path();
    }

    /// @return empty when it has to be copied; then nothing has been changed
    Optional<Moved> run() throws Failed {
        job.transfer().proceed();
        Attributes source = tree.lstat(from);
        Optional<Attributes> there = Place.look(tree, to);
        if (there.isPresent()) {
            checkOther();
            if (source.isDirectory() && there.get().isDirectory()) return Optional.empty();
            checkKinds(source, there.get());
        }
        Place place = new Place(to, there, OptionalInt.empty());
        if (Deciding.isSkipped(job, new Source(job.from(), source, Instant.now()), place)) return skipped(there);
        if (job.options().dryRun()) {
            return Optional.of(account.moved(Moved.Outcome.PLANNED, to, source.sizeOrZero()));
        }
        if (there.isPresent() && job.options().backup().isPresent()) return Optional.empty();
        return renamed(source, place);
    }

    private Optional<Moved> skipped(Optional<Attributes> there) {
        long size = there.map(Attributes::sizeOrZero).orElse(0L);
        return Optional.of(account.moved(Moved.Outcome.SKIPPED, to, size));
    }

    /// Who copies a file onto itself and then removes the source has lost it.
    private void checkOther() throws Failed {
        if (!from.equals(to) && !real(from).equals(real(to))) return;
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        to,
                        job.from().display() + " and " + job.to().display() + " are the same file")
                .thrown();
    }

    private RemotePath real(RemotePath path) throws Failed {
        try {
            return tree.realpath(path);
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            return path;
        }
    }

    private void checkKinds(Attributes source, Attributes there) throws Failed {
        if (there.isDirectory() && !source.isDirectory()) {
            throw Failure.of(Failure.Code.IS_A_DIRECTORY, to, job.to().display() + ": Is a directory")
                    .thrown();
        }
        if (source.isDirectory() && !there.isDirectory()) {
            throw Failure.of(Failure.Code.NOT_A_DIRECTORY, to, job.to().display() + ": Not a directory")
                    .thrown();
        }
    }

    private Optional<Moved> renamed(Attributes source, Place place) throws Failed {
        if (job.options().createDirectories()) Directories.make(tree, to.parent());
        try {
            return Optional.of(ended(placed(from, place), source, place));
        } catch (Failed failed) {
            boolean far = failed.code() == Failure.Code.UNSUPPORTED || failed.code() == Failure.Code.INTERNAL;
            if (!far) throw failed;
            return source.isLink() ? Optional.of(linkedAnew(source, place)) : Optional.empty();
        }
    }

    /// Not by [Placing] where it would conclude from one refusal that the server never replaces.
    private Optional<RemotePath> placed(RemotePath path, Place place) throws Failed {
        boolean replaces = switch (job.options().overwrite()) {
            case REPLACE, NEWER, DIFFERENT, RESUME -> true;
            case FAIL, SKIP, RENAME -> false;
        };
        Optional<Replace> power = replaces ? tree.power(Replace.class) : Optional.empty();
        if (power.isEmpty()) return new Placing(job, JobId.of(job), account).place(path, place);
        power.get().replace(path, to);
        return Optional.of(to);
    }

    private Moved ended(Optional<RemotePath> named, Attributes source, Place place) {
        if (named.isPresent()) return account.moved(Moved.Outcome.MOVED, named.get(), source.sizeOrZero());
        return account.moved(
                Moved.Outcome.SKIPPED,
                to,
                place.old().map(Attributes::sizeOrZero).orElse(0L));
    }

    /// A link on another file system is another link that says the same.
    private Moved linkedAnew(Attributes source, Place place) throws Failed {
        RemotePath side = to.sibling(SideName.part(to.name(), JobId.of(job)));
        tree.symlink(side, tree.readlink(from));
        Optional<RemotePath> named;
        try {
            named = placed(side, place);
        } catch (Failed failed) {
            if (!Refusals.isEnd(failed)) tree.remove(side);
            throw failed;
        }
        tree.remove(named.isPresent() ? from : side);
        return ended(named, source, place);
    }
}
