package dev.drey.cli;

import java.util.Optional;

/// Where a shell's lines come from.
interface ShellInput extends AutoCloseable {
    /// The next line; empty when there are no more.
    Optional<String> line();

    @Override
    void close();
}
