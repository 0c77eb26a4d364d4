package dev.drey.cli;

import picocli.CommandLine;

/// The command line: arguments in, a number out.
public final class Cli {
    private Cli() {}

    /// Runs one command.
    ///
    /// @return 0 all done, 1 something failed, 2 usage, 3 connection or authentication, 4 host key, 5 verification
    ///     failed, 130 interrupted
    public static int run(Console console, Program program, String... arguments) {
        CommandLine line = commands(console, program);
        return line.execute(arguments);
    }

    static CommandLine commands(Console console, Program program) {
        Context context = new Context(console, program);
        CommandLine line = new CommandLine(new Root(), new Made(context));
        line.setOut(new java.io.PrintWriter(console.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(console.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    /// Makes commands with the context they need.
    private record Made(Context context) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.cast(type.getDeclaredConstructor(Context.class).newInstance(context));
            } catch (NoSuchMethodException plain) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
