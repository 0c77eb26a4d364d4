package dev.drey.cli;

import dev.drey.session.Draft;
import dev.drey.transfer.Bandwidth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the configuration file says, as far as the command line uses it.
///
/// @param file where it was read; empty when there is none
/// @param servers by name, not yet checked for what concerns several fields
/// @param roots folders that assistants may touch; empty: where they are started
/// @param tags of servers, for grants of a hub, by the server's name
/// @param hub what `drey serve` shall be
/// @param remoteHub the hub to ask for names that are not known here
/// @param state where journals are kept: `$XDG_STATE_HOME/drey`
public record Configuration(
        Optional<Path> file,
        Optional<String> defaultServer,
        Map<String, Draft> servers,
        Map<String, List<String>> tags,
        TransferSettings transfer,
        LogSettings log,
        List<LocalRoot> roots,
        AssistantSettings assistants,
        HubSettings hub,
        Optional<RemoteHub> remoteHub,
        Path state) {

    public Configuration {
        servers = Map.copyOf(servers);
        tags = Map.copyOf(tags);
        roots = List.copyOf(roots);
    }

    /// A folder of this machine that assistants may touch (`local.roots`).
    public record LocalRoot(Path path, boolean readOnly) {}

    /// What assistants may do (`mcp`).
    ///
    /// @param tools groups of tools: `console`, `files`
    /// @param targets patterns of names of servers
    /// @param adHoc whether hosts that are not configured may be reached
    /// @param confirm `never`, `recursive` or `always`
    /// @param keyFiles patterns of key files that may be named
    /// @param inlineSecrets `warn` or `refuse`
    /// @param localCommands programs of this machine that may be run (`console.localCommands`)
    public record AssistantSettings(
            List<String> tools,
            List<String> targets,
            boolean adHoc,
            boolean readOnly,
            String confirm,
            List<String> keyFiles,
            String inlineSecrets,
            List<String> localCommands) {
        public static final AssistantSettings DEFAULTS = new AssistantSettings(
                List.of("console", "files"), List.of("*"), true, false, "recursive", List.of(), "warn", List.of());

        public AssistantSettings {
            tools = List.copyOf(tools);
            targets = List.copyOf(targets);
            keyFiles = List.copyOf(keyFiles);
            localCommands = List.copyOf(localCommands);
        }

        public AssistantSettings withReadOnly(boolean other) {
            return new AssistantSettings(tools, targets, adHoc, other, confirm, keyFiles, inlineSecrets, localCommands);
        }
    }

    Configuration withAssistants(AssistantSettings other) {
        return new Configuration(
                file, defaultServer, servers, tags, transfer, log, roots, other, hub, remoteHub, state);
    }

    Configuration withLog(LogSettings other) {
        return new Configuration(
                file, defaultServer, servers, tags, transfer, other, roots, assistants, hub, remoteHub, state);
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
