package dev.drey.cli;

import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey get TARGET:PATH… DST`; without DST, into this directory.
@Command(name = "get", description = "fetch files and directories", sortOptions = false)
final class Get implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    TransferWords words = new TransferWords();

    @Mixin
    Globbing globbing = new Globbing();

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH… [DST]")
    List<String> operands = new ArrayList<>();

    Get(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            boolean here = operands.size() == 1;
            List<String> sources = here ? operands : operands.subList(0, operands.size() - 1);
            for (String source : sources) {
                if (work.remote(source, "get").isLocal()) throw Targets.usage(source + " is not remote");
            }
            Place destination = work.place(here ? "." : operands.getLast());
            if (!destination.isLocal())
                throw Targets.usage(
                        "get " + operands.getLast() + ": the destination of get is here; cp copies between servers");
            new Carry(work, words, globbing, false).all(sources, destination);
        });
    }
}
