package dev.drey.cli;

import dev.drey.cli.ShellLoop.Manner;
import dev.drey.files.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey shell TARGET`: many commands over one connection, with sftp's habits.
@Command(name = "shell", description = "type commands as in sftp, or run a file of them", sortOptions = false)
final class Shell implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "FILE",
            description = "run the commands of FILE (-: standard input), and end at the first that fails")
    @Nullable
    String batch;

    @Parameters(paramLabel = "TARGET[:DIRECTORY]")
    String target = "";

    Shell(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Console console = context.console();
        Context mine = batch == null ? context : new Context(console.unattended(), context.program());
        return mine.run(common, work -> {
            boolean person = batch == null && console.inTerminal() && console.outTerminal();
            Path file = batch == null || batch.equals("-")
                    ? Path.of("")
                    : console.directory().resolve(batch);
            if (batch != null && !batch.equals("-") && !Files.isReadable(file)) {
                throw Targets.usage("shell -b " + batch + ": there is no such file, or it cannot be read");
            }
            ShellContext inside = new ShellContext(
                    mine, work, new ShellPaths(work, work.targets().start(target)));
            ShellVerbs verbs = new ShellVerbs(inside);
            try (ShellInterrupt interrupt = new ShellInterrupt(work, person);
                    ShellInput input = person ? ShellPrompt.open(inside, verbs, interrupt) : script(console, file)) {
                Manner manner = person ? Manner.PERSON : batch == null ? Manner.PIPE : Manner.BATCH;
                new ShellLoop(inside, verbs, interrupt, manner).run(input);
            }
        });
    }

    private ShellScript script(Console console, Path file) throws Failed {
        if (file.toString().isEmpty()) return new ShellScript(console.in());
        try {
            return new ShellScript(Files.newInputStream(file));
        } catch (IOException unreadable) {
            throw Targets.usage("shell -b " + file + ": it cannot be read");
        }
    }
}
