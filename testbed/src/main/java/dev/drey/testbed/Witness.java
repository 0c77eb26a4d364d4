package dev.drey.testbed;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Looks at everything that a tree gives away, and remembers the first thing that it should not have. For
/// any thread.
final class Witness {
    /// Names that only a listing out of bounds can hold.
    private static final Set<String> TELLTALE = Set.of("deep", "inner", "outside", "allowed-not", "id", "proc");

    private final Playground ground;
    private final AtomicReference<Optional<String>> seen = new AtomicReference<>(Optional.empty());

    Witness(Playground ground) {
        this.ground = ground;
    }

    void attributes(Attributes attributes) {
        if (attributes.modified().equals(Optional.of(Playground.CANARY_TIME))) tell("told attributes out of bounds");
    }

    void bytes(byte[] bytes) {
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(Playground.CANARY)) tell("gave bytes away");
    }

    void entries(List<Entry> entries) {
        for (Entry entry : entries) {
            if (TELLTALE.contains(entry.name().text())) tell("listed " + entry.name());
            attributes(entry.attributes());
        }
    }

    void path(RemotePath real) {
        for (String name : List.of(
                "outside", "allowed-not", "allowed/agent.yaml", "allowed/.config/drey/agent.key", "allowed/sub/.ssh")) {
            RemotePath bound = RemotePath.of(ground.path(name).toString());
            if (real.isWithin(bound)) tell("resolved to " + real);
        }
    }

    void tell(String what) {
        seen.compareAndSet(Optional.empty(), Optional.of(what));
    }

    Optional<String> seen() {
        return seen.get();
    }
}
