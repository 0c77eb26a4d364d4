package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.session.Server;
import dev.drey.session.Units;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.Links;
import dev.drey.transfer.Options;
import dev.drey.transfer.Overwrite;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Placement;
import dev.drey.transfer.Priority;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of the commands that move files.
final class TransferWords {
    @Option(
            names = {"-r", "--recursive"},
            description = "directories and all below")
    boolean recursive;

    @Option(
            names = {"-p", "--preserve"},
            description = "exact modes and times")
    boolean preserve;

    @Option(
            names = {"-a", "--archive"},
            description = "as -r -p, with links, and owners where allowed")
    boolean archive;

    @Option(names = "--special", description = "setuid, setgid and sticky bits too")
    boolean special;

    @Option(names = "--no-resume", description = "do not continue our own interrupted work")
    boolean noResume;

    @Option(names = "--resume", description = "also take up a shorter file under the final name")
    boolean resume;

    @Option(names = "--verify", description = "compare SHA-256 here and there before the file gets its name")
    boolean verify;

    @Option(
            names = "--overwrite",
            paramLabel = "POLICY",
            description = "replace (default), fail, skip, rename, newer, different, resume")
    @Nullable
    String overwrite;

    @Option(names = "--backup", description = "keep a replaced file as .NAME.UTC.bak")
    boolean backup;

    @Option(names = "--backup-dir", paramLabel = "DIR", description = "keep it there")
    @Nullable
    String backupDirectory;

    @Option(names = "--include", paramLabel = "PATTERN", description = "carry only what matches; may be repeated")
    List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "leave out what matches; may be repeated")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--files-from", paramLabel = "FILE", description = "carry only the paths that FILE lists")
    @Nullable
    Path filesFrom;

    @Option(names = "--min-age", paramLabel = "TIME", description = "leave out what is younger, such as 10m")
    @Nullable
    String minAge;

    @Option(names = "--max-age", paramLabel = "TIME", description = "leave out what is older, such as 7d")
    @Nullable
    String maxAge;

    @Option(names = "--min-size", paramLabel = "SIZE", description = "leave out smaller files")
    @Nullable
    String minSize;

    @Option(names = "--max-size", paramLabel = "SIZE", description = "leave out larger files")
    @Nullable
    String maxSize;

    @Option(
            names = {"-l", "--bwlimit"},
            paramLabel = "RATE",
            description = "bytes a second (10M), or by the time of day: '08:00,1M 18:00,off'")
    @Nullable
    String bandwidth;

    @Option(names = "--concurrency", paramLabel = "N", description = "large files at once, 1 to 64 (8)")
    @Nullable
    Integer concurrency;

    @Option(names = "--in-place", description = "write into the old file itself instead of replacing it")
    boolean inPlace;

    @Option(names = "--replace-links", description = "replace a link at the destination, not what it leads to")
    boolean replaceLinks;

    @Option(
            names = "--temp-dir",
            paramLabel = "DIR",
            description = "where unfinished files lie, on the same file system")
    @Nullable
    String tempDirectory;

    @Option(
            names = {"-n", "--dry-run"},
            description = "say what would be done, and do nothing")
    boolean dryRun;

    @Option(names = "--links", paramLabel = "POLICY", description = "copy (default), skip, follow")
    @Nullable
    String links;

    @Option(names = "--mode", paramLabel = "OCTAL", description = "mode of the new files, such as 640")
    @Nullable
    String mode;

    @Option(names = "--retry-for", paramLabel = "TIME", description = "how long to try without progress (10m)")
    @Nullable
    String retryFor;

    @Option(
            names = {"--parents", "--create-directories"},
            description = "make missing directories of the destination")
    boolean parents;

    @Option(names = "--fsync", description = "every file reaches the disk before the next begins its end")
    boolean fsync;

    @Option(names = "--strict-attributes", description = "an attribute that is refused is a failure")
    boolean strict;

    boolean trees() {
        return recursive || archive;
    }

    /// @param server the remote side, whose defaults hold where nothing was said
    Options options(Optional<Server> server, Configuration configuration) throws Failed {
        var defaults = server.map(Server::transfer).orElse(Server.TransferDefaults.DEFAULTS);
        boolean exact = preserve || archive || defaults.preservePermissions().orElse(false);
        return new Options(
                policy(),
                inPlace ? Placement.IN_PLACE : Placement.AUTO,
                replaceLinks,
                Optional.ofNullable(tempDirectory).map(RemotePath::of),
                new Options.Resuming(
                        !noResume && defaults.resumeSupport().orElse(true), resume, true, OptionalLong.empty()),
                verify
                        || defaults.checksumVerification()
                                .orElse(configuration.transfer().verify().orElse(false)),
                new Options.Keeping(
                        defaults.preserveTimestamps().orElse(true) || exact,
                        exact,
                        archive,
                        special,
                        mode == null ? OptionalInt.empty() : OptionalInt.of(octal(mode)),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        strict),
                backup(),
                parents,
                fsync,
                pace(defaults, limit(server), configuration),
                Priority.NORMAL,
                dryRun);
    }

    private Optional<Options.Backup> backup() {
        if (!backup && backupDirectory == null) return Optional.empty();
        return Optional.of(new Options.Backup(
                Optional.ofNullable(backupDirectory).map(RemotePath::of), Options.Backup.DEFAULTS.keep()));
    }

    /// The whole transfer's time, as the server's `transferTimeout` says it.
    private static Optional<Duration> limit(Optional<Server> server) {
        if (server.isEmpty() || server.get().timing().transfer().isEmpty()) return Optional.empty();
        return Optional.of(Duration.ofMillis(server.get().timing().transfer().getAsLong()));
    }

    private Pace pace(Server.TransferDefaults defaults, Optional<Duration> limit, Configuration configuration)
            throws Failed {
        // A person at a command line means the time, not the number of tries, unless the configuration counts them.
        Pace.Retry usual = Pace.Retry.DEFAULTS;
        var retry = defaults.retry();
        int many = concurrency != null
                ? concurrency
                : defaults.concurrency()
                        .orElse(configuration.transfer().concurrency().orElse(8));
        if (many < 1 || many > 64) throw Targets.usage("--concurrency lies between 1 and 64");
        return new Pace(
                bandwidth == null ? Bandwidth.UNLIMITED : Rates.parse(bandwidth),
                many,
                defaults.chunkSize(),
                defaults.windowSize(),
                limit,
                new Pace.Retry(
                        retry.maxAttempts().orElse(Integer.MAX_VALUE),
                        Duration.ofMillis(
                                retry.initialDelay().orElse(usual.initialDelay().toMillis())),
                        Duration.ofMillis(
                                retry.maxDelay().orElse(usual.maxDelay().toMillis())),
                        retry.multiplier().orElse(usual.multiplier()),
                        retryFor == null ? usual.budget() : Duration.ofMillis(Units.millis(retryFor))));
    }

    private Overwrite policy() throws Failed {
        String word = overwrite == null ? "replace" : overwrite.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "replace", "true", "always" -> Overwrite.REPLACE;
            case "fail", "false", "never" -> Overwrite.FAIL;
            case "skip" -> Overwrite.SKIP;
            case "rename" -> Overwrite.RENAME;
            case "newer" -> Overwrite.NEWER;
            case "different" -> Overwrite.DIFFERENT;
            case "resume" -> Overwrite.RESUME;
            default ->
                throw Targets.usage("--overwrite is one of replace, fail, skip, rename, newer, different,"
                        + " resume; not '" + word + "'");
        };
    }

    TreeOptions tree() throws Failed {
        Links policy = switch (links == null ? "copy" : links) {
            case "copy" -> Links.COPY;
            case "skip" -> Links.SKIP;
            case "follow" -> Links.FOLLOW;
            default -> throw Targets.usage("--links is one of copy, skip, follow");
        };
        return new TreeOptions(
                policy,
                new TreeOptions.Selection(
                        include, exclude, only(), age(minAge), age(maxAge), size(minSize), size(maxSize)),
                true);
    }

    private List<String> only() throws Failed {
        if (filesFrom == null) return List.of();
        try {
            return Files.readAllLines(filesFrom).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw Targets.usage("--files-from " + filesFrom + " cannot be read as text");
        }
    }

    private static Optional<Duration> age(@Nullable String text) throws Failed {
        return text == null ? Optional.empty() : Optional.of(Duration.ofMillis(Units.millis(text)));
    }

    private static OptionalLong size(@Nullable String text) throws Failed {
        return text == null ? OptionalLong.empty() : OptionalLong.of(Units.bytes(text));
    }

    static int octal(String text) throws Failed {
        if (text.matches("[0-7]{1,5}") && Integer.parseInt(text, 8) <= 07777) return Integer.parseInt(text, 8);
        throw Targets.usage("'" + text + "' is not an octal mode such as 640");
    }
}
