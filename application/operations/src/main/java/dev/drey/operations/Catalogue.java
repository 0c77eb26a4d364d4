package dev.drey.operations;

import dev.drey.session.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The port: which targets there are by name, whoever asks. Asked at each operation, so it answers from
/// memory. Safe for many threads.
public interface Catalogue {
    /// A target that has a name.
    ///
    /// @param tags by which grants may reach it
    /// @param unavailable why it cannot be reached at this moment, such as `device offline, last seen 10:41`;
    ///     empty: it may be tried
    record Known(Target target, Set<String> tags, Optional<String> unavailable) {
        public Known {
            tags = Set.copyOf(tags);
        }

        public String name() {
            return target.name();
        }
    }

    List<Known> all();

    /// @param name in lower case, as all are
    Optional<Known> find(String name);
}
