package dev.drey.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--config", paramLabel = "FILE", description = "instead of the usual configuration file")
    @Nullable
    Path config;

    @Option(
            names = {"-v", "--verbose"},
            description = "say what is done; twice: with the library's own messages")
    boolean[] verbose = {};

    @Option(names = "--log-file", paramLabel = "FILE", description = "messages go there instead of stderr")
    @Nullable
    Path logFile;

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    Mcp(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Common common = new Common();
        common.config = config;
        common.verbose = verbose;
        common.logFile = logFile;
        return context.guarded(common, () -> {
            Console console = context.console();
            Configuration configuration = configuration(ConfigurationFile.load(console, config));
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
