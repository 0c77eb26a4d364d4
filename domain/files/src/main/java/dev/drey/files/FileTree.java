package dev.drey.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The port: a place with files.
///
/// Laws that every implementation keeps (`FileTreeContract` tries them):
/// - Methods block, may be called by many threads at once, and each has a limit in time. An interrupt ends a
///   wait with CANCELLED.
/// - A relative path starts at the tree's home, which is `realpath(".")`.
/// - What fails is a [Failed] with the truest [Failure.Code] that can be found out, and has changed nothing.
/// - Powers that only some trees have are found by [#power(Class)].
public interface FileTree extends AutoCloseable {
    /// Attributes of what the path leads to, links followed.
    Attributes stat(RemotePath path) throws Failed;

    /// Attributes of the path itself, a last link not followed.
    Attributes lstat(RemotePath path) throws Failed;

    /// The absolute path without links, `.` and `..`. Whether the last name must exist differs between servers.
    RemotePath realpath(RemotePath path) throws Failed;

    /// Opens a directory to read its entries.
    Listing list(RemotePath directory) throws Failed;

    /// Where a link points, as written in it.
    RemotePath readlink(RemotePath link) throws Failed;

    /// Opens a file. A directory is IS_A_DIRECTORY; a FIFO, socket or device is UNSUPPORTED, at once and
    /// never a wait.
    OpenFile open(RemotePath path, OpenOptions options) throws Failed;

    /// Makes one directory. ALREADY_EXISTS when the name is taken, whatever has it.
    ///
    /// @param changes of which `permissions` are applied when it is made, under the far side's umask
    void makeDirectory(RemotePath path, Changes changes) throws Failed;

    /// Removes an empty directory.
    void removeDirectory(RemotePath path) throws Failed;

    /// Removes a file or link, never a directory.
    void remove(RemotePath path) throws Failed;

    /// Renames within the tree; ALREADY_EXISTS when `to` is taken. For replacing see [Replace].
    void rename(RemotePath from, RemotePath to) throws Failed;

    /// Changes what the path leads to, links followed.
    void setAttributes(RemotePath path, Changes changes) throws Failed;

    /// Makes `link`, pointing at `target`, which need not exist.
    void symlink(RemotePath link, RemotePath target) throws Failed;

    /// An optional power of this tree, one of the interfaces in this room that say they are one; empty when
    /// it lacks it.
    <P extends Power> Optional<P> power(Class<P> type);

    /// Gives back what the tree holds. Operations under way end with CONNECTION_LOST or SESSION_CLOSED.
    @Override
    void close();

    /// All entries of a directory at once, in byte order of their names. For directories of a known size.
    default List<Entry> entries(RemotePath directory) throws Failed {
        List<Entry> all = new ArrayList<>();
        try (Listing listing = list(directory)) {
            for (var some = listing.next(); some.isPresent(); some = listing.next()) all.addAll(some.get());
        }
        all.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(all);
    }

    /// Whether the path leads to something; a dangling link does not.
    default boolean exists(RemotePath path) throws Failed {
        try {
            stat(path);
            return true;
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND || failed.code() == Failure.Code.NOT_A_DIRECTORY) return false;
            throw failed;
        }
    }
}
