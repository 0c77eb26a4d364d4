package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// All moving of files in one process: the entry to this room.
///
/// A call runs in the caller's thread and ends when the file has its name, or not. Safe for many threads.
public final class Transfers {
    private final Setting setting;
    private final Turns turns;

    /// @param state a directory of this machine for journals and locks, made 0700 when it is missing
    /// @param bandwidth of all transfers of the process together
    /// @param atOnce how many run at once; the others wait by priority
    public Transfers(Path state, Observer observer, Bandwidth bandwidth, int atOnce, ShellHash shell) throws Failed {
        this(state, observer, bandwidth, atOnce, shell, Patience.DEFAULTS);
    }

    Transfers(Path state, Observer observer, Bandwidth bandwidth, int atOnce, ShellHash shell, Patience patience)
            throws Failed {
        Throttle throttle = new Throttle(bandwidth, Optional.empty(), LocalTime::now);
        this.setting = new Setting(state, machine(state), observer, throttle, new Habits(), shell, patience);
        this.turns = new Turns(atOnce);
    }

    /// Moves one file.
    ///
    /// @throws Failed with `safeBytes` and, where one is kept, `sideFile` among its details
    public Moved file(Transfer transfer, End from, End to, Options options) throws Failed {
        Meter meter =
                Meter.alone(transfer, setting.observer(), from.path().name().display());
        return inTurn(transfer, options, () -> {
            Moved moved = new FileMove(Job.alone(transfer, from, to, options, meter, setting)).run();
            if (moved.outcome() == Moved.Outcome.MOVED) meter.finish();
            setting.observer().happened(new TransferEvent.Completed(transfer, moved));
            return moved;
        });
    }

    /// Gives what lies at `from` the name `to` of the same tree, by rename.
    ///
    /// @return empty when a rename cannot do it, and nothing was changed: it has to be copied, and then
    /// removed
    public Optional<Moved> rename(Transfer transfer, End from, End to, Options options) throws Failed {
        Meter meter =
                Meter.alone(transfer, setting.observer(), from.path().name().display());
        return new Relocation(Job.alone(transfer, from, to, options, meter, setting)).run();
    }

    /// Writes a stream to a file, which gets its name only when the stream has ended well.
    ///
    /// A stream cannot be read twice: nothing is resumed, tried again or left behind.
    ///
    /// @param size, sha256 what the stream should be; CHECKSUM_MISMATCH when it is not. The hash is lower-case hex
    public Moved write(
            Transfer transfer, InputStream in, OptionalLong size, Optional<String> sha256, End to, Options options)
            throws Failed {
        Meter meter = new Meter(transfer, setting.observer(), size.orElse(-1), 1);
        meter.current(to.path().name().display());
        End from = new End(new StreamTree(in, size), StreamTree.NAME, "stream", true);
        Job.Stream expected = new Job.Stream(size, sha256);
        return inTurn(transfer, options, () -> {
            Moved moved = new FileMove(Job.streamed(transfer, from, to, options, meter, setting, expected)).run();
            if (moved.outcome() == Moved.Outcome.MOVED) meter.finish();
            setting.observer().happened(new TransferEvent.Completed(transfer, moved));
            return moved;
        });
    }

    /// Moves what the directory `from` holds into the directory `to`, which is made when it is missing.
    ///
    /// One file's failure stops no other: the result lists what could not be carried, and only one without
    /// failures is a success. The same job again continues where it stopped.
    ///
    /// @throws Failed when nothing could be carried at all: a root that is no directory, BUSY, a bad pattern;
    ///     or CANCELLED
    public MovedTree tree(Transfer transfer, End from, End to, Options options, TreeOptions parts) throws Failed {
        return inTurn(transfer, options, () -> {
            MovedTree moved =
                    new TreeStart(transfer, from, to, options, parts, setting).run(job -> new FileMove(job).run());
            setting.observer().happened(new TransferEvent.TreeCompleted(transfer, moved));
            return moved;
        });
    }

    /// The records of interrupted transfers on this machine, newest first.
    public List<Leftover.Note> leftNotes() throws Failed {
        return Leftovers.records(setting.state());
    }

    /// The side files in one directory, whoever left them.
    public List<Leftover.SideFile> leftSideFiles(FileTree tree, RemotePath directory) throws Failed {
        return Leftovers.sideFiles(tree, directory);
    }

    /// Removes those of the listed left-overs that are older than their lifetime.
    ///
    /// @param tree where the side files were found
    /// @return the removed ones
    public List<Leftover> clean(FileTree tree, List<? extends Leftover> listed) throws Failed {
        return Leftovers.clean(tree, listed, Instant.now());
    }

    private interface Work<T> {
        T run() throws Failed;
    }

    private <T> T inTurn(Transfer transfer, Options options, Work<T> work) throws Failed {
        Observer observer = setting.observer();
        try {
            turns.enter(transfer, options.priority(), () -> observer.happened(new TransferEvent.Queued(transfer)));
            try {
                transfer.begin();
                options.pace().limit().ifPresent(transfer::limit);
                observer.happened(new TransferEvent.Started(transfer));
                return work.run();
            } finally {
                turns.leave();
            }
        } catch (Failed failed) {
            observer.happened(ended(transfer, failed.failure()));
            throw failed;
        } finally {
            transfer.end();
        }
    }

    private static TransferEvent ended(Transfer transfer, Failure failure) {
        long safe = Long.parseLong(failure.detail().getOrDefault("safeBytes", "0"));
        return failure.code() == Failure.Code.CANCELLED
                ? new TransferEvent.Cancelled(transfer, safe)
                : new TransferEvent.Broken(transfer, failure, safe);
    }

    /// The state directory's own random name, made at its first use.
    private static String machine(Path state) throws Failed {
        Path file = state.resolve("id");
        try {
            Files.createDirectories(
                    state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                return Files.readString(file).strip();
            } catch (NoSuchFileException first) {
                Path fresh = state.resolve("id." + UUID.randomUUID());
                Files.writeString(fresh, UUID.randomUUID().toString(), StandardOpenOption.CREATE_NEW);
                try {
                    // A link does not replace: of two processes that begin at once, one names the directory.
                    Files.createLink(file, fresh);
                } catch (java.nio.file.FileAlreadyExistsException other) {
                    return Files.readString(file).strip();
                } finally {
                    Files.delete(fresh);
                }
                return Files.readString(file).strip();
            }
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }
}
