package dev.drey.drey;

import dev.drey.cli.Cli;
import dev.drey.cli.Console;
import dev.drey.mcp.Warming;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where the program begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        begin(arguments);
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Console console = new Console(
                System.in,
                out,
                err,
                Terminals.isTerminal(0),
                Terminals.isTerminal(1),
                Terminals.isTerminal(2),
                System.getenv(),
                home(),
                Path.of("").toAbsolutePath());
        int exit = run(console, arguments);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /// Before anything else.
    static void begin(String... arguments) {
        LogProvider.choose();
        if (arguments.length > 0 && arguments[0].equals("mcp")) Warming.begin();
    }

    /// One command, from its words to its exit code.
    static int run(Console console, String... arguments) {
        try (Wiring wiring = new Wiring(console)) {
            return Cli.run(console, wiring, arguments);
        }
    }

    /// `$HOME` as the shell and most tools have it, and what the system knows where it is not set.
    private static Path home() {
        String said = System.getenv("HOME");
        return Path.of(said == null || said.isEmpty() ? System.getProperty("user.home", "/") : said);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        var raw = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
        return new PrintStream(raw, descriptor == FileDescriptor.err, StandardCharsets.UTF_8);
    }
}
