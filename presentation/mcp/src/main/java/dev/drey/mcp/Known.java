package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The targets that this machine knows by name.
///
/// @param servers configured ones
/// @param defaultServer the one that is meant where none is named
/// @param hosts those of `~/.ssh/config`
/// @param hub a hub somewhere else, whose targets come last
/// @param home what `~` stands for in paths of this machine
public record Known(Map<String, Draft> servers, Optional<String> defaultServer, Hosts hosts, Hub hub, Path home) {
    public Known {
        servers = Map.copyOf(servers);
    }

    /// The Hosts of `~/.ssh/config`.
    public interface Hosts {
        boolean knows(String name);

        /// Those without wildcards.
        List<String> names();
    }

    /// The targets that a hub shows to whoever runs this.
    public interface Hub {
        /// Where none is configured.
        Hub NONE = new Hub() {
            @Override
            public Optional<Draft> find(String name) throws Failed {
                throw Failure.of(
                                Failure.Code.INVALID_ARGUMENT,
                                "target hub/" + name + ": there is no hub to ask (remoteHub is not configured)")
                        .thrown();
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        };

        /// How a target of the hub is reached; empty: it shows none of that name.
        ///
        /// @throws Failed when the hub cannot be asked
        Optional<Draft> find(String name) throws Failed;

        /// Those that it shows.
        ///
        /// @throws Failed when the hub cannot be asked
        List<String> names() throws Failed;
    }
}
