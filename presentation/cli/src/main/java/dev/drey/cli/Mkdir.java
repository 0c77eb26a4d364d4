package dev.drey.cli;

import dev.drey.operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey mkdir`.
@Command(name = "mkdir", description = "make directories", sortOptions = false)
final class Mkdir implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-p", "--parents"},
            description = "missing parents too, and no complaint when it is there")
    boolean parents;

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "OCTAL",
            description = "such as 750")
    @Nullable
    String mode;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Mkdir(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            OptionalInt bits = mode == null ? OptionalInt.empty() : OptionalInt.of(TransferWords.octal(mode));
            for (String operand : operands) {
                work.each(() -> work.done(new Operation.MakeDirectory(work.remote(operand, "mkdir"), parents, bits)));
            }
        });
    }
}
