package dev.drey.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey completion SHELL`: a script for the shell to read.
@Command(name = "completion", description = "print the completion script for bash, zsh or fish", sortOptions = false)
final class Completion implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(paramLabel = "bash|zsh|fish")
    String shell = "";

    Completion(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            CommandLine commands = Cli.commands(context.console(), context.program());
            String script = switch (shell) {
                case "bash" -> AutoComplete.bash("drey", commands);
                case "zsh" -> "autoload -U +X compinit && compinit\n" + AutoComplete.bash("drey", commands);
                case "fish" -> fish(commands);
                default -> throw Targets.usage("completion is for bash, zsh or fish, not '" + shell + "'");
            };
            work.report().line(script);
        });
    }

    private static String fish(CommandLine commands) {
        StringBuilder script = new StringBuilder("complete -c drey -f\n");
        Map<String, CommandLine> sorted = new TreeMap<>(commands.getSubcommands());
        String all = String.join(" ", sorted.keySet());
        sorted.forEach((name, command) -> {
            String about =
                    String.join(" ", command.getCommandSpec().usageMessage().description());
            script.append("complete -c drey -n 'not __fish_seen_subcommand_from ")
                    .append(all)
                    .append("' -a ");
            script.append(name).append(" -d '").append(quoted(about)).append("'\n");
            for (var option : command.getCommandSpec().options()) options(script, name, option);
            script.append("complete -c drey -n '__fish_seen_subcommand_from ")
                    .append(name)
                    .append("' -F\n");
        });
        return script.toString();
    }

    private static void options(StringBuilder script, String command, CommandLine.Model.OptionSpec option) {
        if (option.hidden()) return;
        script.append("complete -c drey -n '__fish_seen_subcommand_from ")
                .append(command)
                .append("'");
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) script.append(" -r");
        script.append(" -d '")
                .append(quoted(String.join(" ", option.description())))
                .append("'\n");
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
