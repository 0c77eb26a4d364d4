package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import dev.drey.transfer.TreeOptions;
import java.nio.file.Path;

/// The mover of trees that Drey has.
final class OurTreeMover {
    private OurTreeMover() {}

    static TreeMover in(Path state) {
        return (evil, to, into) -> move(state, evil, to, into).failed();
    }

    private static MovedTree move(Path state, FileTree evil, FileTree to, RemotePath into) throws Failed {
        Transfers transfers = new Transfers(state, Observer.NOBODY, Bandwidth.UNLIMITED, 4, ShellHash.NONE);
        End source = new End(evil, EvilTree.ROOT, "evil", false);
        End destination = new End(to, into, "here", true);
        return transfers.tree(
                new Transfer("evil", "here"), source, destination, Options.DEFAULTS, TreeOptions.DEFAULTS);
    }
}
