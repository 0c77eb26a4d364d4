package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The laws of the port [FileTree], tried on one implementation: extend it, say how a tree is opened, and what it can.
///
/// Chapters: [AttributeCases], [FileCases], [DirectoryCases], [NameCases], [DeniedCases], [PowerCases],
/// [ConcurrentCases], [SpecialCases]. A refusal must have the exact code, come in time, speak to a person and change
/// nothing. No case is ever skipped: what a tree lacks is declared by [#powers()], [#denied()], [#disk()] and
/// [#deviations()], and a declaration that is not true fails.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(Deviations.class)
public abstract class FileTreeContract
        implements Deviating,
                AttributeCases,
                FileCases,
                DirectoryCases,
                NameCases,
                DeniedCases,
                PowerCases,
                ConcurrentCases,
                SpecialCases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private @org.jspecify.annotations.Nullable FileTree tree;
    private RemotePath directory = RemotePath.HERE;

    /// Opens the tree under test; called before each case, and closed behind it.
    protected abstract FileTree openTree() throws Exception;

    /// An existing directory that may be written, absolute; each case makes one of its own in it.
    protected abstract RemotePath root();

    @BeforeEach
    final void openTheTree() throws Exception {
        tree = openTree();
        freshDirectory();
    }

    @AfterEach
    final void closeTheTree() {
        tree().close();
    }

    /// Each dynamic case gets a directory of its own, too.
    @Override
    public final void freshDirectory() throws Failed {
        directory = root().resolve("case-" + NUMBER.incrementAndGet());
        tree().makeDirectory(directory, Changes.ofPermissions(0755));
    }

    @Override
    public final FileTree tree() {
        return java.util.Objects.requireNonNull(tree);
    }

    @Override
    public final RemotePath directory() {
        return directory;
    }
}
