package dev.drey.cli;

/// Which messages are written, after the configuration and the command line.
final class Logging {
    private Logging() {}

    static Configuration.LogSettings settled(Configuration.LogSettings settings, Common common) {
        String level = switch (common.verbose.length) {
            case 0 -> common.quiet ? "error" : settings.level();
            case 1 -> "info";
            default -> "debug";
        };
        java.util.Optional<java.nio.file.Path> file =
                common.logFile == null ? settings.file() : java.util.Optional.of(common.logFile);
        return new Configuration.LogSettings(level, settings.format(), file, settings.maxSize(), settings.keep());
    }
}
