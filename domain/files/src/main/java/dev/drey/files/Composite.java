package dev.drey.files;

import java.util.List;
import java.util.Optional;

/// A tree with more powers than it has by itself: what the port asks goes to `main`, a power is taken from the first
/// of `others` that has it, else from `main`.
///
/// So an agent's files are SFTP plus what only its JSON-RPC can do. `others` must show the same files under the same
/// paths. Closing it closes them all. As safe for many threads as they are.
///
/// @param others in the order of being asked
public record Composite(FileTree main, List<FileTree> others) implements ForwardingTree {
    public Composite {
        others = List.copyOf(others);
    }

    @Override
    public FileTree under() {
        return main;
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return others.stream()
                .map(other -> other.power(type))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> main.power(type));
    }

    @Override
    public void close() {
        others.forEach(FileTree::close);
        main.close();
    }
}
