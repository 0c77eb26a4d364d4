package dev.drey.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command has that asks a hub.
final class HubCommon {
    @Option(names = "--config", paramLabel = "FILE", description = "instead of the usual configuration file")
    @Nullable
    Path config;

    @Option(names = "--json", description = "one JSON object a line instead of text")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "no words besides what was asked for")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "say what is done; twice: with the library's own messages")
    boolean[] verbose = {};

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    Common common() {
        Common common = new Common();
        common.config = config;
        common.json = json;
        common.quiet = quiet;
        common.verbose = verbose;
        return common;
    }
}
