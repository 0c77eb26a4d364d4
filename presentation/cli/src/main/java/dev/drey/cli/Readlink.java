package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey readlink`.
@Command(name = "readlink", description = "show where links point", sortOptions = false)
final class Readlink implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Readlink(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) {
                work.each(() -> work.report()
                        .line(work.ask(
                                        new Operation.ReadLink(work.remote(operand, "readlink")),
                                        Outcome.PathFound.class)
                                .path()
                                .display()));
            }
        });
    }
}
