package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
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

/// `drey rm`: asks before trees and patterns, or needs `--yes`.
@Command(name = "rm", description = "remove files, and trees with -r", sortOptions = false)
final class Rm implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-r", "-R", "--recursive"},
            description = "directories and everything below, never through links")
    boolean recursive;

    @Option(
            names = {"-f", "--force"},
            description = "no complaint about what is not there")
    boolean force;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    boolean yes;

    @Mixin
    Globbing globbing = new Globbing();

    @Parameters(arity = "1..*", paramLabel = "TARGET:PATH")
    List<String> operands = new ArrayList<>();

    Rm(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.run(common, work -> {
            for (String operand : operands) work.each(() -> remove(work, operand));
        });
    }

    private void remove(Work work, String operand) throws Failed {
        Place place = work.remote(operand, "rm");
        List<Place> found;
        try {
            found = globbing.expand(work, place);
            if (found.size() == 1 && force)
                work.ask(new Operation.Stat(found.getFirst(), false, false), Outcome.Described.class);
        } catch (Failed missing) {
            if (force && missing.code() == Failure.Code.NOT_FOUND) return;
            throw missing;
        }
        boolean pattern = found.size() > 1 || !found.getFirst().equals(place);
        if (recursive || pattern) confirm(work, operand, found);
        for (Place one : found) work.each(() -> removeOne(work, one));
    }

    private void removeOne(Work work, Place place) throws Failed {
        if (recursive) work.changed(new Operation.RemoveTree(place));
        else work.done(new Operation.Remove(place));
    }

    /// Shows what would go, and asks; without anybody to ask, refuses.
    private void confirm(Work work, String operand, List<Place> found) throws Failed {
        if (yes) return;
        long files = 0;
        long directories = 0;
        for (Place place : found) {
            if (!recursive) {
                files++;
                continue;
            }
            var counted = work.ask(new Operation.CountTree(place), Outcome.Counted.class);
            files += counted.files();
            directories += counted.directories();
        }
        String what = files + " files and " + directories + " directories";
        TerminalAsker asker = new TerminalAsker(work.console(), work.common().json);
        if (!asker.canAsk()) throw Targets.usage("rm " + operand + ": would remove " + what + "; say --yes to do it");
        if (!asker.confirmed("Remove " + what + " at " + operand + "?")) {
            throw Failure.of(Failure.Code.CANCELLED, "rm " + operand + ": nothing was removed")
                    .thrown();
        }
    }
}
