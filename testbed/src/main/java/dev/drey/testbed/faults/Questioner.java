package dev.drey.testbed.faults;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;

/// Whatever asks an SFTP server over one channel: the real client, or one with a mistake in it. Safe for
/// many threads.
public interface Questioner {
    /// Blocks until the reply is there.
    ///
    /// @throws Failed CONNECTION_LOST when there will be none
    Attributes stat(RemotePath path) throws Failed;

    /// Ends the conversation; whoever waits hears it.
    void close() throws Failed;
}
