package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `drey version`.
@Command(name = "version", description = "show the version", sortOptions = false)
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            work.report().line("drey " + context.program().version());
        });
    }
}
