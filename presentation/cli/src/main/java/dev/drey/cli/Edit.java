package dev.drey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey edit TARGET:PATH`: a file of the target in an editor here.
@Command(
        name = "edit",
        description = "edit a file here, and save it if it did not change there meanwhile",
        sortOptions = false)
final class Edit implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(paramLabel = "TARGET:PATH")
    String operand = "";

    Edit(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> new Editing(work, work.remote(operand, "edit"), operand).run());
    }
}
