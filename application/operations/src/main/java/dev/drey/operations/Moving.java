package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Options;
import dev.drey.transfer.Transfers;
import java.util.Optional;

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

    Outcome write(Call call, Operation.Write wanted) throws Failed {
        Spot to = spots.find(call, wanted.place());
        return new Outcome.FileMoved(running.run(
                call,
                to,
                to,
                transfer -> transfers.write(
                        transfer, wanted.content(), wanted.size(), wanted.sha256(), to.end(), wanted.options())));
    }

    Outcome copyFile(Call call, Operation.CopyFile wanted) throws Failed {
        Spot from = spots.find(call, wanted.from());
        Spot to = spots.find(call, wanted.to());
        return new Outcome.FileMoved(file(call, from, to, wanted.options()));
    }

    private Moved file(Call call, Spot from, Spot to, Options options) throws Failed {
        return running.run(call, from, to, transfer -> transfers.file(transfer, from.end(), to.end(), options));
    }

    Outcome copyTree(Call call, Operation.CopyTree wanted) throws Failed {
        Spot from = spots.find(call, wanted.from());
        Spot to = spots.find(call, wanted.to());
        refuseOverlap(from, to);
        return new Outcome.TreeMoved(tree(call, from, to, wanted.options(), wanted.tree()));
    }

    private MovedTree tree(Call call, Spot from, Spot to, Options options, dev.drey.transfer.TreeOptions tree)
            throws Failed {
        return running.run(call, from, to, transfer -> transfers.tree(transfer, from.end(), to.end(), options, tree));
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

    /// Within one target a rename, where that can do it; else every byte is verified before the source
    /// goes.
    Outcome move(Call call, Operation.Move wanted) throws Failed {
        Spot from = spots.find(call, wanted.from());
        Spot to = spots.find(call, wanted.to());
        Refusals.checkRemovable(from);
        boolean directory = from.tree().lstat(from.path()).isDirectory();
        boolean within =
                from.session().route().key().equals(to.session().route().key());
        if (within) {
            Optional<Moved> moved = renamed(call, from, to, wanted.options());
            if (moved.isPresent()) return directory ? Outcome.Done.QUIETLY : new Outcome.FileMoved(moved.get());
            refuseOverlap(from, to);
        } else {
            SameFile.refuse(from, to);
        }
        Options verified = (within ? asRenamed(wanted.options()) : wanted.options()).withVerify(true);
        if (!directory) {
            Moved moved = file(call, from, to, verified);
            if (moved.outcome() == Moved.Outcome.MOVED) from.tree().remove(from.path());
            return new Outcome.FileMoved(moved);
        }
        MovedTree moved = tree(call, from, to, verified, wanted.tree());
        boolean all = moved.isWhole() && moved.skipped() == 0 && moved.specials() == 0;
        if (all && !wanted.options().dryRun()) new WholeTrees(running, call).remove(from);
        return new Outcome.TreeMoved(moved);
    }

    private Optional<Moved> renamed(Call call, Spot from, Spot to, Options options) throws Failed {
        return running.run(call, from, to, transfer -> transfers.rename(transfer, from.end(), to.end(), options));
    }

    /// What is copied to another file system of the same machine keeps what a rename would have kept.
    private static Options asRenamed(Options options) {
        Options.Keeping asked = options.keeping();
        return options.withKeeping(
                new Options.Keeping(true, true, true, true, asked.mode(), asked.uid(), asked.gid(), asked.strict()));
    }
}
