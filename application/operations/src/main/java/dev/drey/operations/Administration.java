package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Grant;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.session.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is asked of a hub about itself: its users, keys, tokens, grants, servers, and what was done.
///
/// Admins may ask everything; a user may look at and change their own keys, tokens and password, and see
/// the targets that they may use. [HubReport] has the answers.
public sealed interface Administration {
    /// The targets that the caller may use. Answer: [HubReport.Targets].
    record ListTargets() implements Administration {}

    /// Who the caller is to the hub. Answer: [HubReport.Users] of one.
    record WhoAmI() implements Administration {}

    /// Answer: [HubReport.Users].
    record ListUsers() implements Administration {}

    /// One user with keys, grants and tokens. Answer: [HubReport.UserShown].
    record ShowUser(String user) implements Administration {}

    record AddUser(String user, Role role) implements Administration {}

    record RemoveUser(String user) implements Administration {}

    record SetRole(String user, Role role) implements Administration {}

    /// A locked user comes in by nothing, and what is open ends at its next step.
    record LockUser(String user, boolean locked) implements Administration {}

    /// @param password empty takes it away
    record SetPassword(String user, Optional<Secret> password) implements Administration {}

    /// @param line as in a `.pub` or `authorized_keys` file
    record AddKey(String user, String line) implements Administration {}

    record RemoveKey(String user, String fingerprint) implements Administration {}

    /// Answer: [HubReport.Given].
    record Give(String user, Grant grant) implements Administration {}

    record TakeBack(String user, String grant) implements Administration {}

    /// Answer: [HubReport.TokenMade], the only time when the secret is seen.
    ///
    /// @param life empty: until it is revoked
    record MakeToken(String user, String label, Scope scope, Optional<Duration> life) implements Administration {}

    /// Answer: [HubReport.Tokens].
    record ListTokens(String user) implements Administration {}

    record RevokeToken(String id) implements Administration {}

    /// Servers of the hub, those of its configuration and those kept in its store. Answer:
    /// [HubReport.Servers].
    record ListServers() implements Administration {}

    /// Keeps a server in the hub's store, or replaces the one of that name there.
    ///
    /// @param fields those of the connecting table that are no secret, as text
    /// @param secrets `password`, `privateKey` (PEM), `passphrase`
    record AddServer(String name, Map<String, String> fields, Map<String, Secret> secrets, Set<String> tags)
            implements Administration {
        public AddServer {
            fields = Map.copyOf(fields);
            secrets = Map.copyOf(secrets);
            tags = Set.copyOf(tags);
        }
    }

    record RemoveServer(String name) implements Administration {}

    /// Answer: [HubReport.AuditRead].
    record ReadAudit(Audit.Query query) implements Administration {}

    /// The files that are open through the hub: all for an admin, their own for others. Answer:
    /// [HubReport.OpenFiles].
    record ListOpenFiles() implements Administration {}

    /// Opens a port on the hub's loopback that is the door pinned to one target. Answer:
    /// [HubReport.PortOpened].
    ///
    /// @param port 0 takes a free one
    /// @param persist keeps it when the caller has left, and over restarts of the hub
    record OpenPort(String target, int port, boolean persist) implements Administration {}

    /// Closes such a port.
    record ClosePort(int port) implements Administration {}

    /// Answer: [HubReport.Ports].
    record ListPorts() implements Administration {}
}
