package dev.drey.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Where the command line reads and writes.
///
/// @param inTerminal, outTerminal, errTerminal whether a person is there
/// @param environment the process's variables
/// @param home the user's home directory
/// @param directory where relative local paths start
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        Map<String, String> environment,
        Path home,
        Path directory) {

    public Console {
        environment = Map.copyOf(environment);
    }

    /// The same with nobody who could be asked.
    Console unattended() {
        return new Console(in, out, err, false, outTerminal, errTerminal, environment, home, directory);
    }

    /// Colours only where a person looks and has not said NO_COLOR.
    boolean colours() {
        return outTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
