package dev.drey.sftp.client;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// The further questions by which a plain "Failure" becomes a failure that tells something: one LSTAT or
/// one statvfs.
final class Clues {
    private static final Subject QUESTION = Subject.of("ask further");
    private static final int LONGEST_NAME = 255;

    private final Asking asking;

    Clues(Asking asking) {
        this.asking = asking;
    }

    /// The server said only "Failure", and something has this name: it was in the way.
    Diagnosis.Clue taken(RemotePath path) {
        return onFailure(path, there -> true, Code.ALREADY_EXISTS);
    }

    /// The same, where it is a directory.
    Diagnosis.Clue directory(RemotePath path, Code then) {
        return onFailure(path, Attributes::isDirectory, then);
    }

    /// What is there is no directory: OpenSSH says "No such file" for ENOTDIR.
    Diagnosis.Clue notADirectory(RemotePath path) {
        return status -> status == StatusCode.NO_SUCH_FILE || status == StatusCode.FAILURE
                ? when(follow(path), there -> !there.isDirectory(), Code.NOT_A_DIRECTORY)
                : Optional.empty();
    }

    /// The same for the name itself, a last link not followed.
    Diagnosis.Clue itselfNotADirectory(RemotePath path) {
        return status -> status == StatusCode.NO_SUCH_FILE || status == StatusCode.FAILURE
                ? when(look(path), there -> !there.isDirectory(), Code.NOT_A_DIRECTORY)
                : Optional.empty();
    }

    /// A directory where a file was meant: Linux says EISDIR, which is "Failure", others EPERM.
    Diagnosis.Clue unlinkedDirectory(RemotePath path) {
        return status -> status == StatusCode.FAILURE || status == StatusCode.PERMISSION_DENIED
                ? when(look(path), Attributes::isDirectory, Code.IS_A_DIRECTORY)
                : Optional.empty();
    }

    /// What is opened to write is a directory.
    Diagnosis.Clue openedDirectory(RemotePath path) {
        return status -> status == StatusCode.FAILURE
                ? when(follow(path), Attributes::isDirectory, Code.IS_A_DIRECTORY)
                : Optional.empty();
    }

    /// What shall be replaced is a directory, or is none where a directory comes.
    Diagnosis.Clue replacedDirectory(RemotePath from, RemotePath to) {
        return status -> {
            if (status != StatusCode.FAILURE && status != StatusCode.NO_SUCH_FILE) return Optional.empty();
            Optional<Attributes> mine = look(from);
            Optional<Attributes> other = look(to);
            if (mine.isEmpty() || other.isEmpty()) return Optional.empty();
            if (other.get().isDirectory()) {
                return Optional.of(mine.get().isDirectory() ? Code.DIRECTORY_NOT_EMPTY : Code.IS_A_DIRECTORY);
            }
            return mine.get().isDirectory() ? Optional.of(Code.NOT_A_DIRECTORY) : Optional.empty();
        };
    }

    /// What shall be read as a link is none.
    Diagnosis.Clue notALink(RemotePath path) {
        return status -> status == StatusCode.FAILURE
                ? when(look(path), there -> !there.isLink(), Code.INVALID_ARGUMENT)
                : Optional.empty();
    }

    /// Linux has no permissions of links.
    static Diagnosis.Clue linkPermissions(Changes changes) {
        return status -> status == StatusCode.FAILURE && changes.permissions().isPresent()
                ? Optional.of(Code.UNSUPPORTED)
                : Optional.empty();
    }

    /// A size for a directory: Linux says EISDIR or EINVAL.
    Diagnosis.Clue sizedDirectory(RemotePath path) {
        return status -> when(follow(path), Attributes::isDirectory, Code.IS_A_DIRECTORY);
    }

    /// "Bad message" stands for ENAMETOOLONG and EINVAL: the path itself tells which.
    static Diagnosis.Clue longName(RemotePath... paths) {
        return status -> {
            if (status != StatusCode.BAD_MESSAGE && status != StatusCode.FAILURE) return Optional.empty();
            for (RemotePath path : paths) {
                boolean tooLong =
                        path.length() >= 4096 || path.names().stream().anyMatch(name -> name.length() > LONGEST_NAME);
                if (tooLong) return Optional.of(Code.INVALID_PATH);
            }
            return Optional.empty();
        };
    }

    /// The file system of this path is full, or mounted to be read only.
    Diagnosis.Clue room(RemotePath path) {
        return status -> status == StatusCode.FAILURE && asking.announces(Extension.STATVFS)
                ? room(id -> new Request.Statvfs(id, path), 1)
                : Optional.empty();
    }

    /// The same for an open file.
    ///
    /// @param wanted bytes that could not be written
    Diagnosis.Clue room(Bytes handle, long wanted) {
        return status -> status == StatusCode.FAILURE && asking.announces(Extension.FSTATVFS)
                ? room(id -> new Request.Fstatvfs(id, handle), wanted)
                : Optional.empty();
    }

    /// Two places in different file systems, between which nothing is renamed or linked.
    Diagnosis.Clue farApart(RemotePath from, RemotePath to) {
        return status -> status == StatusCode.FAILURE
                        && asking.announces(Extension.STATVFS)
                        && fileSystem(from.parent()) != fileSystem(to.parent())
                ? Optional.of(Code.UNSUPPORTED)
                : Optional.empty();
    }

    private long fileSystem(RemotePath path) throws Failed {
        return statvfs(id -> new Request.Statvfs(id, path)).fsid();
    }

    private Optional<Code> room(IntFunction<Request> request, long wanted) throws Failed {
        Answer.Statvfs room = statvfs(request);
        if ((room.flag() & Answer.Statvfs.READ_ONLY) != 0) return Optional.of(Code.READ_ONLY);
        boolean noNames = room.files() > 0 && room.favail() == 0;
        boolean noBytes = room.bavail() >= 0 && room.bavail() < Math.ceilDiv(wanted, Math.max(1, room.frsize()));
        return noNames || noBytes ? Optional.of(Code.NO_SPACE) : Optional.empty();
    }

    private Answer.Statvfs statvfs(IntFunction<Request> request) throws Failed {
        return asking.answer(QUESTION, request, Answer.Statvfs.class, false, Diagnosis.Clue.NONE)
                .await();
    }

    private Diagnosis.Clue onFailure(RemotePath path, Predicate<Attributes> test, Code then) {
        return status -> status == StatusCode.FAILURE ? when(look(path), test, then) : Optional.empty();
    }

    private static Optional<Code> when(Optional<Attributes> there, Predicate<Attributes> test, Code then) {
        return there.filter(test).map(found -> then);
    }

    private Optional<Attributes> look(RemotePath path) throws Failed {
        return found(asking.attributes(QUESTION, id -> new Request.Lstat(id, path), Diagnosis.Clue.NONE));
    }

    private Optional<Attributes> follow(RemotePath path) throws Failed {
        return found(asking.attributes(QUESTION, id -> new Request.Stat(id, path), Diagnosis.Clue.NONE));
    }

    private static Optional<Attributes> found(Call<Attributes> call) throws Failed {
        try {
            return Optional.of(call.await());
        } catch (Failed failed) {
            if (failed.code() == Code.NOT_FOUND) return Optional.empty();
            throw failed;
        }
    }
}
