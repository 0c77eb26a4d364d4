package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.NearFile;
import dev.drey.files.OpenFile;

/// Long work of one connection.
///
/// @param near files at hand, which keep a processor or a disk busy
/// @param far all others, which mostly wait: for another machine, or for a disk that hides behind something else
record Labour(Workers.Share near, Workers.Share far) {
    /// Has a piece done that reads or writes `file`.
    <T> T run(OpenFile file, Workers.Piece<T> piece) throws Failed {
        return (file instanceof NearFile ? near : far).run(piece);
    }
}
