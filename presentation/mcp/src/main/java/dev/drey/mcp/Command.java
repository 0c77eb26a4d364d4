package dev.drey.mcp;

import dev.drey.files.Failed;
import java.util.Set;

/// One command of `console_execute_command`.
///
/// @param name such as `sftp-put`
/// @param usage its arguments, as in `LOCAL REMOTE`
/// @param least, most how many of them there are, flags not counted
/// @param flags words that may stand among them: `--all`, or with a value `--pattern=`
/// @param options names of [ConsoleOptions] that it takes
/// @param body does it
record Command(String name, String usage, int least, int most, Set<String> flags, Set<String> options, Body body) {
    Command {
        flags = Set.copyOf(flags);
        options = Set.copyOf(options);
    }

    /// Without flags and options.
    static Command plain(String name, String usage, int arguments, Body body) {
        return new Command(name, usage, arguments, arguments, Set.of(), Set.of(), body);
    }

    /// What a command is for.
    interface Body {
        Said run(CommandCall call) throws Failed;
    }
}
