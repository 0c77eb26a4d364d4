package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey stat`.
@Command(name = "stat", description = "show what is known of a path", sortOptions = false)
final class StatCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-L", "--dereference"},
            description = "what a link leads to")
    boolean follow;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    StatCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) {
                work.each(() -> {
                    var described =
                            work.ask(new Operation.Stat(work.place(operand), follow, true), Outcome.Described.class);
                    Rows.print(work, List.of(described.line()), new Rows.Style(true, false));
                });
            }
        });
    }
}
