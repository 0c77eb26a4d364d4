package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `drey serve`: the hub.
@Command(name = "serve", description = "run the hub until it is stopped", sortOptions = false)
final class Serve implements Callable<Integer> {
    private final Context context;

    @Option(names = "--check", description = "look at configuration, store and keys, say what is wrong, and end")
    boolean check;

    @Option(names = "--config", paramLabel = "FILE", description = "instead of the usual configuration file")
    java.nio.file.@org.jspecify.annotations.Nullable Path config;

    @Option(
            names = {"-v", "--verbose"},
            description = "say what is done; twice: with the library's own messages")
    boolean[] verbose = {};

    @Option(names = "--log-file", paramLabel = "FILE", description = "messages go there instead of stderr")
    java.nio.file.@org.jspecify.annotations.Nullable Path logFile;

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    Serve(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Common common = new Common();
        common.config = config;
        common.verbose = verbose;
        common.logFile = logFile;
        return context.guarded(common, () -> {
            Program.Reading reading = () -> {
                Configuration read = ConfigurationFile.load(context.console(), config);
                return read.withLog(Logging.serving(read.log(), common));
            };
            return context.program().serve(context.console(), reading, check);
        });
    }
}
