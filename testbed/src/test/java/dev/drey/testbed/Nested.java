package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.files.ForwardingTree;
import dev.drey.files.Power;
import java.util.Optional;

/// A tree that ends something else with it.
record Nested(FileTree under, Runnable end) implements ForwardingTree {
    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return under.power(type);
    }

    @Override
    public void close() {
        try {
            under.close();
        } finally {
            end.run();
        }
    }
}
