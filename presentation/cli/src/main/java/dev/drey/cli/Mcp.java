package dev.drey.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `drey mcp`: tools for an assistant, on standard input and output.
@Command(name = "mcp", description = "serve an assistant on standard input and output", sortOptions = false)
final class Mcp implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "a folder of this machine that may be touched; may be repeated")
    List<Path> roots = new ArrayList<>();

    @Option(names = "--read-only", description = "nothing may be changed, neither there nor here")
    boolean readOnly;

    @Option(names = "--print-config", description = "show the entry for a client's configuration, and end")
    boolean printConfig;

    @Mixin
    ServerOptions options = new ServerOptions();

    Mcp(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Common common = options.common();
        return context.guarded(common, () -> {
            Console console = context.console();
            Configuration configuration = configuration(ConfigurationFile.load(console, common.config));
            context.program().log(Logging.settled(configuration.log(), common));
            if (printConfig) {
                console.out().println(context.program().assistantEntry(console, configuration, roots));
                return Exit.DONE;
            }
            context.program().assist(console, configuration, roots);
            return Exit.DONE;
        });
    }

    private Configuration configuration(Configuration read) {
        return readOnly ? read.withAssistants(read.assistants().withReadOnly(true)) : read;
    }
}
