package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Where;
import dev.drey.session.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One command that is to be run in a session.
///
/// @param given the arguments without flags: texts, and whole numbers that came as numbers
/// @param flags as they were written, such as `--pattern=*.log`
/// @param patience how long its transfer is awaited
record CommandCall(
        Desk desk,
        ToolCall call,
        ConsoleSessions.Seat session,
        Command command,
        List<Object> given,
        List<String> flags,
        Arguments options,
        Duration patience) {
    CommandCall {
        given = List.copyOf(given);
        flags = List.copyOf(flags);
    }

    /// Takes the arguments apart and checks them against the command.
    static CommandCall of(
            Desk desk,
            ToolCall call,
            ConsoleSessions.Seat session,
            Command command,
            List<Object> args,
            Arguments options,
            Duration patience)
            throws Failed {
        List<Object> words = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        boolean open = !command.flags().isEmpty();
        for (Object arg : args) {
            if (open && arg.equals("--")) open = false;
            else if (open && arg instanceof String text && text.startsWith("--")) flags.add(known(command, text));
            else words.add(arg);
        }
        checkOptions(command, options);
        if (words.size() < command.least() || words.size() > command.most()) {
            throw Targets.wrong(command.name() + " takes " + command.usage() + " in args, not "
                    + (words.isEmpty() ? "nothing" : words.size() + " of them"));
        }
        return new CommandCall(desk, call, session, command, words, flags, options, patience);
    }

    private static void checkOptions(Command command, Arguments options) throws Failed {
        for (String name : options.values().keySet()) {
            if (command.options().contains(name)) continue;
            List<String> taken = command.options().stream().sorted().toList();
            String near = Nearest.hint(name, taken);
            String all = taken.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", taken);
            throw Targets.wrong(command.name() + " takes no option '" + name + "'" + (near.isEmpty() ? all : near));
        }
    }

    private static String known(Command command, String arg) throws Failed {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals + 1);
        if (command.flags().contains(name)) return arg;
        throw Targets.wrong(command.name() + " takes no '" + name + "'; it takes "
                + String.join(", ", command.flags().stream().sorted().toList()) + " (-- ends them)");
    }

    /// Does it, once the session has a place for it.
    Said run() throws Failed {
        if (!command.seated()) return command.body().run(this);
        try (var _ = session.enter()) {
            return command.body().run(this);
        }
    }

    /// The same command, heard of by somebody else.
    CommandCall through(ToolCall other) {
        return new CommandCall(desk, other, session, command, given, flags, options, patience);
    }

    /// What it would remove, replace or change.
    Optional<Plan> plan() throws Failed {
        return command.planner().plan(this);
    }

    Plans plans() {
        return new Plans(desk, call);
    }

    /// The arguments without flags.
    List<String> words() {
        return given.stream().map(String::valueOf).toList();
    }

    String word(int index) {
        return String.valueOf(given.get(index));
    }

    boolean flag(String name) {
        return flags.contains(name);
    }

    /// The values of a flag such as `--pattern=`.
    List<String> values(String name) {
        return flags.stream()
                .filter(flag -> flag.startsWith(name))
                .map(flag -> flag.substring(name.length()))
                .toList();
    }

    /// The one value of a flag.
    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /// A path at the session's target.
    Place remote(String path) {
        return new Place(new Where.InSession(session.id()), RemotePath.of(path));
    }

    Place local(String path) {
        return desk.local(path);
    }

    /// Asks what may take long; `timeout` is its limit.
    ///
    /// @param narrower what makes it shorter
    <O extends Outcome> O inquire(Operation operation, Class<O> kind, String narrower) throws Failed {
        String what = command.name() + " " + String.join(" ", Echo.of(words()));
        LongLook look = new LongLook(what.strip(), operation, call.arguments().whole("timeout"), narrower);
        return kind.cast(desk.inquire(call, look).outcome());
    }

    <O extends Outcome> O ask(Operation operation, Class<O> kind) throws Failed {
        return desk.ask(call, operation, kind);
    }
}
