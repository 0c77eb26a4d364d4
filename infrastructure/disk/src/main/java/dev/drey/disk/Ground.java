package dev.drey.disk;

import dev.drey.files.Changes;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/// How a jail touches the disk. It says where and what; a ground does it there and nowhere else.
///
/// Names are single and plain (no `/`, no `..`); a link is never followed here. Whether an operation is
/// allowed has been decided by the caller; that the place still is what was decided about is this port's
/// affair.
interface Ground extends AutoCloseable {
    /// `openat2` where the kernel keeps every step below its directory, `realpath` where paths are compared
    /// before and after.
    String strength();

    Held root(Root root) throws IOException;

    /// Which directory a root is; UNKNOWN where the system does not say.
    FileIdentity identity(Root root);

    /// @throws java.nio.file.NoSuchFileException when the directory has no such name
    Held child(Held directory, Place.Step step) throws IOException;

    /// The directory that a place is, held once more.
    Held hold(Place directory) throws IOException;

    /// The same ground for other roots, each of which it holds by itself.
    Ground within(Map<Root, Held> roots) throws IOException;

    Listing list(Place directory, RemotePath shown) throws IOException;

    /// Opens a file that is there, and looks at what it has opened before a byte is changed.
    OpenFile open(Place place, RemotePath shown, OpenOptions options) throws IOException;

    /// Makes a file; FileAlreadyExistsException when the name is taken.
    OpenFile create(Place place, RemotePath shown, OpenOptions options) throws IOException;

    void makeDirectory(Place place, OptionalInt permissions) throws IOException;

    void remove(Place place, boolean directory) throws IOException;

    /// FileAlreadyExistsException when `to` is taken and shall not be replaced.
    void rename(Place from, Place to, boolean replace) throws IOException;

    void symlink(Place place, RemotePath target) throws IOException;

    void hardLink(Place existing, Place link) throws IOException;

    /// Of a file, directory or link; never of anything else.
    void change(Place place, Changes changes) throws IOException;

    Space.Room room(Place place) throws IOException;

    void sync(Place directory) throws IOException;

    @Override
    void close();
}
