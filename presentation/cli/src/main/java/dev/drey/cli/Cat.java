package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey cat`: the bytes of files, one behind the other.
@Command(name = "cat", description = "write files to standard output", sortOptions = false)
final class Cat implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    Globbing globbing = new Globbing();

    @Option(names = "--offset", paramLabel = "N", description = "begin at this byte")
    long offset;

    @Option(names = "--length", paramLabel = "N", description = "at most so many bytes")
    @Nullable
    Long length;

    @Option(names = "--tail", paramLabel = "N", description = "only the last so many bytes")
    @Nullable
    Long tail;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Cat(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> cat(work, operand));
            work.console().out().flush();
        });
    }

    private void cat(Work work, String operand) throws Failed {
        for (Place place : globbing.expand(work, work.remote(operand, "cat"))) {
            OptionalLong most = length == null ? OptionalLong.empty() : OptionalLong.of(length);
            OptionalLong last = tail == null ? OptionalLong.empty() : OptionalLong.of(tail);
            var read = work.ask(
                    new Operation.Read(place, offset, most, last, work.console().out()), Outcome.WasRead.class);
            if (work.common().verbose.length > 0) work.report().note(read.bytes() + " bytes");
        }
    }
}
