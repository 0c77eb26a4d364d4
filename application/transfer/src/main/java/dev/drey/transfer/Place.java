package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.util.Optional;
import java.util.OptionalInt;

/// Where the new file will stand, and what stands there now.
///
/// @param path the final name, links followed unless they are what is replaced
/// @param old what is replaced: a file, or a link with `replaceLinks`
/// @param links how many names it has, where a listing has told
record Place(RemotePath path, Optional<Attributes> old, OptionalInt links) {
    private static final int MOST_LINKS = 40;

    /// Looks at the final name, as far as a listing has not told.
    ///
    /// @throws Failed IS_A_DIRECTORY, UNSUPPORTED for special files, TOO_MANY_LINKS; each leaves all as it is
    static Place find(Job job) throws Failed {
        FileTree tree = job.to().tree();
        RemotePath path = job.to().path();
        if (path.endsWithSlash() || !path.name().isPlain()) {
            throw Failure.of(Failure.Code.IS_A_DIRECTORY, path, job.to().display() + ": is no name of a file")
                    .thrown();
        }
        Optional<Attributes> there = switch (job.known().target()) {
            case Known.Unasked unasked -> look(tree, path);
            case Known.Absent absent -> Optional.empty();
            case Known.Present present -> Optional.of(present.attributes());
        };
        OptionalInt links =
                job.known().target() instanceof Known.Present present ? present.links() : OptionalInt.empty();
        for (int i = 0;
                there.isPresent() && there.get().isLink() && !job.options().replaceLinks();
                i++) {
            if (i == MOST_LINKS)
                throw refused(Failure.Code.TOO_MANY_LINKS, job.to().at(path), "too many links");
            path = leadsTo(tree, path);
            there = look(tree, path);
            links = OptionalInt.empty();
        }
        if (there.isPresent()) checkKind(job.to().at(path), there.get());
        return new Place(path, there, links);
    }

    /// Some servers do not say what stands in a link, but where it ends.
    private static RemotePath leadsTo(FileTree tree, RemotePath link) throws Failed {
        try {
            return link.parent().resolve(tree.readlink(link));
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            RemotePath real = tree.realpath(link);
            if (real.equals(link)) throw failed;
            return real;
        }
    }

    /// What is under that name, a link not followed; empty when nothing is.
    static Optional<Attributes> look(FileTree tree, RemotePath path) throws Failed {
        try {
            return Optional.of(tree.lstat(path));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return Optional.empty();
            throw failed;
        }
    }

    boolean isNew() {
        return old.isEmpty();
    }

    /// What is replaced, if it is a file; a replaced link has no attributes worth keeping.
    Optional<Attributes> oldFile() {
        return old.filter(attributes -> !attributes.isLink());
    }

    private static void checkKind(End end, Attributes there) throws Failed {
        switch (there.type()) {
            case FILE, LINK, UNKNOWN -> {}
            case DIRECTORY -> throw refused(Failure.Code.IS_A_DIRECTORY, end, "Is a directory");
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL ->
                throw refused(Failure.Code.UNSUPPORTED, end, "is a FIFO, socket or device and is not replaced");
        }
    }

    private static Failed refused(Failure.Code code, End end, String words) {
        return Failure.of(code, end.path(), end.display() + ": " + words).thrown();
    }
}
