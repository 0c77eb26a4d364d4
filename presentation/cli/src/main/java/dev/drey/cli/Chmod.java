package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey chmod MODE TARGET:PATH…`.
@Command(name = "chmod", description = "change modes", sortOptions = false)
final class Chmod implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-R", "--recursive"},
            description = "everything below too")
    boolean recursive;

    @Parameters(index = "0", paramLabel = "MODE", description = "such as 644 or u+rwX,go-w")
    String mode = "";

    @Mixin
    Globbing globbing = new Globbing();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Chmod(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) {
                for (Place place : globbing.expand(work, work.remote(operand, "chmod"))) {
                    work.each(() -> work.changed(new Operation.ChangeMode(place, mode, recursive)));
                }
            }
        });
    }
}
