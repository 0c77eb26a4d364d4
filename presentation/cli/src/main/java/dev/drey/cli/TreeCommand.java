package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey tree`.
@Command(name = "tree", description = "show directories as a tree", sortOptions = false)
final class TreeCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-a", "--all"},
            description = "names that begin with a dot too")
    boolean all;

    @Option(
            names = {"-d", "--max-depth"},
            paramLabel = "N",
            description = "no deeper than this")
    int depth = Integer.MAX_VALUE;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    TreeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> print(work, operand));
        });
    }

    private void print(Work work, String operand) throws Failed {
        Place place = work.place(operand);
        var listed = work.ask(
                new Operation.ListDirectory(place, List.of(), all, depth, OptionalInt.empty(), Optional.empty(), true),
                Outcome.Listed.class);
        if (common.json) {
            Rows.print(work, listed.lines(), new Rows.Style(true, false));
            return;
        }
        work.report().line(place.path().display());
        for (Outcome.Line line : listed.lines()) {
            int level = line.path().names().size();
            String mark = line.attributes().isDirectory() ? "/" : "";
            work.report().line("  ".repeat(level) + line.path().name().display() + mark);
        }
    }
}
