package dev.drey.operations;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// Where an act may go: the tree that it goes to, and the path there. Closed when the act has been done;
/// what was opened lives on.
///
/// @param inside the path as it was asked for, in the target's terms
/// @param real the same, links followed, as far as anybody has to know
/// @param narrowed whether the tree has been made for this act
record Passage(
        Act act,
        FileTree tree,
        Visit visit,
        RemotePath inside,
        RemotePath real,
        RemotePath far,
        Optional<FileTree> narrowed)
        implements AutoCloseable {
    Base base() {
        return visit.base();
    }

    /// The same, where more has been admitted.
    Passage as(Act other) {
        return new Passage(other, tree, visit, inside, real, far, narrowed);
    }

    @Override
    public void close() {
        narrowed.ifPresent(FileTree::close);
    }
}
