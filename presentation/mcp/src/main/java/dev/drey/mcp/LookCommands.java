package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// `sftp-ls`, `sftp-ls-recursive`, `sftp-stat`, `sftp-lstat`: what is there, as JSON for programs.
final class LookCommands {
    /// More than this is not told at once unless a limit says how much.
    private static final int MOST = 10_000;

    private static final Set<String> PAGES = Set.of("limit", "cursor");
    private static final Set<String> FLAGS = Set.of("--pattern=", "--all");

    private LookCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("sftp-ls", "PATH", 0, 1, FLAGS, PAGES, call -> list(call, 1)),
                new Command("sftp-ls-recursive", "PATH", 0, 1, FLAGS, PAGES, call -> list(call, Integer.MAX_VALUE)),
                Command.plain("sftp-stat", "PATH", 1, call -> stat(call, true)),
                Command.plain("sftp-lstat", "PATH", 1, call -> stat(call, false)));
    }

    private static Said list(CommandCall call, int depth) throws Failed {
        Place place = call.remote(call.words().isEmpty() ? "." : call.word(0));
        OptionalInt limit = call.options().number("limit");
        Outcome.Listed listed = call.inquire(
                new Operation.ListDirectory(
                        place,
                        call.values("--pattern="),
                        call.flag("--all"),
                        depth,
                        limit.isPresent() ? limit : OptionalInt.of(MOST),
                        call.options().text("cursor"),
                        false),
                Outcome.Listed.class,
                "take a directory below");
        if (listed.cursor().isPresent() && limit.isEmpty()) {
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            place.path(),
                            call.command().name() + " " + place.path().display() + ": there are more than " + MOST
                                    + " entries; say options.limit and go on with the cursor, or narrow it by"
                                    + " --pattern=GLOB")
                    .thrown();
        }
        RemotePath base =
                call.ask(new Operation.RealPath(place), Outcome.PathFound.class).path();
        List<Map<String, Object>> rows = listed.lines().stream()
                .map(line -> Rows.whole(path(base, line), line.path(), line))
                .toList();
        Map<String, Object> more = new LinkedHashMap<>();
        listed.cursor().ifPresent(cursor -> more.put("nextCursor", cursor));
        return Said.of(Json.text(rows), more);
    }

    /// A file is listed as itself: then its path is the base already.
    private static RemotePath path(RemotePath base, Outcome.Line line) {
        boolean itself =
                base.name().equals(line.path().name()) && !line.attributes().isDirectory();
        return itself ? base : base.resolve(line.path());
    }

    private static Said stat(CommandCall call, boolean follow) throws Failed {
        Place place = call.remote(call.word(0));
        Outcome.Described described = call.ask(new Operation.Stat(place, follow, true), Outcome.Described.class);
        return Said.of(Json.text(Rows.whole(described.path(), place.path(), described.line())));
    }
}
