package dev.drey.cli;

import dev.drey.operations.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey touch`.
@Command(name = "touch", description = "set times, and make missing files", sortOptions = false)
final class Touch implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-c", "--no-create"},
            description = "do not make missing files")
    boolean noCreate;

    @Option(
            names = {"-d", "--date"},
            paramLabel = "TIME",
            description = "such as 2026-11-20T10:00:00Z; now without it")
    @Nullable
    String date;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Touch(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Optional<Instant> time = date == null ? Optional.empty() : Optional.of(Times.parse(date));
            for (String operand : operands) {
                work.each(
                        () -> work.done(new Operation.SetTimes(work.remote(operand, "touch"), time, time, !noCreate)));
            }
        });
    }
}
