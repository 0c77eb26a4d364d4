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

/// `drey transfers list|clean`.
@Command(name = "transfers", description = "what interrupted transfers left behind", sortOptions = false)
final class Transfers implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-y", "--yes"},
            description = "remove without asking")
    boolean yes;

    @Option(names = "--hub", description = "what the hub moves: list, or pause, resume, cancel ID…")
    boolean hub;

    @Parameters(index = "0", arity = "0..1", paramLabel = "list|clean")
    String what = "list";

    @Parameters(index = "1..*", paramLabel = "TARGET:DIRECTORY", description = "where to look for unfinished files")
    List<String> operands = new ArrayList<>();

    Transfers(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (hub) return HubWork.run(context, common, this::atHub);
        return context.run(common, work -> {
            if (!what.equals("list") && !what.equals("clean"))
                throw Targets.usage("transfers takes list or clean, not '" + what + "'");
            List<Place> places = new ArrayList<>();
            for (String operand : operands) places.add(work.place(operand));
            var listed = work.ask(new Operation.ListLeftOvers(places), Outcome.LeftOversListed.class);
            for (Outcome.LeftOver one : listed.leftOvers()) print(work, one);
            long old = listed.leftOvers().stream().filter(Outcome.LeftOver::old).count();
            if (what.equals("list") || old == 0) return;
            TerminalAsker asker = new TerminalAsker(work.console(), common.json);
            if (!yes && !asker.canAsk())
                throw Targets.usage("transfers clean: would remove " + old + " left-overs; say --yes to do it");
            if (!yes && !asker.confirmed("Remove the " + old + " marked old?")) return;
            var cleaned = work.ask(new Operation.CleanLeftOvers(places), Outcome.LeftOversListed.class);
            work.report().note(cleaned.removed() + " removed");
        });
    }

    private void atHub(HubWork work) throws Failed {
        if (yes) throw Targets.usage("transfers --hub asks nothing, so there is nothing to say --yes to");
        HubTransfers.run(work, what, operands);
    }

    private void print(Work work, Outcome.LeftOver one) {
        if (common.json) {
            work.report()
                    .json(java.util.Map.of(
                            "where", one.where(),
                            "what", one.what(),
                            "bytes", one.bytes(),
                            "modified", one.modified().toString(),
                            "old", one.old()));
            return;
        }
        work.report()
                .line((one.old() ? "old  " : "     ") + Sizes.brief(one.bytes()) + "\t" + one.what() + "\t"
                        + one.where());
    }
}
