package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a transfer promises, tried with the real engine on one make of server, both ways: extend it, and
/// say how the server is reached and where its files lie.
///
/// Chapters: [WholeFileCases], [ReplacingCases], [ResumingCases], [WholeTreeCases]. No case is ever
/// skipped: what a server makes impossible is declared by [#deviations()], and a declaration that is not
/// true fails. Behind every case nobody, the server included, may have a file open.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(Deviations.class)
abstract class TransferContract implements Deviating, WholeFileCases, ReplacingCases, ResumingCases, WholeTreeCases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private @Nullable Quay quay;

    /// Opens the server's tree over a connection that is good; closed behind each case.
    abstract FileTree openTree() throws Exception;

    /// A folder that may be written, as the server names it, and as this machine's disk has it.
    abstract RemotePath remote();

    abstract Path disk();

    @BeforeEach
    final void openTheQuay() throws Exception {
        String name = "case-" + NUMBER.incrementAndGet();
        FileTree tree = openTree();
        tree.makeDirectory(remote().resolve(name), Changes.ofPermissions(0755));
        quay = new Quay(tree, remote().resolve(name), disk().resolve(name));
    }

    @AfterEach
    final void closeTheQuay() throws Exception {
        quay().close();
    }

    @Override
    public final Quay quay() {
        return Objects.requireNonNull(quay);
    }
}
