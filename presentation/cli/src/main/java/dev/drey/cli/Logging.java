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

    /// A hub says what it does even when nobody asked for it.
    static Configuration.LogSettings serving(Configuration.LogSettings settings, Common common) {
        Configuration.LogSettings settled = settled(settings, common);
        boolean usual = settled.level().equals(Configuration.LogSettings.DEFAULTS.level());
        return usual
                ? new Configuration.LogSettings(
                        "info", settled.format(), settled.file(), settled.maxSize(), settled.keep())
                : settled;
    }
}
