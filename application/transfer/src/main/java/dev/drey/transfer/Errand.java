package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;

/// Work over a whole tree that carries no bytes anywhere: what it is about, and who holds its reins.
///
/// @param end the root
/// @param observer hears [TransferEvent.Progressed] with files done; the caller tells of begin and end
/// @param retry for requests that meet a failure which may pass
public record Errand(Transfer transfer, End end, Observer observer, Pace.Retry retry) {

    Tries tries() {
        return new Tries(retry, transfer, observer);
    }

    Meter meter() {
        return new Meter(transfer, observer, 0, 0);
    }

    /// The path of something below the root.
    RemotePath at(RemotePath path) {
        return path.isEmpty() ? end.path() : end.path().resolve(path);
    }

    /// The true kind of an entry whose listing did not say it.
    Attributes known(RemotePath path, Attributes listed) throws Failed {
        if (listed.type() != FileType.UNKNOWN) return listed;
        return tries().call(() -> end.tree().lstat(at(path)));
    }

    /// A walk through the tree. The errand begins now, unless somebody began it.
    <D> Walk<D> walk(Walk.Visitor<D> visitor) {
        transfer.begin();
        return new Walk<>(end.tree(), end.path(), transfer, tries(), HostileNames.Rules.POSIX, visitor);
    }

    /// A name that no entry can have, in words.
    Failure refusal(RemotePath directory, Name name, String reason) {
        String where = end.at(at(directory)).display();
        String words = where + ": the name `" + name.display() + "` " + reason + "; left out";
        return Failure.of(Failure.Code.INVALID_PATH, at(directory), words);
    }
}
