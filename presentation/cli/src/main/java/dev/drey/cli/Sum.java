package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey sum`: in the form of sha256sum.
@Command(name = "sum", description = "checksums of files", sortOptions = false)
final class Sum implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-a", "--algorithm"},
            paramLabel = "NAME",
            description = "md5, sha1, sha256 (default), sha512")
    String algorithm = "sha256";

    @Option(
            names = {"-r", "--recursive"},
            description = "every file below")
    boolean recursive;

    @Mixin
    Globbing globbing = new Globbing();

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Sum(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) {
                work.each(() -> {
                    for (Place place : globbing.expand(work, work.place(operand))) print(work, place);
                });
            }
        });
    }

    private void print(Work work, Place place) throws Failed {
        var summed = work.ask(new Operation.Checksum(place, algorithm, recursive), Outcome.Summed.class);
        for (Outcome.Sum sum : summed.sums()) {
            if (common.json) {
                work.report()
                        .json(java.util.Map.of(
                                "path", sum.path().display(),
                                "algorithm", summed.algorithm(),
                                "sum", sum.hex(),
                                "method", summed.method()));
            } else {
                work.report().line(sum.hex() + "  " + sum.path().display());
            }
        }
    }
}
