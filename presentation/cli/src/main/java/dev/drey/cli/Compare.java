package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey compare A B`; exit 1 when they differ.
@Command(name = "compare", description = "whether two files or trees hold the same", sortOptions = false)
final class Compare implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-c", "--content"},
            description = "by SHA-256, not by size and time")
    boolean content;

    @Parameters(index = "0", paramLabel = "A")
    String left = "";

    @Parameters(index = "1", paramLabel = "B")
    String right = "";

    Compare(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            var compared = work.ask(
                    new Operation.Compare(work.place(left), work.place(right), content), Outcome.Compared.class);
            for (Outcome.Difference one : compared.differences()) {
                if (common.json) {
                    work.report()
                            .json(java.util.Map.of(
                                    "path",
                                    one.path().display(),
                                    "difference",
                                    one.kind(),
                                    "left",
                                    one.left(),
                                    "right",
                                    one.right()));
                } else {
                    work.report()
                            .line(one.kind() + "\t" + one.path().display()
                                    + (one.left().isEmpty() && one.right().isEmpty()
                                            ? ""
                                            : "\t" + one.left() + " | " + one.right()));
                }
            }
            if (!compared.same()) work.exit(Exit.FAILED);
        });
    }
}
