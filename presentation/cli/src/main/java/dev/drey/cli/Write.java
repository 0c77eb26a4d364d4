package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey write TARGET:PATH`: the file gets its name when all has arrived.
@Command(name = "write", description = "standard input into a file that appears whole", sortOptions = false)
final class Write implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    TransferWords words = new TransferWords();

    @Option(names = "--size", paramLabel = "N", description = "so many bytes must come, else nothing changes")
    @Nullable
    Long size;

    @Option(names = "--sha256", paramLabel = "HEX", description = "their SHA-256 must be this, else nothing changes")
    @Nullable
    String sha256;

    @Parameters(paramLabel = "TARGET:PATH")
    String operand = "";

    Write(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            Place place = work.remote(operand, "write");
            if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}"))
                throw Targets.usage("--sha256 takes 64 hexadecimal digits");
            var written = work.ask(
                    new Operation.Write(
                            place,
                            work.console().in(),
                            size == null ? OptionalLong.empty() : OptionalLong.of(size),
                            Optional.ofNullable(sha256).map(text -> text.toLowerCase(java.util.Locale.ROOT)),
                            words.options(Carry.server(place, place), work.configuration())),
                    Outcome.FileMoved.class);
            Totals totals = new Totals();
            totals.add(work, written);
            totals.print(work);
        });
    }
}
