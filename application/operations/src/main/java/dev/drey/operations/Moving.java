package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Options;
import dev.drey.transfer.Transfers;

/// Everything that carries bytes.
final class Moving {
    private final Spots spots;
    private final Running running;
    private final Transfers transfers;

    Moving(Spots spots, Running running, Transfers transfers) {
        this.spots = spots;
        this.running = running;
        this.transfers = transfers;
    }

    Outcome write(Caller caller, Operation.Write wanted) throws Failed {
        Spot to = spots.find(caller, wanted.place());
        return new Outcome.FileMoved(running.run(
                caller,
                to,
                to,
                transfer -> transfers.write(
                        transfer, wanted.content(), wanted.size(), wanted.sha256(), to.end(), wanted.options())));
    }

    Outcome copyFile(Caller caller, Operation.CopyFile wanted) throws Failed {
        Spot from = spots.find(caller, wanted.from());
        Spot to = spots.find(caller, wanted.to());
        return new Outcome.FileMoved(file(caller, from, to, wanted.options()));
    }

    private Moved file(Caller caller, Spot from, Spot to, Options options) throws Failed {
        return running.run(caller, from, to, transfer -> transfers.file(transfer, from.end(), to.end(), options));
    }

    Outcome copyTree(Caller caller, Operation.CopyTree wanted) throws Failed {
        Spot from = spots.find(caller, wanted.from());
        Spot to = spots.find(caller, wanted.to());
        refuseOverlap(from, to);
        return new Outcome.TreeMoved(tree(caller, from, to, wanted.options(), wanted.tree()));
    }

    private MovedTree tree(Caller caller, Spot from, Spot to, Options options, dev.drey.transfer.TreeOptions tree)
            throws Failed {
        return running.run(caller, from, to, transfer -> transfers.tree(transfer, from.end(), to.end(), options, tree));
    }

    /// A tree copied into itself would never end.
    private static void refuseOverlap(Spot from, Spot to) throws Failed {
        if (!from.session().route().key().equals(to.session().route().key())) return;
        if (!to.path().isWithin(from.path())) return;
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        to.path(),
                        to.display() + " lies within " + from.display() + ", which cannot be copied into itself")
                .thrown();
    }

    /// Within one target a rename; across, every byte is verified before the source goes.
    Outcome move(Caller caller, Operation.Move wanted) throws Failed {
        Spot from = spots.find(caller, wanted.from());
        Spot to = spots.find(caller, wanted.to());
        Refusals.checkRemovable(from);
        if (from.session().route().key().equals(to.session().route().key())) {
            boolean replace = replaces(wanted.options());
            return Changing.rename(from, to.path(), replace);
        }
        Options verified = wanted.options().withVerify(true);
        if (!from.tree().lstat(from.path()).isDirectory()) {
            Moved moved = file(caller, from, to, verified);
            if (moved.outcome() == Moved.Outcome.MOVED) from.tree().remove(from.path());
            return new Outcome.FileMoved(moved);
        }
        MovedTree moved = tree(caller, from, to, verified, wanted.tree());
        boolean all = moved.isWhole() && moved.skipped() == 0 && moved.specials() == 0;
        if (all && !wanted.options().dryRun()) new WholeTrees(running, caller).remove(from);
        return new Outcome.TreeMoved(moved);
    }

    private static boolean replaces(Options options) {
        return switch (options.overwrite()) {
            case REPLACE, DIFFERENT, NEWER, RESUME -> true;
            case FAIL, SKIP, RENAME -> false;
        };
    }
}
