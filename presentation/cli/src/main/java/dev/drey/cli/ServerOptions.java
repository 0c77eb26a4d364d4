package dev.drey.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that serve others until they are stopped.
final class ServerOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "instead of the usual configuration file")
    @Nullable
    Path config;

    @Option(
            names = {"-v", "--verbose"},
            description = "say what is done; twice: with the library's own messages")
    boolean[] verbose = {};

    @Option(names = "--log-file", paramLabel = "FILE", description = "messages go there instead of stderr")
    @Nullable
    Path logFile;

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    Common common() {
        Common common = new Common();
        common.config = config;
        common.verbose = verbose;
        common.logFile = logFile;
        return common;
    }
}
