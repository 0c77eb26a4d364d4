package dev.drey.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How we prove who we are; tried in the order agent, keys, keyboard-interactive, password, as far as the
/// server
/// offers.
///
/// @param password for the methods `password` and, where the server asks exactly one hidden question,
///     `keyboard-interactive`
/// @param agent the socket of an ssh-agent
/// @param agentForward lets jump hosts and commands that are run use the agent; never SFTP channels
/// @param identitiesOnly from the agent only those keys that `identities` names
public record Credentials(
        Optional<Secret> password,
        List<Identity> identities,
        Optional<Path> agent,
        boolean agentForward,
        boolean identitiesOnly) {

    /// Nothing but what somebody can be asked for.
    public static final Credentials NONE = new Credentials(Optional.empty(), List.of(), Optional.empty(), false, false);

    public Credentials {
        identities = List.copyOf(identities);
    }

    public static Credentials of(Secret password) {
        return NONE.withPassword(password);
    }

    public static Credentials of(Identity identity) {
        return NONE.withIdentities(List.of(identity));
    }

    public Credentials withPassword(Secret other) {
        return new Credentials(Optional.of(other), identities, agent, agentForward, identitiesOnly);
    }

    public Credentials withIdentities(List<Identity> other) {
        return new Credentials(password, other, agent, agentForward, identitiesOnly);
    }

    public Credentials withAgent(Path socket) {
        return new Credentials(password, identities, Optional.of(socket), agentForward, identitiesOnly);
    }

    public Credentials withAgentForward(boolean forward) {
        return new Credentials(password, identities, agent, forward, identitiesOnly);
    }

    public Credentials withIdentitiesOnly(boolean only) {
        return new Credentials(password, identities, agent, agentForward, only);
    }
}
