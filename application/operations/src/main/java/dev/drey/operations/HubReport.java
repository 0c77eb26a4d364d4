package dev.drey.operations;

import dev.drey.access.Audited;
import dev.drey.access.LoginKey;
import dev.drey.access.People;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.User;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The answers to [Administration]; what needs none is [Done].
public sealed interface HubReport {
    /// It is so now.
    record Done() implements HubReport {}

    record Targets(List<TargetLine> targets) implements HubReport {
        public Targets {
            targets = List.copyOf(targets);
        }
    }

    /// @param kind `server`, `device` or `local`
    /// @param unavailable why it cannot be reached now; empty: nothing is known against it
    record TargetLine(String name, String kind, Set<String> tags, Optional<String> unavailable) {}

    record Users(List<UserLine> users) implements HubReport {
        public Users {
            users = List.copyOf(users);
        }
    }

    record UserLine(String name, Role role, boolean locked, boolean password, int keys, int grants, int tokens) {}

    record UserShown(
            User user, boolean password, List<LoginKey> keys, List<People.Given> grants, List<TokenLine> tokens)
            implements HubReport {
        public UserShown {
            keys = List.copyOf(keys);
            grants = List.copyOf(grants);
            tokens = List.copyOf(tokens);
        }
    }

    /// A token without anything that opens a door.
    record TokenLine(String id, String user, String label, Scope scope, Instant created, Optional<Instant> expires) {}

    record Tokens(List<TokenLine> tokens) implements HubReport {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }

    /// @param secret shown once, kept nowhere
    record TokenMade(TokenLine token, dev.drey.session.Secret secret) implements HubReport {}

    /// @param id by which it is taken back
    record Given(String id) implements HubReport {}

    record Servers(List<ServerLine> servers) implements HubReport {
        public Servers {
            servers = List.copyOf(servers);
        }
    }

    /// @param origin `configuration` or `store`; a name that both have is the configuration's
    record ServerLine(String name, String display, String origin, Set<String> tags) {}

    /// @param cut whether more was asked for than fits into one answer: the next part is asked for by leaving out these
    record AuditRead(List<Audited> lines, boolean cut) implements HubReport {
        public AuditRead {
            lines = List.copyOf(lines);
        }
    }

    record OpenFiles(List<OpenFile> files) implements HubReport {
        public OpenFiles {
            files = List.copyOf(files);
        }
    }

    /// A file that somebody has open.
    ///
    /// @param path in the target's own terms, where `/` is its base
    /// @param writes whether it was opened for writing
    /// @param read bytes so far
    record OpenFile(
            String user,
            String from,
            String target,
            RemotePath path,
            boolean writes,
            long read,
            long written,
            Instant since) {}

    /// @param address such as `127.0.0.1`
    record PortOpened(String address, int port, String fingerprint) implements HubReport {}

    record Ports(List<PortLine> ports) implements HubReport {
        public Ports {
            ports = List.copyOf(ports);
        }
    }

    /// @param unavailable why nobody listens there now; empty: somebody does
    record PortLine(int port, String target, boolean persistent, Optional<String> unavailable) {}
}
