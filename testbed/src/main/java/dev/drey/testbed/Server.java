package dev.drey.testbed;

import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.List;

/// A real SSH server of a test's own, of whatever make, that offers SFTP on loopback. Closing kills it.
public interface Server extends AutoCloseable {
    /// What it is, for a test's name, such as `OpenSSH`.
    String make();

    default String host() {
        return Ports.HOST;
    }

    int port();

    /// Who may log in, with [#clientKey()].
    String user();

    default KeyFile clientKey() {
        return KeyFile.client();
    }

    default KeyFile hostKey() {
        return KeyFile.host(KeyFile.Kind.ED25519);
    }

    /// Lines of known_hosts that tell the host's keys.
    default List<String> knownHosts() {
        return List.of("[" + host() + "]:" + port() + " " + hostKey().publicLine());
    }

    /// A directory that [#user()] may write, as this machine's disk has it; empty at first.
    Path disk();

    /// The same directory as the server's clients name it, absolute.
    RemotePath remote();

    /// What the server has said so far.
    String log();

    @Override
    void close();
}
