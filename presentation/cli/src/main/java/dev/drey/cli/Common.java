package dev.drey.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command that reaches a target has.
final class Common {
    @Option(names = "-i", paramLabel = "KEY", description = "private key file")
    List<Path> keys = new ArrayList<>();

    @Option(names = "-P", paramLabel = "PORT", description = "port of the server")
    @Nullable
    Integer port;

    @Option(names = "-J", paramLabel = "JUMP", description = "hosts to go through, user@host:port, by commas")
    @Nullable
    String jump;

    @Option(names = "-F", paramLabel = "FILE", description = "instead of ~/.ssh/config; none: no file at all")
    @Nullable
    String sshConfig;

    @Option(
            names = "-o",
            paramLabel = "FIELD=VALUE",
            description = "any field of a server, or its name in ssh_config; may be repeated")
    List<String> fields = new ArrayList<>();

    @Option(names = "-C", description = "compress on the way")
    boolean compress;

    @Option(names = "-4", description = "IPv4 addresses only")
    boolean four;

    @Option(names = "-6", description = "IPv6 addresses only")
    boolean six;

    @Option(names = "--config", paramLabel = "FILE", description = "instead of the usual configuration file")
    @Nullable
    Path config;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress, no warnings")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "say what is done; twice: with the library's own messages")
    boolean[] verbose = {};

    @Option(names = "--log-file", paramLabel = "FILE", description = "messages go there instead of stderr")
    @Nullable
    Path logFile;

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    Optional<Path> sshConfig() {
        if (sshConfig == null) return Optional.empty();
        return Optional.of(sshConfig.equals("none") ? Path.of("/dev/null") : Path.of(sshConfig));
    }
}
