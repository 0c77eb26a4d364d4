package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey ls`: directories and files, as ls shows them.
@Command(name = "ls", description = "list directories and files", sortOptions = false)
final class Ls implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Mixin
    Globbing globbing = new Globbing();

    @Option(
            names = {"-l", "--long"},
            description = "modes, owners, sizes and times")
    boolean lengthy;

    @Option(
            names = {"-a", "--all"},
            description = "names that begin with a dot too")
    boolean all;

    @Option(
            names = {"-h", "--human"},
            description = "sizes such as 4.0K")
    boolean human;

    @Option(
            names = {"-R", "--recursive"},
            description = "directories below too")
    boolean recursive;

    @Option(
            names = {"-S", "--by-size"},
            description = "largest first")
    boolean bySize;

    @Option(
            names = {"-t", "--by-time"},
            description = "newest first")
    boolean byTime;

    @Option(
            names = {"-r", "--reverse"},
            description = "the other way round")
    boolean reverse;

    @Option(names = "--numeric", description = "as -l, with numbers of owners and groups")
    boolean numeric;

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Ls(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> list(work, operand));
        });
    }

    private void list(Work work, String operand) throws Failed {
        List<Place> places = globbing.expand(work, work.place(operand));
        for (Place place : places) {
            var listed = work.ask(
                    new Operation.ListDirectory(
                            place,
                            List.of(),
                            all,
                            recursive ? Integer.MAX_VALUE : 1,
                            OptionalInt.empty(),
                            Optional.empty(),
                            lengthy || numeric || common.json),
                    Outcome.Listed.class);
            boolean several = places.size() > 1 || operands.size() > 1;
            if (!common.json && several && isDirectory(work, place)) {
                work.report().line(place.path().display() + ":");
            }
            List<Outcome.Line> lines = sorted(listed.lines());
            Rows.print(work, lines, new Rows.Style(lengthy || numeric || common.json, human, numeric));
        }
    }

    private static boolean isDirectory(Work work, Place place) throws Failed {
        return work.ask(new Operation.Stat(place, true, false), Outcome.Described.class)
                .line()
                .attributes()
                .isDirectory();
    }

    private List<Outcome.Line> sorted(List<Outcome.Line> lines) {
        Comparator<Outcome.Line> order = Comparator.comparing(Outcome.Line::path, RemotePath::compareTo);
        if (byTime) {
            order = Comparator.comparing(
                            (Outcome.Line line) -> line.attributes().modified().orElse(java.time.Instant.EPOCH))
                    .reversed()
                    .thenComparing(order);
        }
        if (bySize) {
            order = Comparator.comparingLong(
                            (Outcome.Line line) -> line.attributes().sizeOrZero())
                    .reversed()
                    .thenComparing(order);
        }
        return lines.stream().sorted(reverse ? order.reversed() : order).toList();
    }
}
