package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.files.Space;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What is asked about files and has a value, or JSON, for an answer: `sftp-exists` to `sftp-checksum`.
final class AskCommands {
    /// More finds than this are not told.
    private static final int MOST = 10_000;

    private static final Set<String> FIND = Set.of("--name=", "--type=", "--size=", "--newer=", "--text=");

    private AskCommands() {}

    static List<Command> all() {
        return List.of(
                Command.plain("sftp-exists", "PATH", 1, AskCommands::exists),
                Command.plain("sftp-realpath", "PATH", 1, AskCommands::realPath),
                Command.plain("sftp-readlink", "PATH", 1, AskCommands::readLink),
                new Command("sftp-df", "[PATH]", 0, 1, Set.of(), Set.of(), AskCommands::space),
                new Command("sftp-du", "[PATH]", 0, 1, Set.of(), Set.of(), AskCommands::usage),
                new Command(
                        "sftp-find",
                        "[PATH] [--name=GLOB] [--type=f|d|l] [--size=+10M] [--newer=7d] [--text=TEXT]",
                        0,
                        1,
                        FIND,
                        Set.of(),
                        AskCommands::find),
                new Command(
                        "sftp-compare",
                        "LOCAL REMOTE [--content] [--remote: both are]",
                        2,
                        2,
                        Set.of("--content", "--remote"),
                        Set.of(),
                        AskCommands::compare),
                new Command(
                        "sftp-checksum",
                        "PATH [md5|sha1|sha256|sha512] [--recursive]",
                        1,
                        2,
                        Set.of("--recursive"),
                        Set.of(),
                        AskCommands::checksum));
    }

    private static Place place(CommandCall call) {
        return call.remote(call.given().isEmpty() ? "." : call.word(0));
    }

    private static Said exists(CommandCall call) throws Failed {
        boolean yes = call.ask(new Operation.Exists(place(call)), Outcome.Answered.class)
                .yes();
        return Said.of(Boolean.toString(yes));
    }

    private static Said realPath(CommandCall call) throws Failed {
        return Said.of(Rows.text(absolute(call).path()));
    }

    private static Said readLink(CommandCall call) throws Failed {
        return Said.of(Rows.text(call.ask(new Operation.ReadLink(place(call)), Outcome.PathFound.class)
                .path()));
    }

    /// Below it every path is told whole.
    private static Place absolute(CommandCall call) throws Failed {
        Place place = place(call);
        return place.with(
                call.ask(new Operation.RealPath(place), Outcome.PathFound.class).path());
    }

    private static Said space(CommandCall call) throws Failed {
        Place place = place(call);
        Space.Room room = call.ask(new Operation.DiskSpace(place), Outcome.SpaceFound.class)
                .room();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", Rows.text(place.path()));
        row.put("total", room.total());
        row.put("used", room.total() - room.free());
        row.put("available", room.available());
        row.put("files", room.files());
        row.put("filesFree", room.filesFree());
        row.put("readOnly", room.readOnly());
        return Said.of(Json.text(row));
    }

    /// The bytes of all files below.
    private static Said usage(CommandCall call) throws Failed {
        var used = call.inquire(new Operation.DiskUsage(place(call), 0), Outcome.Used.class, "take a directory below");
        return Said.of(Long.toString(used.uses().getLast().bytes()));
    }

    private static Said find(CommandCall call) throws Failed {
        Place place = absolute(call);
        Optional<String> size = call.value("--size=");
        boolean smaller = size.isPresent() && size.get().startsWith("-");
        OptionalLong bound = size.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Units.bytes(size.get().replaceFirst("^[+-]", "")));
        Optional<String> newer = call.value("--newer=");
        Optional<Duration> age =
                newer.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(Units.millis(newer.get())));
        var found = call.inquire(
                new Operation.Find(
                        place,
                        call.value("--name="),
                        smaller ? OptionalLong.empty() : bound,
                        smaller ? bound : OptionalLong.empty(),
                        age,
                        call.value("--type="),
                        call.value("--text=")),
                Outcome.Listed.class,
                "take a directory below" + (call.value("--text=").isPresent() ? ", or leave out --text" : ""));
        if (found.lines().size() > MOST) {
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            place.path(),
                            "sftp-find " + place.path().display() + ": more than " + MOST
                                    + " are found; narrow it by --name=GLOB or a folder below")
                    .thrown();
        }
        return Said.of(Json.text(found.lines().stream()
                .map(line -> Rows.whole(line.path(), below(place.path(), line.path()), line))
                .toList()));
    }

    /// The part of a path that lies below the base.
    private static RemotePath below(RemotePath base, RemotePath path) {
        byte[] bytes = path.bytes();
        int from = base.endsWithSlash() ? base.length() : base.length() + 1;
        return from >= bytes.length
                ? RemotePath.HERE
                : RemotePath.ofBytes(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /// A question that was answered: different files are no failure.
    private static Said compare(CommandCall call) throws Failed {
        Place left = call.flag("--remote") ? call.remote(call.word(0)) : call.local(call.word(0));
        boolean content = call.flag("--content");
        var compared = call.inquire(
                new Operation.Compare(left, call.remote(call.word(1)), content),
                Outcome.Compared.class,
                "compare directories below" + (content ? ", or leave out --content" : ""));
        List<Map<String, Object>> differences =
                compared.differences().stream().map(AskCommands::difference).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("same", compared.same());
        answer.put("differences", differences);
        return Said.of(Json.text(answer));
    }

    private static Map<String, Object> difference(Outcome.Difference one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", Rows.text(one.path()));
        row.put("kind", one.kind());
        row.put("left", one.left());
        row.put("right", one.right());
        return row;
    }

    /// One file's digest alone; of a tree an entry for each file.
    private static Said checksum(CommandCall call) throws Failed {
        boolean recursive = call.flag("--recursive");
        Place place = recursive ? absolute(call) : place(call);
        String algorithm = call.given().size() > 1 ? call.word(1) : "sha256";
        var summed = call.inquire(
                new Operation.Checksum(place, algorithm, recursive),
                Outcome.Summed.class,
                recursive ? "take a directory below" : "the file is read where the server cannot hash it");
        if (!recursive) return Said.of(summed.sums().getFirst().hex());
        return Said.of(Json.text(summed.sums().stream()
                .map(sum -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("path", Rows.text(sum.path()));
                    row.put("relativePath", Rows.text(below(place.path(), sum.path())));
                    row.put("checksum", sum.hex());
                    return row;
                })
                .toList()));
    }
}
