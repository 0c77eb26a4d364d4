package dev.drey.sftp.client;

import static dev.drey.sftp.client.Asking.checked;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of an SFTP server, over one channel. Opened by [SftpClient].
///
/// Safe for many threads. Refusals that version 3 has no word for are looked into by one further question
/// ([Clues]). Opening asks by STAT first what is there, for a server that opens a FIFO hangs for good;
/// that question is left out where the file is made anew (`exclusive`), and where a listing or stat of
/// this tree showed a file there less than ten seconds ago, so that trees of small files are not slowed by
/// it.
final class SftpTree implements FileTree {
    private final Asking asking;
    private final Clues clues;
    private final SeenFiles seen;
    private final Quirks quirks;
    private final Powers powers;
    private final @Nullable Call<Answer.Limits> limits;
    private final Runnable whenClosed;

    /// @param lanes of this tree; for a lane of another tree one that has none
    /// @param whenClosed closes what belongs to the tree beside its channel
    SftpTree(Conversation conversation, SeenFiles seen, Lanes lanes, Quirks quirks, Runnable whenClosed) throws Failed {
        this.quirks = quirks;
        this.asking = new Asking(conversation);
        this.clues = new Clues(asking);
        this.seen = seen;
        this.powers = new Powers(this, asking, clues, lanes, quirks);
        this.whenClosed = whenClosed;
        this.limits = asking.announces(Extension.LIMITS)
                ? asking.answer(
                        Subject.of("ask for limits"),
                        Request.Limits::new,
                        Answer.Limits.class,
                        false,
                        Diagnosis.Clue.NONE)
                : null;
    }

    Conversation conversation() {
        return asking.conversation();
    }

    /// The answer came while the first file was being opened; who refuses it has the sizes that everybody
    /// takes.
    RequestSizes sizes() throws Failed {
        if (limits == null) return RequestSizes.SMALL;
        try {
            return RequestSizes.of(limits.await());
        } catch (Failed failed) {
            if (asking.conversation().isOpen() && failed.code() != Code.CANCELLED) return RequestSizes.SMALL;
            throw failed;
        }
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        Subject subject = Subject.of("stat", path);
        checked(subject, path);
        return saw(
                path,
                asking.attributes(subject, id -> new Request.Stat(id, path), Clues.longName(path))
                        .await());
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        Subject subject = Subject.of("stat", path);
        checked(subject, path);
        return saw(
                path,
                asking.attributes(subject, id -> new Request.Lstat(id, path), Clues.longName(path))
                        .await());
    }

    private Attributes saw(RemotePath path, Attributes attributes) {
        if (attributes.isFile()) seen.add(path);
        return attributes;
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        Subject subject = Subject.of("resolve", path);
        checked(subject, path);
        return asking.path(subject, id -> new Request.Realpath(id, path), Clues.longName(path))
                .await();
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        Subject subject = Subject.of("list", directory);
        checked(subject, directory);
        Bytes handle = asking.handle(
                        subject,
                        id -> new Request.Opendir(id, directory),
                        clues.notADirectory(directory).or(Clues.longName(directory)))
                .await();
        return new SftpListing(asking, directory, handle, seen);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        Subject subject = Subject.of("read link", link);
        checked(subject, link);
        return asking.path(
                        subject,
                        id -> new Request.Readlink(id, link),
                        Clues.longName(link).or(clues.notALink(link)))
                .await();
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        Subject subject = Subject.of("open", path);
        checked(subject, path);
        boolean anew = options.create() && options.exclusive();
        if (!anew && !seen.has(path)) look(subject, path, options);
        Diagnosis.Clue clue = (anew ? clues.taken(path) : clues.openedDirectory(path))
                .or(Clues.longName(path))
                .or(clues.room(path.parent()));
        Bytes handle = asking.handle(subject, id -> Request.Open.of(id, path, options), clue)
                .await();
        return new SftpFile(asking, clues, path, handle, sizes(), options);
    }

    private void look(Subject subject, RemotePath path, OpenOptions options) throws Failed {
        try {
            Attributes there = asking.attributes(subject, id -> new Request.Stat(id, path), Clues.longName(path))
                    .await();
            if (there.isDirectory())
                throw subject.failure(Code.IS_A_DIRECTORY, "Is a directory").thrown();
            if (there.type().isSpecial()) {
                throw subject.failure(Code.UNSUPPORTED, "it is a FIFO, socket or device, and those are not opened")
                        .thrown();
            }
        } catch (Failed failed) {
            if (failed.code() != Code.NOT_FOUND || !options.create()) throw failed;
        }
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        Subject subject = Subject.of("make directory", path);
        checked(subject, path);
        Attrs attrs = changes.permissions().isEmpty()
                ? Attrs.NONE
                : Attrs.of(Changes.ofPermissions(changes.permissions().getAsInt()));
        Diagnosis.Clue clue = clues.taken(path).or(Clues.longName(path)).or(clues.room(path.parent()));
        asking.done(subject, id -> new Request.Mkdir(id, path, attrs), clue).await();
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        Subject subject = Subject.of("remove directory", path);
        checked(subject, path);
        Diagnosis.Clue clue = clues.itselfNotADirectory(path)
                .or(Clues.longName(path))
                .or(clues.room(path.parent()))
                .or(clues.directory(path, Code.DIRECTORY_NOT_EMPTY));
        asking.patientlyDone(subject, id -> new Request.Rmdir(id, path), clue).await();
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        Subject subject = Subject.of("remove", path);
        checked(subject, path);
        seen.forget(path);
        Diagnosis.Clue clue =
                clues.unlinkedDirectory(path).or(Clues.longName(path)).or(clues.room(path.parent()));
        asking.patientlyDone(subject, id -> new Request.Remove(id, path), clue).await();
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        Subject subject = Subject.of("rename", from);
        checked(subject, from);
        checked(Subject.of("rename to", to), to);
        Diagnosis.Clue clue = clues.taken(to)
                .or(Clues.longName(from, to))
                .or(clues.farApart(from, to))
                .or(clues.room(to.parent()));
        asking.patientlyDone(subject, id -> new Request.Rename(id, from, to), clue)
                .await();
        seen.forget(from);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        Subject subject = Subject.of("set attributes of", path);
        checked(subject, path);
        Diagnosis.Clue clue = (changes.size().isPresent() ? clues.sizedDirectory(path) : Diagnosis.Clue.NONE)
                .or(Clues.longName(path))
                .or(clues.room(path));
        Attrs attrs = Attrs.of(changes);
        asking.done(subject, id -> new Request.Setstat(id, path, attrs), clue).await();
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        Subject subject = Subject.of("link", link);
        checked(subject, link);
        checked(Subject.of("link to", target), target);
        Diagnosis.Clue clue = clues.taken(link).or(Clues.longName(link, target)).or(clues.room(link.parent()));
        RemotePath first = quirks.linkFirst() ? link : target;
        RemotePath second = quirks.linkFirst() ? target : link;
        asking.done(subject, id -> new Request.Symlink(id, first, second), clue).await();
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return powers.find(type);
    }

    @Override
    public void close() {
        whenClosed.run();
        asking.conversation().close();
    }
}
