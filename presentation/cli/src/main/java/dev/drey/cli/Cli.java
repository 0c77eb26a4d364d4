package dev.drey.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;

/// The command line: arguments in, a number out.
public final class Cli {
    /// Commands that never leave this machine, or not until somebody asks.
    private static final Set<String> AT_HOME = Set.of(
            "version", "completion", "config", "demo", "servers", "mcp", "serve", "user", "token", "audit", "port");

    private Cli() {}

    /// Runs one command.
    ///
    /// @return 0 all done, 1 something failed, 2 usage, 3 connection or authentication, 4 host key, 5
    ///     verification failed, 130 interrupted
    public static int run(Console console, Program program, String... arguments) {
        if (arguments.length > 1 && !AT_HOME.contains(arguments[0])) program.prepare();
        return commands(console, program, arguments).execute(arguments);
    }

    /// Every command with the options that its `--help` shows, the longest name of each: what a test
    /// walks, so that no option stands there without an effect.
    public static Map<String, List<String>> options(Console console, Program program) {
        Map<String, List<String>> found = new TreeMap<>();
        collect(commands(console, program), "", found);
        return found;
    }

    private static void collect(CommandLine line, String way, Map<String, List<String>> found) {
        List<String> names = line.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(option -> option.longestName())
                .sorted()
                .toList();
        found.put(way, names);
        line.getSubcommands().forEach((name, sub) -> collect(sub, (way + " " + name).strip(), found));
    }

    /// All commands, for help and completion.
    static CommandLine commands(Console console, Program program) {
        return commands(console, program, new String[0]);
    }

    /// The one command that is asked for, since describing each takes time that a user waits for; all
    /// when it is none.
    private static CommandLine commands(Console console, Program program, String[] arguments) {
        Made made = new Made(new Context(console, program));
        CommandLine line = new CommandLine(new Root(), made);
        Map<String, Class<?>> all = Root.commands();
        Class<?> one = arguments.length == 0 ? null : all.get(arguments[0]);
        if (one != null) line.addSubcommand(arguments[0], new CommandLine(one, made));
        else all.forEach((name, type) -> line.addSubcommand(name, new CommandLine(type, made)));
        line.setOut(new java.io.PrintWriter(console.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(console.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    /// Makes commands with the context they need.
    record Made(Context context) implements CommandLine.IFactory {
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
