package dev.drey.bench;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.sftp.client.Limits;
import dev.drey.sftp.client.SftpClient;
import dev.drey.ssh.Algorithms;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Prompts;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Our engine within this program, connected once: what a transfer costs when nothing has to be started.
final class Engine implements Moving.Mover, AutoCloseable {
    private final Link link;
    private final FileTree far;
    private final FileTree near;
    private final Transfers transfers;

    Engine(Access access, Path scratch) throws Failed {
        HostKeyRule known = HostKeyRule.of(TrustPolicy.YES, access.knownHosts());
        Credentials key = Credentials.of(Identity.of(access.key()));
        Dialing dialing = Dialing.to(access.host(), access.port(), access.user(), key, known)
                .withAlgorithms(Algorithms.MODERN.withCiphers(List.of(Access.CIPHER)));
        this.link = Dialler.dial(dialing, Prompts.NOBODY);
        this.far = SftpClient.over(link, Limits.USUAL, () -> Optional.of(Dialler.dial(dialing, Prompts.NOBODY)));
        this.near = new LocalTree(scratch);
        this.transfers =
                new Transfers(scratch.resolve("engine"), Observer.NOBODY, Bandwidth.UNLIMITED, 1, ShellHash.NONE);
    }

    @Override
    public void move(Errand errand) throws IOException {
        boolean up = errand.kind().isUp();
        End from = end(!up, errand.from());
        End to = end(up, errand.to());
        Transfer transfer = new Transfer(from.display(), to.display());
        switch (errand.kind()) {
            case PUT, GET -> transfers.file(transfer, from, to, Options.DEFAULTS);
            case PUT_TREE, GET_TREE -> {
                MovedTree moved = transfers.tree(transfer, from, to, Options.DEFAULTS, TreeOptions.DEFAULTS);
                if (!moved.isWhole())
                    throw new IOException(moved.failures().getFirst().failure().message());
            }
            case LIST -> far.list(from.path()).close();
        }
    }

    private End end(boolean isFar, Path path) {
        RemotePath there = LocalTree.path(path);
        return isFar ? new End(far, there, link.info().peer(), false) : new End(near, there, "local", true);
    }

    @Override
    public void close() throws Failed {
        try {
            far.close();
            near.close();
        } finally {
            link.close();
        }
    }
}
