package dev.drey.cli;

import dev.drey.operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey rmdir`.
@Command(name = "rmdir", description = "remove empty directories", sortOptions = false)
final class Rmdir implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Rmdir(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) {
                work.each(() -> work.done(new Operation.RemoveDirectory(work.remote(operand, "rmdir"))));
            }
        });
    }
}
