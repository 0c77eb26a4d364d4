package dev.drey.cli;

import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `drey doctor TARGET`.
@Command(name = "doctor", description = "look why a target behaves as it does", sortOptions = false)
final class Doctor implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Parameters(paramLabel = "TARGET")
    String target = "";

    Doctor(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            var diagnosed = work.ask(new Operation.Doctor(work.targets().named(target)), Outcome.Diagnosed.class);
            for (Outcome.Finding finding : diagnosed.findings()) {
                if (common.json) {
                    work.report()
                            .json(java.util.Map.of(
                                    "topic", finding.topic(), "level", finding.level(), "text", finding.text()));
                } else {
                    work.report()
                            .line(String.format("%-8s %-14s %s", finding.level(), finding.topic(), finding.text()));
                }
                if (finding.level().equals("problem")) work.exit(Exit.FAILED);
            }
        });
    }
}
