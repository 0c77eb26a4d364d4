package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Place;

/// What the words of a command stand for: `TARGET:PATH` on the command line, paths of one target in a shell.
interface Meaning {
    Place place(String word) throws Failed;

    /// The same for a command that has no business on this machine's disk.
    ///
    /// @param command for the message that refuses a path of this machine
    Place remote(String word, String command) throws Failed;

    /// Whether patterns in remote paths are still to be expanded.
    boolean globs();
}
