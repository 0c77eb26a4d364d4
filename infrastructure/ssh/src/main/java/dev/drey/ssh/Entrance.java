package dev.drey.ssh;

import dev.drey.link.Channel;
import java.util.Optional;
import java.util.function.Consumer;

/// The port of a [Listener]: who may come in, and what is served to them. Called by the connection's own
/// threads.
public interface Entrance {
    /// What somebody shows who they are with. A key's signature is checked by the listener itself, and a key
    /// may be asked about before it is proved (RFC 4252, section 7), so that a key alone tells nothing yet.
    sealed interface Proof {
        record Key(UserKey key) implements Proof {}

        record Password(Secret text) implements Proof {}
    }

    /// Who may come in; empty: not so. May block a little, as for a look into a store. Takes as long for an
    /// unknown user as for a wrong password.
    ///
    /// The guest of the answer that the login succeeded with is the one that is served; others are dropped
    /// without a word.
    ///
    /// @param from `address:port` of the peer; where a proxy is trusted, those that it names
    Optional<Guest> admit(String username, Proof proof, String from);

    /// Somebody who has logged in. [Listener#end] puts them out.
    interface Guest {
        /// What Drey says to whoever wants a shell.
        String REFUSAL = "This is Drey: it serves files over SFTP only (sftp, scp, rclone, sshfs).";

        /// Serves the subsystem `sftp`. Runs on a virtual thread of its own; the channel is closed when it
        /// returns.
        void sftp(Channel channel);

        /// How another subsystem is served; empty: there is none.
        default Optional<Consumer<Channel>> subsystem(String name) {
            return Optional.empty();
        }

        /// How a command is run; empty: refused, by the line of [#refusal()].
        default Optional<Command> exec(String command) {
            return Optional.empty();
        }

        /// The one line that a shell or a command is refused with.
        default String refusal() {
            return REFUSAL;
        }

        /// The connection has ended. Called once, by a thread of its own.
        default void left() {}
    }

    /// What `exec` runs: reads and writes the channel, which is closed when it returns. One that closes the
    /// channel itself has ended well.
    interface Command {
        /// @return the exit status that the client is told, 0 to 255
        int run(Channel channel);
    }
}
