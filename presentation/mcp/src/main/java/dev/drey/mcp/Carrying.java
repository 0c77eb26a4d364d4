package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.session.Units;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.Links;
import dev.drey.transfer.Options;
import dev.drey.transfer.Overwrite;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Placement;
import dev.drey.transfer.Priority;
import dev.drey.transfer.TreeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The options of a call made into those of a transfer: what was said, else what the server's description
/// says, else what holds here.
final class Carrying {
    private final Arguments said;
    private final String way;
    private final Server.TransferDefaults server;
    private final Server.Timing timing;
    private final Settings.Defaults usual;
    private final boolean permissions;

    private Carrying(Arguments said, String way, Target target, Settings.Defaults usual, boolean permissions) {
        this.said = said;
        this.way = way;
        Optional<Server> remote = target instanceof Target.Remote(var one) ? Optional.of(one) : Optional.empty();
        this.server = remote.map(Server::transfer).orElse(Server.TransferDefaults.DEFAULTS);
        this.timing = remote.map(Server::timing).orElse(Server.Timing.DEFAULTS);
        this.usual = usual;
        this.permissions = permissions;
    }

    /// @param said by the names of [ConsoleOptions]; where some are missing they were not said
    /// @param way to them, for messages
    /// @param target whose description has defaults for transfers
    /// @param permissions whether modes are kept where neither call nor server say so
    static Options options(Arguments said, String way, Target target, Settings.Defaults usual, boolean permissions)
            throws Failed {
        return new Carrying(said, way, target, usual, permissions).options();
    }

    private Options options() throws Failed {
        Overwrite overwrite = overwrite();
        return new Options(
                overwrite,
                said.flag("inPlace", false) ? Placement.IN_PLACE : Placement.AUTO,
                false,
                Optional.empty(),
                new Options.Resuming(
                        server.resumeSupport().orElse(true),
                        said.flag("resume", false) || overwrite == Overwrite.RESUME,
                        said.flag("keepPartial", true),
                        said.whole("resumeFrom")),
                said.flag("checksumVerification", server.checksumVerification().orElse(usual.verify())),
                keeping(),
                backup(),
                said.flag("createDirectories", false),
                false,
                pace(),
                said.text("priority")
                        .map(word -> Priority.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Priority.NORMAL),
                said.flag("dryRun", false));
    }

    private Overwrite overwrite() throws Failed {
        Object word = said.value("overwrite").orElse(true);
        return switch (String.valueOf(word).toLowerCase(Locale.ROOT)) {
            case "true", "replace", "always" -> Overwrite.REPLACE;
            case "false", "fail", "never" -> Overwrite.FAIL;
            case "skip" -> Overwrite.SKIP;
            case "rename" -> Overwrite.RENAME;
            case "newer" -> Overwrite.NEWER;
            case "different" -> Overwrite.DIFFERENT;
            case "resume" -> Overwrite.RESUME;
            default ->
                throw Targets.wrong(way + ".overwrite is true, false, or one of replace, fail, skip, rename, newer,"
                        + " different, resume");
        };
    }

    private Options.Keeping keeping() throws Failed {
        Optional<Object> mode = said.value("mode");
        return new Options.Keeping(
                said.flag("preserveTimestamps", server.preserveTimestamps().orElse(true)),
                said.flag("preservePermissions", server.preservePermissions().orElse(permissions)),
                false,
                false,
                mode.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Modes.parse(way + ".mode", mode.get())),
                said.number("uid"),
                said.number("gid"),
                false);
    }

    private Optional<Options.Backup> backup() {
        Optional<RemotePath> directory = said.text("backupDir").map(RemotePath::of);
        if (directory.isEmpty() && !said.flag("backup", false)) return Optional.empty();
        return Optional.of(new Options.Backup(directory, Options.Backup.DEFAULTS.keep()));
    }

    private Pace pace() throws Failed {
        Pace.Retry plain = Pace.Retry.DEFAULTS;
        Server.Retry retry = server.retry();
        Optional<Duration> limit = said.whole("transferTimeout").isPresent()
                ? Optional.of(Duration.ofMillis(said.whole("transferTimeout").getAsLong()))
                : timing.transfer().isPresent()
                        ? Optional.of(Duration.ofMillis(timing.transfer().getAsLong()))
                        : Optional.empty();
        return new Pace(
                bandwidth(),
                server.concurrency().orElse(usual.concurrency().orElse(Pace.DEFAULTS.concurrency())),
                server.chunkSize(),
                server.windowSize(),
                limit,
                new Pace.Retry(
                        retry.maxAttempts().orElse(plain.maxAttempts()),
                        Duration.ofMillis(
                                retry.initialDelay().orElse(plain.initialDelay().toMillis())),
                        Duration.ofMillis(
                                retry.maxDelay().orElse(plain.maxDelay().toMillis())),
                        retry.multiplier().orElse(plain.multiplier()),
                        plain.budget()));
    }

    private Bandwidth bandwidth() throws Failed {
        Optional<Object> rate = said.value("bandwidth");
        return rate.isEmpty() ? Bandwidth.UNLIMITED : Bandwidth.of(Units.bytes(String.valueOf(rate.get())));
    }

    /// Which parts of a tree are carried.
    static TreeOptions tree(Arguments said, String way) throws Failed {
        Optional<String> word = said.text("links");
        boolean follow = said.flag("followSymlinks", false);
        if (follow && word.isPresent() && !word.get().equals("follow")) {
            throw Targets.wrong(way + ".followSymlinks is true, but links says otherwise");
        }
        Links links =
                word.map(one -> Links.valueOf(one.toUpperCase(Locale.ROOT))).orElse(follow ? Links.FOLLOW : Links.COPY);
        TreeOptions.Selection all = TreeOptions.Selection.ALL;
        return new TreeOptions(
                links,
                new TreeOptions.Selection(
                        said.texts("includePatterns"),
                        said.texts("excludePatterns"),
                        List.of(),
                        all.minAge(),
                        all.maxAge(),
                        all.minSize(),
                        all.maxSize()),
                true);
    }
}
