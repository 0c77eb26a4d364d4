package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes the side file, or takes up the one that an earlier run left, and makes it private before the first byte.
final class SideFile {
    /// Open for writing.
    ///
    /// @param created mode that the far side gave it, its umask applied
    /// @param proved bytes of it that are the source's beginning; nothing lies behind them
    record Opened(RemotePath path, OpenFile file, Attributes attributes, OptionalInt created, long proved, Proof by) {}

    /// How much of a left-over is right.
    interface Prover {
        Proving.Proved prove(RemotePath side, long size) throws Failed;
    }

    private final Job job;
    private final FileTree tree;
    private final RemotePath path;
    private final RemotePath probe;
    private final int mode;

    SideFile(Job job, JobId id, Place place, int mode) {
        this.job = job;
        this.tree = job.to().tree();
        this.mode = mode;
        RemotePath directory = job.options().tempDir().orElse(place.path().parent());
        this.path = at(directory, place, SideName.part(place.path().name(), id));
        String turned = new StringBuilder(id.tag()).reverse().toString();
        this.probe = at(directory, place, SideName.beside(place.path().name(), "." + turned + ".drey-part"));
    }

    /// A name without a directory stays one.
    private static RemotePath at(RemotePath directory, Place place, Name name) {
        boolean bare = directory.equals(RemotePath.HERE) && place.path().names().size() == 1;
        return bare ? RemotePath.ofBytes(name.bytes()) : directory.resolve(name);
    }

    RemotePath path() {
        return path;
    }

    /// A new one. One that was left is removed first.
    Opened fresh() throws Failed {
        try {
            return made();
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
            tree.remove(path);
            return made();
        }
    }

    /// A new one, or the one that was left, cut to what is proved.
    ///
    /// @param noted the mode it was created with, where a journal says
    Opened freshOrLeft(Prover prover, OptionalInt noted) throws Failed {
        try {
            return made();
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.ALREADY_EXISTS) throw failed;
        }
        Optional<Attributes> left = Place.look(tree, path);
        // A link or anything else under our name is nobody's work of ours; a link is never written through.
        boolean usable = left.isPresent()
                && (left.get().type() == FileType.FILE || left.get().type() == FileType.UNKNOWN);
        Proving.Proved proved = usable ? prover.prove(path, left.get().sizeOrZero()) : Proving.Proved.NOTHING;
        return proved.offset() == 0 ? fresh() : takenUp(proved, noted);
    }

    /// Removes what is left, if anything is.
    void removeLeft() throws Failed {
        try {
            tree.remove(path);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
        }
    }

    private Opened takenUp(Proving.Proved proved, OptionalInt noted) throws Failed {
        OptionalInt created = noted.isPresent() ? noted : probed();
        OpenFile file = tree.open(path, OpenOptions.WRITE);
        try {
            makePrivate(file);
            file.setAttributes(Changes.ofSize(proved.offset())).await();
            Attributes attributes = file.attributes().await();
            return new Opened(path, file, attributes, created, proved.offset(), proved.by());
        } catch (Failed failed) {
            Closing.quietly(file);
            if (Refusals.isEnd(failed)) throw failed;
            return fresh();
        }
    }

    private Opened made() throws Failed {
        OpenFile file = opened(path);
        try {
            Attributes attributes = file.attributes().await();
            makePrivate(file);
            return new Opened(path, file, attributes, attributes.permissions(), 0, Proof.REREAD);
        } catch (Failed failed) {
            Closing.quietly(file);
            throw failed;
        }
    }

    /// Sends OPEN for a name that must be free, and makes missing parents where that was asked for.
    OpenFile opened(RemotePath name) throws Failed {
        job.transfer().proceed();
        try {
            return tree.open(name, OpenOptions.createNew(mode));
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
            if (!job.options().createDirectories()) throw noDirectory(failed);
            Directories.make(tree, name.parent());
            return tree.open(name, OpenOptions.createNew(mode));
        }
    }

    /// Each surface has its own word for the option that would have made it.
    private Failed noDirectory(Failed failed) {
        RemotePath directory = path.parent();
        String words = job.to().at(directory).display() + ": No such directory";
        return new Failed(
                Failure.of(Failure.Code.NOT_FOUND, directory, words).with("option", "createDirectories"), failed);
    }

    /// Far sides without modes have nothing to hide with.
    private static void makePrivate(OpenFile file) throws Failed {
        try {
            file.setAttributes(Changes.ofPermissions(Attributing.PRIVATE)).await();
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
        }
    }

    /// What the far umask makes of the mode, asked of an empty file that lives for a moment.
    private OptionalInt probed() throws Failed {
        try (OpenFile file = opened(probe)) {
            return file.attributes().await().permissions();
        } finally {
            tree.remove(probe);
        }
    }
}
