package dev.drey.cli;

import dev.drey.operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey chown USER[:GROUP] TARGET:PATH…`.
@Command(name = "chown", description = "change owners", sortOptions = false)
final class Chown implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-R", "--recursive"},
            description = "everything below too")
    boolean recursive;

    @Parameters(index = "0", paramLabel = "USER[:GROUP]", description = "numbers, or names the server tells")
    String owner = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Chown(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            int colon = owner.indexOf(':');
            Optional<String> user =
                    Optional.of(colon < 0 ? owner : owner.substring(0, colon)).filter(text -> !text.isEmpty());
            Optional<String> group = colon < 0
                    ? Optional.empty()
                    : Optional.of(owner.substring(colon + 1)).filter(text -> !text.isEmpty());
            for (String operand : operands) {
                work.each(() ->
                        work.changed(new Operation.ChangeOwner(work.remote(operand, "chown"), user, group, recursive)));
            }
        });
    }
}
