package dev.drey.cli;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.transfer.Overwrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One file on its way from a target through an editor and back.
///
/// Nothing is written there unless the editor ended well, the bytes differ, and the file there is still the one that
/// was fetched: its size, its time and its bytes. Between that look and the renaming lies one transfer. The copy here
/// goes only when it is of no more use.
final class Editing {
    /// Larger files are fetched, edited and sent by hand.
    static final int MOST = 16 << 20;

    /// A line that broke while the editor was open is made again.
    private static final int TRIES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Work work;
    private final Place place;
    private final String shown;
    private boolean tried;

    Editing(Work work, Place place, String shown) {
        this.work = work;
        this.place = place;
        this.shown = "edit " + shown;
    }

    /// What is there.
    ///
    /// @param sha256 lower-case hex; empty when there is nothing
    private record Seen(boolean there, long size, Optional<Instant> modified, String sha256) {
        static final Seen NOTHING = new Seen(false, 0, Optional.empty(), "");
    }

    void run() throws Failed {
        Editor editor = Editor.find(work.console());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Seen before = look(content);
        EditedCopy copy = EditedCopy.make(work.console(), place.path().name(), content.toByteArray());
        int ended;
        try {
            ended = editor.open(work.console(), copy.file());
        } catch (Failed failed) {
            throw kept(failed.failure(), copy).thrown(failed);
        }
        String edited = copy.sha256();
        boolean same = edited.equals(EditedCopy.sha256(content.toByteArray()));
        if (ended != 0) {
            Failure failure = Failure.of(
                    Failure.Code.CANCELLED,
                    place.path(),
                    shown + ": the editor ended with " + ended + "; nothing was saved");
            work.report().failure(same ? failure : kept(failure, copy));
            work.exit(Exit.FAILED);
        } else if (edited.isEmpty()) {
            throw Failure.of(
                            Failure.Code.NOT_FOUND,
                            shown + ": the editor left no file at " + copy.file() + "; nothing was saved")
                    .thrown();
        } else if (same) {
            work.report().note("unchanged; nothing was written");
        } else {
            save(copy, before, edited);
        }
        if (ended == 0 || same) copy.remove();
    }

    private void save(EditedCopy copy, Seen before, String edited) throws Failed {
        try {
            for (int left = TRIES; ; left--) {
                try {
                    saveOnce(copy.file(), before, edited);
                    return;
                } catch (Failed failed) {
                    if (!failed.failure().isTransient() || left == 1) throw failed;
                    rest();
                }
            }
        } catch (Failed failed) {
            throw kept(failed.failure(), copy).thrown(failed);
        }
    }

    private void saveOnce(Path file, Seen before, String edited) throws Failed {
        Seen now = look(new ByteArrayOutputStream());
        boolean saved = tried && now.sha256().equals(edited);
        if (saved) return;
        if (!now.equals(before)) throw conflict(before, now);
        tried = true;
        var words = new TransferWords();
        var options = words.options(Carry.server(place, place), work.configuration())
                .withOverwrite(before.there() ? Overwrite.REPLACE : Overwrite.FAIL);
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            var written = work.ask(
                    new Operation.Write(
                            place, in, OptionalLong.of(java.nio.file.Files.size(file)), Optional.of(edited), options),
                    Outcome.FileMoved.class);
            for (String warning : written.moved().warnings()) work.report().warning(warning);
        } catch (Failed failed) {
            throw failed;
        } catch (IOException unreadable) {
            throw Failure.of(Failure.Code.PERMISSION_DENIED, shown + ": the edited copy cannot be read")
                    .thrown(unreadable);
        }
    }

    private Failed conflict(Seen before, Seen now) {
        String what = !before.there()
                ? "somebody else has made it meanwhile"
                : now.there() ? "it has changed there meanwhile" : "it has been removed there meanwhile";
        return Failure.of(Failure.Code.CONFLICT, place.path(), shown + ": " + what + ", so nothing was saved")
                .thrown();
    }

    /// The failure, and where the work of the editor lies.
    private Failure kept(Failure failure, EditedCopy copy) {
        boolean said = failure.message().startsWith(shown);
        return failure.withMessage((said ? "" : shown + ": ") + failure.message() + "; your copy is " + copy.file()
                        + ": compare it with what is there, then put it, or edit again")
                .with("copy", copy.file().toString());
    }

    /// Reads what is there, whole.
    private Seen look(ByteArrayOutputStream content) throws Failed {
        Attributes attributes;
        try {
            attributes = work.ask(new Operation.Stat(place, true, false), Outcome.Described.class)
                    .line()
                    .attributes();
        } catch (Failed missing) {
            if (missing.code() == Failure.Code.NOT_FOUND && !isLink()) return Seen.NOTHING;
            throw missing;
        }
        refuse(attributes);
        content.reset();
        work.ask(
                new Operation.Read(place, 0, OptionalLong.of(MOST + 1L), OptionalLong.empty(), content),
                Outcome.WasRead.class);
        if (content.size() > MOST) throw tooLarge(content.size());
        return new Seen(true, attributes.sizeOrZero(), attributes.modified(), EditedCopy.sha256(content.toByteArray()));
    }

    /// A link that leads nowhere is no new file.
    private boolean isLink() throws Failed {
        try {
            return work.ask(new Operation.Stat(place, false, false), Outcome.Described.class)
                    .line()
                    .attributes()
                    .isLink();
        } catch (Failed missing) {
            if (missing.code() == Failure.Code.NOT_FOUND) return false;
            throw missing;
        }
    }

    private void refuse(Attributes attributes) throws Failed {
        if (attributes.isDirectory()) {
            throw Failure.of(Failure.Code.IS_A_DIRECTORY, place.path(), shown + ": it is a directory")
                    .thrown();
        }
        if (attributes.type() == FileType.LINK || attributes.type().isSpecial()) {
            throw Failure.of(Failure.Code.UNSUPPORTED, place.path(), shown + ": it is not a regular file")
                    .thrown();
        }
        if (attributes.sizeOrZero() > MOST) throw tooLarge(attributes.sizeOrZero());
    }

    private Failed tooLarge(long size) {
        return Failure.of(
                        Failure.Code.LIMIT_EXCEEDED,
                        place.path(),
                        shown + ": " + Sizes.of(size) + " are more than the " + Sizes.of(MOST)
                                + " that edit takes; get it, edit it here, and put it back")
                .thrown();
    }

    private static void rest() throws Failed {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "saving was interrupted").thrown(interrupted);
        }
    }
}
