package dev.drey.cli;

import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey mv A… B`.
@Command(name = "mv", description = "move between any two places", sortOptions = false)
final class Mv implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    TransferWords words = new TransferWords();

    @Mixin
    Globbing globbing = new Globbing();

    @Parameters(arity = "2..*", paramLabel = "A… B")
    List<String> operands = new ArrayList<>();

    Mv(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Place destination = work.place(operands.getLast());
            List<String> sources = operands.subList(0, operands.size() - 1);
            for (String source : sources) work.remote(source, "mv");
            new Carry(work, words, globbing, true).all(sources, destination);
        });
    }
}
