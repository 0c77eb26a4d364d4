package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.util.OptionalInt;

/// A file, directory or link that a walk has reached, held so that operations act on this very one. A link
/// is held itself and was not followed. Used by one thread; closed by the walk or the [Place] that has it.
interface Held extends AutoCloseable {
    Attributes attributes();

    FileIdentity identity();

    /// How many names the file has.
    OptionalInt names();

    /// What is written in this link.
    RemotePath target() throws IOException;

    @Override
    void close();
}
