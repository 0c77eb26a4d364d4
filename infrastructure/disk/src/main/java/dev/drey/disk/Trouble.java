package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Optional;

/// What the disk answered, told as a [Failure]: `open /srv/x: No such file or directory`.
final class Trouble {
    private Trouble() {}

    /// A failure we found out ourselves.
    static Failed of(Failure.Code code, String verb, RemotePath path, String words) {
        return Failure.of(code, path, verb + " " + path.display() + ": " + words)
                .thrown();
    }

    /// The failure that an errno means.
    static Failed of(Errno errno, String verb, RemotePath path) {
        return of(errno.code(), verb, path, errno.words());
    }

    /// The failure behind an exception of java.nio or of [Posix].
    static Failed of(String verb, RemotePath path, IOException cause) {
        if (cause instanceof Failed failed) return failed;
        if (cause instanceof ClosedByInterruptException) return cancelled(verb, path);
        Optional<Errno> errno = errno(cause);
        String words = errno.map(Errno::words).orElseGet(() -> reason(cause));
        Failure.Code code = errno.map(Errno::code).orElse(Failure.Code.INTERNAL);
        Failure failure = Failure.of(code, path, verb + " " + path.display() + ": " + words);
        boolean passes =
                errno.filter(e -> e == Errno.EMFILE || e == Errno.ENFILE).isPresent();
        return (passes ? failure.withKind(Failure.Kind.TRANSIENT) : failure).thrown(cause);
    }

    static Failed cancelled(String verb, RemotePath path) {
        return of(Failure.Code.CANCELLED, verb, path, "cancelled");
    }

    static Failed closed(String verb, RemotePath path) {
        return of(Failure.Code.SESSION_CLOSED, verb, path, "it has been closed");
    }

    /// Which errno it was, where that can be told.
    static Optional<Errno> errno(IOException cause) {
        return switch (cause) {
            case PosixException posix -> posix.errno();
            case NoSuchFileException missing -> Optional.of(Errno.ENOENT);
            case FileAlreadyExistsException taken -> Optional.of(Errno.EEXIST);
            case DirectoryNotEmptyException full -> Optional.of(Errno.ENOTEMPTY);
            case NotDirectoryException file -> Optional.of(Errno.ENOTDIR);
            case NotLinkException other -> Optional.of(Errno.EINVAL);
            case AtomicMoveNotSupportedException across -> Optional.of(Errno.EXDEV);
            case AccessDeniedException denied -> Optional.of(Errno.EACCES);
            case FileSystemLoopException loop -> Optional.of(Errno.ELOOP);
            default -> Errno.ofText(reason(cause));
        };
    }

    /// The exception that a directory's iterator had to wrap.
    static IOException cause(DirectoryIteratorException broken) {
        IOException cause = broken.getCause();
        return cause == null ? new IOException("the directory could not be read") : cause;
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return reason == null ? "the disk refused without a reason" : reason;
    }
}
