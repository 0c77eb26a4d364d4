package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey config check`: reads the configuration file and says whether it is right.
@Command(name = "config", description = "check the configuration file", sortOptions = false)
final class ConfigCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(paramLabel = "check")
    String what = "";

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            if (!what.equals("check")) throw Targets.usage("config takes check, not '" + what + "'");
            Configuration configuration = work.configuration();
            String file = configuration.file().map(Object::toString).orElse("no configuration file");
            int servers = configuration.servers().size();
            work.report().line(file + ": " + servers + (servers == 1 ? " server" : " servers") + ", no mistakes");
        });
    }
}
