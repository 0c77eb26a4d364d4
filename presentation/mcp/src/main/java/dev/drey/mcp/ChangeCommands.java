package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.transfer.ModeChange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What changes names and attributes at the session's target: `sftp-mkdir` to `sftp-touch`.
final class ChangeCommands {
    private static final Set<String> DEEP = Set.of("--recursive");

    private static final String TIMES = "a time is such as 2020-09-13T12:26:40Z, or in milliseconds since 1970 such as"
            + " 1600000000000 (not seconds), until 2106";

    private ChangeCommands() {}

    static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(Command.plain("sftp-mkdir", "PATH", 1, call -> makeDirectory(call, false)));
        all.add(Command.plain("sftp-mkdir-recursive", "PATH", 1, call -> makeDirectory(call, true)));
        all.addAll(removing());
        all.addAll(changing());
        all.add(Command.plain("sftp-symlink", "TARGET LINK", 2, call -> link(call, true)));
        all.add(Command.plain("sftp-link", "TARGET LINK", 2, call -> link(call, false)));
        return all;
    }

    private static List<Command> removing() {
        return List.of(
                Command.plain("sftp-rm", "PATH", 1, call -> done(call, new Operation.Remove(first(call))))
                        .losing(call -> one(call, "delete", first(call))),
                Command.plain(
                                "sftp-rm-recursive",
                                "PATH",
                                1,
                                call -> worked(call, new Operation.RemoveTree(first(call))))
                        .losing(call -> below(call, "delete", first(call))),
                Command.plain("sftp-rmdir", "PATH", 1, call -> done(call, new Operation.RemoveDirectory(first(call))))
                        .losing(call -> one(call, "delete", first(call))),
                new Command("sftp-rename", "FROM TO", 2, 2, Set.of(), Set.of("overwrite"), ChangeCommands::rename)
                        .losing(call ->
                                replaces(call) ? one(call, "replace", call.remote(call.word(1))) : Optional.empty()));
    }

    private static List<Command> changing() {
        Set<String> lenient = Set.of("--no-create");
        return List.of(
                new Command("sftp-chmod", "MODE PATH [--recursive]", 2, 2, DEEP, Set.of(), ChangeCommands::mode)
                        .losing(call -> changed(call, "change the mode of")),
                new Command("sftp-chown", "UID:GID PATH [--recursive]", 2, 2, DEEP, Set.of(), ChangeCommands::owner)
                        .losing(call -> changed(call, "change the owner of")),
                Command.plain("sftp-utimes", "PATH ATIME MTIME (ISO 8601, or ms)", 3, ChangeCommands::times)
                        .losing(call -> call.plans().one("change the times of", first(call), true)),
                new Command("sftp-touch", "PATH [TIME] [--no-create]", 1, 2, lenient, Set.of(), ChangeCommands::touch)
                        .losing(call -> call.plans().one("change the times of", first(call), true)),
                Command.plain("sftp-truncate", "PATH SIZE", 2, ChangeCommands::truncate)
                        .losing(call -> call.plans().one("cut or lengthen", first(call), true)));
    }

    private static Place first(CommandCall call) {
        return call.remote(call.word(0));
    }

    /// A link is removed or replaced itself.
    private static Optional<Plan> one(CommandCall call, String verb, Place place) throws Failed {
        return call.plans().one(verb, place, false);
    }

    private static Optional<Plan> below(CommandCall call, String verb, Place place) throws Failed {
        boolean tree = call.ask(new Operation.Stat(place, false, false), Outcome.Described.class)
                .line()
                .attributes()
                .isDirectory();
        return tree ? Optional.of(call.plans().below(verb, place)) : one(call, verb, place);
    }

    private static Optional<Plan> changed(CommandCall call, String verb) throws Failed {
        Place place = call.remote(call.word(1));
        return call.flag("--recursive")
                ? below(call, verb, place)
                : call.plans().one(verb, place, true);
    }

    private static Said done(CommandCall call, Operation operation) throws Failed {
        call.ask(operation, Outcome.Done.class);
        return Said.of(line(call));
    }

    /// What was done, as it was asked for.
    private static String line(CommandCall call) {
        List<String> shown = Echo.of(call.words()).stream()
                .map(word -> RemotePath.of(word).display())
                .toList();
        return call.command().name() + " " + String.join(" ", shown) + ": done";
    }

    /// What may take long and touch many files: it tells how far it is, and may outlast the call.
    private static Said worked(CommandCall call, Operation operation) throws Failed {
        return CopyCommands.carried(call, operation);
    }

    private static Said makeDirectory(CommandCall call, boolean parents) throws Failed {
        return done(call, new Operation.MakeDirectory(first(call), parents, OptionalInt.empty()));
    }

    private static Said rename(CommandCall call) throws Failed {
        return done(call, new Operation.Rename(first(call), RemotePath.of(call.word(1)), replaces(call)));
    }

    /// A rename replaces only what it was told to.
    private static boolean replaces(CommandCall call) throws Failed {
        Object word = call.options().value("overwrite").orElse(false);
        return switch (String.valueOf(word).toLowerCase(Locale.ROOT)) {
            case "true", "replace", "always" -> true;
            case "false", "fail", "never" -> false;
            default -> throw Targets.wrong("options.overwrite of sftp-rename is true or false");
        };
    }

    private static Said mode(CommandCall call) throws Failed {
        Object mode = call.given().getFirst();
        String text = mode instanceof Long number
                ? Rows.octal(ModeChange.ofNumber(number).apply(0, false))
                : String.valueOf(mode);
        return changed(call, new Operation.ChangeMode(call.remote(call.word(1)), text, call.flag("--recursive")));
    }

    private static Said owner(CommandCall call) throws Failed {
        String[] parts = call.word(0).split(":", -1);
        if (parts.length > 2 || call.word(0).matches(":?")) {
            throw Targets.wrong("sftp-chown takes UID, UID:GID or :GID, such as 1000:1000");
        }
        Optional<String> user = Optional.of(parts[0]).filter(part -> !part.isEmpty());
        Optional<String> group =
                parts.length < 2 ? Optional.empty() : Optional.of(parts[1]).filter(part -> !part.isEmpty());
        return changed(
                call, new Operation.ChangeOwner(call.remote(call.word(1)), user, group, call.flag("--recursive")));
    }

    private static Said changed(CommandCall call, Operation operation) throws Failed {
        if (call.flag("--recursive")) return worked(call, operation);
        call.ask(operation, Outcome.Changed.class);
        return Said.of(line(call));
    }

    private static Said times(CommandCall call) throws Failed {
        Optional<Instant> accessed = Optional.of(time(call.word(1)));
        Optional<Instant> modified = Optional.of(time(call.word(2)));
        return done(call, new Operation.SetTimes(first(call), accessed, modified, false));
    }

    private static Said touch(CommandCall call) throws Failed {
        Optional<Instant> time = call.given().size() < 2 ? Optional.empty() : Optional.of(time(call.word(1)));
        return done(call, new Operation.SetTimes(first(call), time, time, !call.flag("--no-create")));
    }

    /// As listings tell it: ISO 8601, or milliseconds since 1970. A number that looks like seconds, or like a
    /// year, is not guessed at.
    private static Instant time(String text) throws Failed {
        try {
            Instant time = text.matches("[0-9]{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
            boolean guess = text.matches("[1-9][0-9]{0,10}");
            // SFTP version 3 counts seconds in 32 bits (draft-ietf-secsh-filexfer-02, section 5).
            if (!guess && time.getEpochSecond() >= 0 && time.getEpochSecond() <= 0xffff_ffffL) return time;
        } catch (DateTimeException wrong) {
            throw Targets.wrong(TIMES);
        }
        throw Targets.wrong(TIMES);
    }

    private static Said truncate(CommandCall call) throws Failed {
        if (!call.word(1).matches("[0-9]{1,18}")) {
            throw Targets.wrong("sftp-truncate takes a size in bytes, such as 0");
        }
        return done(call, new Operation.Truncate(first(call), Long.parseLong(call.word(1))));
    }

    private static Said link(CommandCall call, boolean symbolic) throws Failed {
        return done(call, new Operation.MakeLink(call.remote(call.word(1)), RemotePath.of(call.word(0)), symbolic));
    }
}
