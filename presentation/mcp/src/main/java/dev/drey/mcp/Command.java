package dev.drey.mcp;

import dev.drey.files.Failed;
import java.util.Optional;
import java.util.Set;

/// One command of `console_execute_command`.
///
/// @param name such as `sftp-put`
/// @param usage its arguments, as in `LOCAL REMOTE`
/// @param least, most how many of them there are, flags not counted
/// @param flags words that may stand among them: `--all`, or with a value `--pattern=`
/// @param options names of [ConsoleOptions] that it takes
/// @param seated whether it takes one of the places that a session has for commands at once
/// @param planner what of it is agreed to, where every change is
/// @param body does it
record Command(
        String name,
        String usage,
        int least,
        int most,
        Set<String> flags,
        Set<String> options,
        boolean seated,
        Planner planner,
        Body body) {
    Command {
        flags = Set.copyOf(flags);
        options = Set.copyOf(options);
    }

    /// One that takes a place, as most do, and leaves what is there.
    Command(String name, String usage, int least, int most, Set<String> flags, Set<String> options, Body body) {
        this(name, usage, least, most, flags, options, true, call -> Optional.empty(), body);
    }

    /// Without flags and options.
    static Command plain(String name, String usage, int arguments, Body body) {
        return new Command(name, usage, arguments, arguments, Set.of(), Set.of(), body);
    }

    /// The same, which is also done while a session's places are all taken.
    Command unseated() {
        return new Command(name, usage, least, most, flags, options, false, planner, body);
    }

    /// The same, which removes, replaces or changes what is there.
    Command losing(Planner what) {
        return new Command(name, usage, least, most, flags, options, seated, what, body);
    }

    /// What would be lost.
    interface Planner {
        /// @return empty: nothing that was there
        Optional<Plan> plan(CommandCall call) throws Failed;
    }

    /// What a command is for.
    interface Body {
        Said run(CommandCall call) throws Failed;
    }
}
