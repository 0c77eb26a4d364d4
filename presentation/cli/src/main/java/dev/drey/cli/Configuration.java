package dev.drey.cli;

import dev.drey.session.Draft;
import dev.drey.transfer.Bandwidth;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the configuration file says, as far as the command line uses it.
///
/// @param file where it was read; empty when there is none
/// @param servers by name, not yet checked for what concerns several fields
/// @param state where journals are kept: `$XDG_STATE_HOME/drey`
public record Configuration(
        Optional<Path> file,
        Optional<String> defaultServer,
        Map<String, Draft> servers,
        TransferSettings transfer,
        LogSettings log,
        Path state) {

    public Configuration {
        servers = Map.copyOf(servers);
    }

    /// @param bandwidth of all transfers of this process together
    public record TransferSettings(OptionalInt concurrency, Optional<Boolean> verify, Bandwidth bandwidth) {
        public static final TransferSettings DEFAULTS =
                new TransferSettings(OptionalInt.empty(), Optional.empty(), Bandwidth.UNLIMITED);
    }

    /// @param level `error`, `warn`, `info`, `debug` or `trace`
    public record LogSettings(String level, String format, Optional<Path> file, long maxSize, int keep) {
        public static final LogSettings DEFAULTS = new LogSettings("warn", "text", Optional.empty(), 10L << 20, 5);
    }
}
