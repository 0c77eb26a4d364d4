package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.ServerSideCopy;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A partial file under the final name, when the caller asked to go on from it.
///
/// It is taken up only when it is shorter and all of it is proved; and only as a copy, so that the old name stays
/// until the end.
final class Finals {
    private final Job job;
    private final Place place;
    private final Proving proving;
    private final Account account;

    Finals(Job job, Place place, Proving proving, Account account) {
        this.job = job;
        this.place = place;
        this.proving = proving;
        this.account = account;
    }

    /// With [Overwrite#RESUME]: nothing is left to do.
    boolean isSame(Source source) throws Failed {
        if (job.options().overwrite() != Overwrite.RESUME || job.isStream()) return false;
        long size = place.oldFile().map(Attributes::sizeOrZero).orElse(-1L);
        return size == source.size()
                && (size == 0 || proving.ofFinal(place.path(), size).offset() == size);
    }

    /// The side file with the partial one's bytes in it, if they are more than it has.
    SideFile.Opened takenUp(Source source, SideFile.Opened side) throws Failed {
        boolean asked = job.options().overwrite() == Overwrite.RESUME
                || job.options().resuming().finalNamed();
        long size = place.oldFile().map(Attributes::sizeOrZero).orElse(0L);
        if (!asked || job.isStream() || size <= side.proved() || size >= source.size()) return side;
        Proving.Proved proved = proving.ofFinal(place.path(), size);
        if (proved.offset() != size) {
            account.warn("what stands under " + place.path().display() + " is not proved to be the beginning of the "
                    + "source: sent whole");
            return side;
        }
        if (!copied(size, side)) {
            account.warn("the far side cannot copy within itself: sent whole");
            return side;
        }
        return new SideFile.Opened(side.path(), side.file(), side.attributes(), side.created(), size, proved.by());
    }

    private boolean copied(long size, SideFile.Opened side) throws Failed {
        Optional<ServerSideCopy> power = job.to().tree().power(ServerSideCopy.class);
        if (power.isEmpty() && !job.to().local()) return false;
        try (OpenFile old = job.to().tree().open(place.path(), OpenOptions.READ)) {
            if (power.isEmpty()) {
                copyThrough(old, size, side.file());
                return true;
            }
            for (long at = 0; at < size; at += Proving.RANGE) {
                job.transfer().proceed();
                long length = Math.min(Proving.RANGE, size - at);
                power.get().copyData(old, at, length, side.file(), at).await();
            }
            return true;
        } catch (Failed refused) {
            if (Refusals.isEnd(refused)) throw refused;
            return false;
        }
    }

    private void copyThrough(OpenFile old, long size, OpenFile side) throws Failed {
        Scan scan = new Scan(old, 0, size, job.transfer());
        long at = 0;
        for (var data = scan.next(); data.isPresent(); data = scan.next()) {
            for (ByteBuffer part = data.get(); part.hasRemaining(); ) {
                int length = Math.min(part.remaining(), side.largestWrite());
                Pending<Done> written = side.write(at, part.slice(part.position(), length));
                part.position(part.position() + length);
                at += length;
                written.await();
            }
        }
    }
}
