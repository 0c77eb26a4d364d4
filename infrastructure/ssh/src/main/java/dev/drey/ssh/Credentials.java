package dev.drey.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How we prove who we are, as far as the server offers it.
///
/// @param password for the methods `password` and, where the server asks exactly one hidden question,
///     `keyboard-interactive`
/// @param agent the socket of an ssh-agent
/// @param agentForward lets jump hosts and commands that are run use the agent; never SFTP channels
/// @param identitiesOnly from the agent only those keys that `identities` names
/// @param methods what is tried, in this order, by the names of RFC 4252; of [#METHODS]
public record Credentials(
        Optional<Secret> password,
        List<Identity> identities,
        Optional<Path> agent,
        boolean agentForward,
        boolean identitiesOnly,
        List<String> methods) {

    /// All the methods that there are here, in the usual order: keys, of the agent and of files, first.
    public static final List<String> METHODS = List.of("publickey", InteractiveLogin.NAME, PasswordLogin.NAME);

    /// Nothing but what somebody can be asked for.
    public static final Credentials NONE =
            new Credentials(Optional.empty(), List.of(), Optional.empty(), false, false, METHODS);

    public Credentials {
        identities = List.copyOf(identities);
        methods = List.copyOf(methods);
        if (!METHODS.containsAll(methods))
            throw new IllegalArgumentException("there are " + METHODS + ", not " + methods);
    }

    public static Credentials of(Secret password) {
        return NONE.withPassword(password);
    }

    public static Credentials of(Identity identity) {
        return NONE.withIdentities(List.of(identity));
    }

    public Credentials withPassword(Secret other) {
        return new Credentials(Optional.of(other), identities, agent, agentForward, identitiesOnly, methods);
    }

    public Credentials withIdentities(List<Identity> other) {
        return new Credentials(password, other, agent, agentForward, identitiesOnly, methods);
    }

    public Credentials withAgent(Path socket) {
        return new Credentials(password, identities, Optional.of(socket), agentForward, identitiesOnly, methods);
    }

    public Credentials withAgentForward(boolean forward) {
        return new Credentials(password, identities, agent, forward, identitiesOnly, methods);
    }

    public Credentials withIdentitiesOnly(boolean only) {
        return new Credentials(password, identities, agent, agentForward, only, methods);
    }

    public Credentials withMethods(List<String> other) {
        return new Credentials(password, identities, agent, agentForward, identitiesOnly, other);
    }
}
