package dev.drey.cli;

import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey put SRC… TARGET:PATH`.
@Command(name = "put", description = "send files and directories", sortOptions = false)
final class Put implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    TransferWords words = new TransferWords();

    @Parameters(arity = "2..*", paramLabel = "SRC… TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Put(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Place destination = work.remote(operands.getLast(), "put");
            new Carry(work, words, Globbing.OFF, false).all(operands.subList(0, operands.size() - 1), destination);
        });
    }
}
