package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey find`.
@Command(name = "find", description = "look for files", sortOptions = false)
final class FindCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--name", paramLabel = "PATTERN", description = "names that match")
    @Nullable
    String name;

    @Option(names = "--size", paramLabel = "[+-]SIZE", description = "+10M: larger, -10M: smaller")
    @Nullable
    String size;

    @Option(names = "--newer", paramLabel = "TIME", description = "changed within, such as 2h or 7d")
    @Nullable
    String newer;

    @Option(names = "--type", paramLabel = "T", description = "f file, d directory, l link")
    @Nullable
    String type;

    @Option(names = "--text", paramLabel = "TEXT", description = "files that contain it")
    @Nullable
    String text;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    FindCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> find(work, operand));
        });
    }

    private void find(Work work, String operand) throws Failed {
        boolean smaller = size != null && size.startsWith("-");
        OptionalLong bound = size == null
                ? OptionalLong.empty()
                : OptionalLong.of(dev.drey.session.Units.bytes(size.replaceFirst("^[+-]", "")));
        var listed = work.ask(
                new Operation.Find(
                        work.place(operand),
                        Optional.ofNullable(name),
                        smaller ? OptionalLong.empty() : bound,
                        smaller ? bound : OptionalLong.empty(),
                        newer == null
                                ? Optional.empty()
                                : Optional.of(Duration.ofMillis(dev.drey.session.Units.millis(newer))),
                        Optional.ofNullable(type),
                        Optional.ofNullable(text)),
                Outcome.Listed.class);
        Rows.print(work, listed.lines(), new Rows.Style(false, false));
    }
}
