package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The short way of a small file: few round trips, no journal, no threads of its own.
///
/// OPEN; FSTAT, 0600 and the bytes back to back; mode, times and CLOSE back to back; rename. Hundreds run at once
/// and share the line. A side file that an earlier run left has the same name and is written anew.
final class SmallMove {
    private final Job job;
    private final JobId id;
    private final Source source;
    private final Place place;
    private final Account account;
    private final Course course;
    private final OtherNames otherNames;
    private final FileTree tree;
    private final Attributing attributing;

    SmallMove(Job job, JobId id, Source source, Place place, Account account, Course course, OtherNames otherNames) {
        this.job = job;
        this.id = id;
        this.source = source;
        this.place = place;
        this.account = account;
        this.course = course;
        this.otherNames = otherNames;
        this.tree = job.to().tree();
        this.attributing = new Attributing(job.options().keeping(), source.attributes(), place.oldFile(), account);
    }

    /// @return empty when this file needs the long way, because it is to be written in place; then nothing is left
    Optional<Moved> run() throws Failed {
        if (otherNames.isKnown() && otherNames.exist()) return Optional.empty();
        job.share().size(source.size());
        SideFile names = new SideFile(job, id, place, attributing.openMode());
        try (OpenFile input = job.from().tree().open(job.from().path(), OpenOptions.READ)) {
            Optional<OpenFile> side = open(names);
            if (side.isEmpty()) return Optional.empty();
            Optional<String> hash;
            try {
                hash = write(input, side.get(), names.path());
            } catch (Failed failed) {
                Closing.quietly(side.get());
                remove(names.path(), failed);
                throw failed;
            }
            return hash.isEmpty() ? Optional.empty() : Optional.of(finish(names.path(), hash.get()));
        }
    }

    private Optional<OpenFile> open(SideFile names) throws Failed {
        try {
            return Optional.of(names.opened(names.path()));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.ALREADY_EXISTS) {
                tree.remove(names.path());
                return Optional.of(names.opened(names.path()));
            }
            boolean inPlace = Refusals.isNoEntry(failed)
                    && place.oldFile().isPresent()
                    && job.options().placement() == Placement.AUTO;
            if (inPlace) return Optional.empty();
            throw failed;
        }
    }

    /// @return the hash, or nothing to say (""); empty when the old owner or further names can only be
    /// kept in place
    private Optional<String> write(OpenFile input, OpenFile side, RemotePath path) throws Failed {
        List<Pending<ByteBuffer>> reads = ask(input);
        Pending<Attributes> begun = input.attributes();
        Pending<Attributes> created = side.attributes();
        Pending<Done> hidden = side.setAttributes(Changes.ofPermissions(Attributing.PRIVATE));
        Optional<MessageDigest> digest = job.options().verify() ? Optional.of(Hashes.sha256()) : Optional.empty();
        List<Pending<Done>> writes = pass(input, reads, side, digest);
        Pending<Attributes> written = side.attributes();
        for (Pending<Done> write : writes) write.await();
        Attributes made = created.await();
        Skew.warn(job, made, account);
        checkSize(side, written.await());
        if (!source.isUnchanged(begun.await())) throw source.changed("it changed");
        job.share().at(source.size());
        hideRefused(hidden);
        if (otherNames.exist() || !own(side, made)) {
            side.closing().await();
            tree.remove(path);
            return Optional.empty();
        }
        last(side, path, attributing.last(made.permissions()));
        return Optional.of(digest.map(all -> Hashes.hex(all.digest())).orElse(""));
    }

    private List<Pending<ByteBuffer>> ask(OpenFile input) throws Failed {
        List<Pending<ByteBuffer>> reads = new ArrayList<>();
        int chunk = job.options().pace().request(input.largestRead());
        for (long at = 0; at < source.size(); at += chunk) {
            job.transfer().proceed();
            reads.add(input.read(at, (int) Math.min(chunk, source.size() - at)));
        }
        // What says it is empty is asked for one byte: some systems' files have bytes and no size.
        if (reads.isEmpty()) reads.add(input.read(0, 1));
        return reads;
    }

    private List<Pending<Done>> pass(
            OpenFile input, List<Pending<ByteBuffer>> reads, OpenFile side, Optional<MessageDigest> digest)
            throws Failed {
        List<Pending<Done>> writes = new ArrayList<>();
        int chunk = job.options().pace().request(input.largestRead());
        for (int i = 0; i < reads.size(); i++) {
            long at = (long) i * chunk;
            long end = Math.min(source.size(), at + chunk);
            ByteBuffer data = reads.get(i).await();
            if (source.size() == 0 && data.hasRemaining())
                throw source.changed("it says it is empty and is not; it grew");
            while (at < end) {
                if (!data.hasRemaining()) throw source.changed("it became shorter");
                digest.ifPresent(all -> all.update(data.duplicate()));
                at = write(side, at, data, writes);
                if (at < end) {
                    job.transfer().proceed();
                    at = rest(input, side, at, end, writes, digest);
                }
            }
        }
        return writes;
    }

    /// A read was answered with less than there is: asks for the tail.
    private long rest(
            OpenFile input,
            OpenFile side,
            long from,
            long end,
            List<Pending<Done>> writes,
            Optional<MessageDigest> digest)
            throws Failed {
        long at = from;
        while (at < end) {
            int asked = (int) Math.min(end - at, job.options().pace().request(input.largestRead()));
            ByteBuffer more = input.read(at, asked).await();
            if (!more.hasRemaining()) throw source.changed("it became shorter");
            digest.ifPresent(all -> all.update(more.duplicate()));
            at = write(side, at, more, writes);
        }
        return at;
    }

    private long write(OpenFile side, long offset, ByteBuffer data, List<Pending<Done>> writes) throws Failed {
        long at = offset;
        while (data.hasRemaining()) {
            int length = Math.min(data.remaining(), job.options().pace().request(side.largestWrite()));
            job.throttle().take(length, job.transfer());
            job.transfer().proceed();
            writes.add(side.write(at, data.slice(data.position(), length)));
            data.position(data.position() + length);
            at += length;
        }
        return at;
    }

    /// Some far sides answer a question of before the writes; those are asked again.
    private void checkSize(OpenFile side, Attributes written) throws Failed {
        if (written.size().isEmpty() || written.sizeOrZero() == source.size()) return;
        long now = side.attributes().await().sizeOrZero();
        if (now != source.size()) throw LargeMove.wrongSize(job, now, source.size());
    }

    /// Far sides without modes have nothing to hide with.
    private static void hideRefused(Pending<Done> hidden) throws Failed {
        try {
            hidden.await();
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
        }
    }

    /// @return false when the old owner can be kept only by writing in place
    private boolean own(OpenFile side, Attributes made) throws Failed {
        Optional<Changes.Owner> owner = attributing.owner(made);
        if (owner.isEmpty()) return true;
        try {
            side.setAttributes(Changes.ofOwner(owner.get().uid(), owner.get().gid()))
                    .await();
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            boolean inPlace = attributing.isOldOwner()
                    && job.options().placement() == Placement.AUTO
                    && InPlace.isAllowed(tree, place.path());
            if (inPlace) return false;
            attributing.ownerRefused(failed);
        }
        return true;
    }

    private void last(OpenFile side, RemotePath path, Changes changes) throws Failed {
        Pending<Done> set = side.setAttributes(changes);
        Optional<Pending<Done>> synced = Syncing.send(job, side);
        Pending<Done> closed = side.closing();
        try {
            set.await();
        } catch (Failed failed) {
            attributing.refused(failed, some -> tree.setAttributes(path, some), changes);
        }
        if (synced.isPresent()) Syncing.await(job, synced.get());
        closed.await();
    }

    private Moved finish(RemotePath side, String hash) throws Failed {
        try {
            if (!hash.isEmpty()) new Verifying(job, account).check(side, source.size(), hash);
        } catch (Failed failed) {
            remove(side, failed);
            throw failed;
        }
        return new Naming(job, id, place, account, course).name(side, source.size());
    }

    private void remove(RemotePath side, Failed cause) {
        if (Refusals.isEnd(cause) && cause.code() != Failure.Code.CANCELLED) return;
        try {
            tree.remove(side);
        } catch (Failed failed) {
            cause.addSuppressed(failed);
        }
    }
}
