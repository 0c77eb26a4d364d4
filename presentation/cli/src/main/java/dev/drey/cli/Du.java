package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey du`: bytes of files below, as they are stated.
@Command(name = "du", description = "add up sizes", sortOptions = false)
final class Du implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-h", "--human"},
            description = "sizes such as 4.0G")
    boolean human;

    @Option(
            names = {"-d", "--max-depth"},
            paramLabel = "N",
            description = "show directories so deep (0)")
    int depth;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Du(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> print(work, operand));
        });
    }

    private void print(Work work, String operand) throws Failed {
        for (Outcome.Use use : work.ask(new Operation.DiskUsage(work.place(operand), depth), Outcome.Used.class)
                .uses()) {
            if (common.json) {
                work.report()
                        .json(java.util.Map.of(
                                "path", use.path().display(), "bytes", use.bytes(), "files", use.files()));
            } else {
                String size = human ? Sizes.brief(use.bytes()) : Long.toString(use.bytes());
                work.report().line(size + "\t" + use.path().display());
            }
        }
    }
}
