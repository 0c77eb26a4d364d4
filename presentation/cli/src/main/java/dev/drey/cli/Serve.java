package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `drey serve`: the hub.
@Command(name = "serve", description = "run the hub until it is stopped", sortOptions = false)
final class Serve implements Callable<Integer> {
    private final Context context;

    @Option(names = "--check", description = "look at configuration, store and keys, say what is wrong, and end")
    boolean check;

    @Mixin
    ServerOptions options = new ServerOptions();

    Serve(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Common common = options.common();
        return context.guarded(common, () -> {
            Program.Reading reading = () -> {
                Configuration read = ConfigurationFile.load(context.console(), common.config);
                return read.withLog(Logging.serving(read.log(), common));
            };
            return context.program().serve(context.console(), reading, check);
        });
    }
}
