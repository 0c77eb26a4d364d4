package dev.drey.mcp;

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
/// @param home what `~` stands for in paths of this machine
public record Known(Map<String, Draft> servers, Optional<String> defaultServer, Hosts hosts, Path home) {
    public Known {
        servers = Map.copyOf(servers);
    }

    /// The Hosts of `~/.ssh/config`.
    public interface Hosts {
        boolean knows(String name);

        /// Those without wildcards.
        List<String> names();
    }
}
