package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `drey demo`: the whole main job on loopback, in a temporary home.
@Command(name = "demo", description = "move files to an embedded server and show what happened", sortOptions = false)
final class Demo implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--once", description = "end after the table")
    boolean once;

    Demo(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            boolean stay = !once
                    && context.console().outTerminal()
                    && context.console().inTerminal();
            work.exit(context.program().demo(context.console(), stay));
        });
    }
}
