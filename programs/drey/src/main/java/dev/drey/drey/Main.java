package dev.drey.drey;

import dev.drey.cli.Cli;
import dev.drey.cli.Console;
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
                Path.of(System.getProperty("user.home", "/")),
                Path.of("").toAbsolutePath());
        int exit;
        try (Wiring wiring = new Wiring(console)) {
            exit = Cli.run(console, wiring, arguments);
        }
        out.flush();
        err.flush();
        System.exit(exit);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        var raw = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
        return new PrintStream(raw, descriptor == FileDescriptor.err, StandardCharsets.UTF_8);
    }
}
