package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One try of a large file, or of a stream: side file, journal, proof of what an earlier try left, the pump,
/// and all the checks before the file gets its name.
final class LargeMove {
    private final Job job;
    private final JobId id;
    private final Source looked;
    private final Place place;
    private final Account account;
    private final Course course;
    private final OtherNames otherNames;
    private final Path journalPath;
    private final Habits.Habit habit;

    LargeMove(Job job, JobId id, Source source, Place place, Account account, Course course, OtherNames otherNames) {
        this.job = job;
        this.id = id;
        this.looked = source;
        this.place = place;
        this.account = account;
        this.course = course;
        this.otherNames = otherNames;
        this.journalPath = Journal.path(job.setting().state(), id);
        this.habit = job.setting().habits().of(job.to().tree());
    }

    Moved run() throws Failed {
        try (OpenFile input = job.from().tree().open(job.from().path(), OpenOptions.READ)) {
            Source source = confirmed(input);
            Attributing attributing =
                    new Attributing(job.options().keeping(), source.attributes(), place.oldFile(), account);
            if (!job.isStream()) job.share().size(source.size());
            Attempt attempt = new Attempt(input, source, attributing);
            try {
                return attempt.run();
            } catch (Failed failed) {
                boolean order = attempt.pumping && !job.to().local() && Refusals.mayBeOrder(failed);
                if (habit.sequential || job.isStream() || !order) throw failed;
                habit.sequential = true;
                account.warn("the far side refuses writes out of order: sent one after the other");
                new SideFile(job, id, place, attributing.openMode()).removeLeft();
                return new Attempt(input, source, attributing).run();
            }
        }
    }

    /// The open file tells more truly than its name what is read.
    private Source confirmed(OpenFile input) throws Failed {
        try {
            Attributes now = input.attributes().await();
            if (now.size().isPresent() || job.isStream()) return new Source(job.from(), now, looked.seen());
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
        }
        if (looked.attributes().size().isPresent()) return looked;
        throw Failure.of(Failure.Code.UNSUPPORTED, job.from().path(), job.from().display() + ": its size is not told")
                .thrown();
    }

    static boolean wantsHash(Job job) {
        return job.options().verify()
                || job.stream().map(expected -> expected.sha256().isPresent()).orElse(false);
    }

    /// @throws Failed SOURCE_CHANGED when the source is not what it was
    static void checkSource(Job job, Source source, OpenFile input, Flow flow) throws Failed {
        if (job.isStream()) return;
        try {
            Attributes now = input.attributes().await();
            if (!source.isUnchanged(now)) throw source.changed("it changed");
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.SOURCE_CHANGED || Refusals.isEnd(failed)) throw failed;
        }
        if (flow.safe() != source.size()) throw source.changed("it became shorter");
    }

    /// @throws Failed CHECKSUM_MISMATCH when a stream was not what was announced
    static void checkExpected(Job job, long size, String hash) throws Failed {
        if (!job.isStream()) return;
        Job.Stream expected = job.stream().get();
        if (expected.size().isPresent() && expected.size().getAsLong() != size) {
            throw wrongSize(job, size, expected.size().getAsLong());
        }
        if (expected.sha256().isPresent() && !expected.sha256().get().equalsIgnoreCase(hash)) {
            throw Verifying.mismatch(job.to(), expected.sha256().get(), hash);
        }
    }

    static Failed wrongSize(Job job, long found, long expected) {
        return Failure.of(
                        Failure.Code.CHECKSUM_MISMATCH,
                        job.to().path(),
                        job.to().display() + ": " + found + " bytes arrived instead of " + expected)
                .with("expected", String.valueOf(expected))
                .with("found", String.valueOf(found))
                .thrown();
    }

    /// The way by a side file.
    private final class Attempt {
        private final OpenFile input;
        private final Source source;
        private final Attributing attributing;
        private final Proving proving;
        private boolean pumping;

        Attempt(OpenFile input, Source source, Attributing attributing) {
            this.input = input;
            this.source = source;
            this.attributing = attributing;
            this.proving = new Proving(job, source, input);
        }

        Moved run() throws Failed {
            Choosing choosing = new Choosing(job, source, place, account, otherNames);
            if (choosing.isInPlace()) return inPlace();
            Finals finals = new Finals(job, place, proving, account);
            if (finals.isSame(source)) {
                return account.moved(Moved.Outcome.SKIPPED, place.path(), source.size());
            }
            Optional<Journal.Entry> noted = job.isStream() ? Optional.empty() : Journal.read(journalPath);
            SideFile names = new SideFile(job, id, place, attributing.openMode());
            SideFile.Opened side;
            try {
                side = open(names, noted);
            } catch (Failed failed) {
                if (choosing.isInPlaceAfter(failed)) return inPlace();
                throw failed;
            }
            try {
                if (isToBeInPlace(choosing, side)) return inPlace();
                return moved(finals.takenUp(source, side));
            } catch (Failed failed) {
                Closing.quietly(side.file());
                throw failed;
            }
        }

        /// Whether the side file, which is open now, cannot be used; then it is removed.
        private boolean isToBeInPlace(Choosing choosing, SideFile.Opened side) throws Failed {
            boolean inPlace = true;
            try {
                inPlace = choosing.isInPlaceBy(attributing, side);
                return inPlace;
            } catch (Failed failed) {
                inPlace = side.proved() == 0 && !Refusals.isEnd(failed);
                if (side.proved() > 0) course.kept(side.path(), side.proved());
                throw failed;
            } finally {
                if (inPlace) {
                    Closing.quietly(side.file());
                    job.to().tree().remove(side.path());
                }
            }
        }

        private Moved inPlace() throws Failed {
            return new InPlace(job, source, place, account, attributing).run(input);
        }

        private SideFile.Opened open(SideFile names, Optional<Journal.Entry> noted) throws Failed {
            if (job.isStream() || !job.options().resuming().own()) return names.fresh();
            OptionalInt created = noted.map(Journal.Entry::created).orElse(OptionalInt.empty());
            return names.freshOrLeft((path, size) -> proving.ofSide(path, size, noted), created);
        }

        private Moved moved(SideFile.Opened side) throws Failed {
            if (side.proved() > 0) account.resumed(side.proved(), side.by());
            else Skew.warn(job, side.attributes(), account);
            @Nullable Ordered hash = wantsHash(job) && side.proved() == 0 ? new Ordered() : null;
            Optional<Journal> journal = journal(side);
            Flow flow = new Flow(job, side.proved(), journal.orElse(null));
            job.share().at(side.proved());
            try {
                pumping = true;
                Ends ends = new Ends(source, input, side.file(), side.path());
                new Pump(job, ends, side.proved(), flow, hash).run();
                pumping = false;
                Moved moved = finish(side, flow, hash);
                if (journal.isPresent()) journal.get().remove();
                course.nothingKept();
                return moved;
            } catch (Failed failed) {
                new Keeping(job, course, side, journal).after(failed, flow.safe());
                throw failed;
            } finally {
                if (journal.isPresent()) journal.get().close();
            }
        }

        private Optional<Journal> journal(SideFile.Opened side) throws Failed {
            if (job.isStream()) return Optional.empty();
            Journal.Entry entry = new Journal.Entry(
                    job.from().display(),
                    job.to().display(),
                    job.to().target(),
                    side.path(),
                    source.identity(),
                    source.isRacy(),
                    Boot.of(job.to()),
                    side.created(),
                    side.proved());
            return Optional.of(Journal.begin(journalPath, entry));
        }

        private Moved finish(SideFile.Opened side, Flow flow, @Nullable Ordered hash) throws Failed {
            checkSource(job, source, input, flow);
            long size = flow.safe();
            checkArrived(side, size);
            attributing.apply(changes -> side.file().setAttributes(changes).await(), attributing.last(side.created()));
            var synced = Syncing.send(job, side.file());
            if (synced.isPresent()) Syncing.await(job, synced.get());
            side.file().close();
            verify(side.path(), size, hash);
            return new Naming(job, id, place, account, course).name(side.path(), size);
        }

        private void checkArrived(SideFile.Opened side, long size) throws Failed {
            try {
                Attributes there = side.file().attributes().await();
                if (there.size().isPresent() && there.sizeOrZero() != size) {
                    throw wrongSize(job, there.sizeOrZero(), size);
                }
            } catch (Failed failed) {
                if (failed.code() == Failure.Code.CHECKSUM_MISMATCH || Refusals.isEnd(failed)) throw failed;
                account.warn("the size of what arrived cannot be asked for");
            }
        }

        private void verify(RemotePath side, long size, @Nullable Ordered streamed) throws Failed {
            Verifying verifying = new Verifying(job, account);
            boolean wanted = wantsHash(job);
            String ours = streamed != null ? streamed.hex() : wanted ? verifying.ofSource(source, input) : "";
            if (wanted) account.hashed(ours);
            checkExpected(job, size, ours);
            if (job.options().verify()) verifying.check(side, size, ours);
        }
    }
}
