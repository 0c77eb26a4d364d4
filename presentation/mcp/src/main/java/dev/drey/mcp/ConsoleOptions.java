package dev.drey.mcp;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The options of all console commands together; each command takes some of them.
final class ConsoleOptions {
    private static final Shape.Text NAME = new Shape.Text("");
    private static final Shape.Flag FLAG = new Shape.Flag("");
    private static final Shape.Whole WHOLE = new Shape.Whole("");
    private static final Shape.Many PATTERNS = new Shape.Many("", NAME, 1000);

    /// The arguments of a command: texts; a number stays one for who looks at it.
    static final Shape.Many ARGS =
            new Shape.Many("", new Shape.Either("", new Shape.Whole(""), new Shape.Text("")), 10_000);

    /// One command of a batch; its options are these again, and checked when it is taken.
    private static final Shape.Fields OPERATION = Shape.Fields.of(
            Member.needed("command", NAME),
            Member.may("args", ARGS),
            Member.may("options", new Shape.Fields("", List.of(), true)));

    static final Shape.Fields SHAPE = Shape.Fields.of(
            "each command takes some of these and names them when it refuses one",
            List.of(
                    Member.may("createDirectories", FLAG),
                    Member.may("preserveTimestamps", FLAG),
                    Member.may("preservePermissions", FLAG),
                    Member.may("mode", new Shape.Any("octal text such as \"640\"")),
                    Member.may("uid", WHOLE),
                    Member.may("gid", WHOLE),
                    Member.may(
                            "overwrite",
                            new Shape.Any("true, false, replace, fail, skip, rename, newer, different or resume")),
                    Member.may("backup", FLAG),
                    Member.may("backupDir", NAME),
                    Member.may("compress", FLAG),
                    Member.may("resume", new Shape.Flag("also take up a shorter file under the final name")),
                    Member.may("resumeFrom", WHOLE),
                    Member.may("checksumVerification", FLAG),
                    Member.may("links", new Shape.Text("", "copy", "skip", "follow")),
                    Member.may("followSymlinks", FLAG),
                    Member.may("inPlace", FLAG),
                    Member.may("keepPartial", FLAG),
                    Member.may("transferTimeout", new Shape.Whole("ms", 1, Long.MAX_VALUE)),
                    Member.may("bandwidth", new Shape.Any("bytes a second, or \"2MiB\"")),
                    Member.may("priority", new Shape.Text("", "low", "normal", "high", "critical")),
                    Member.may("includePatterns", PATTERNS),
                    Member.may("excludePatterns", PATTERNS),
                    Member.may("dryRun", FLAG),
                    Member.may("background", FLAG),
                    Member.may("maxBytes", new Shape.Whole("default 1 MiB", 0, 16 << 20)),
                    Member.may("encoding", new Shape.Text("", "utf-8", "base64")),
                    Member.may("operations", new Shape.Many("", OPERATION, 10_000)),
                    Member.may("concurrency", new Shape.Whole("", 1, 8)),
                    Member.may("stopOnError", FLAG),
                    Member.may("limit", new Shape.Whole("", 1, 1_000_000)),
                    Member.may("cursor", NAME)));

    /// Of what carries one file.
    static final Set<String> FILE = Set.of(
            "createDirectories",
            "preserveTimestamps",
            "preservePermissions",
            "mode",
            "uid",
            "gid",
            "overwrite",
            "backup",
            "backupDir",
            "compress",
            "resume",
            "resumeFrom",
            "checksumVerification",
            "links",
            "followSymlinks",
            "inPlace",
            "keepPartial",
            "transferTimeout",
            "bandwidth",
            "priority",
            "dryRun",
            "background");

    /// Of what carries a tree.
    static final Set<String> TREE = with(FILE, "includePatterns", "excludePatterns");

    private ConsoleOptions() {}

    static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
