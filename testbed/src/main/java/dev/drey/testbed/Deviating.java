package dev.drey.testbed;

import java.util.Map;

/// A suite of laws that runs over many implementations, each of which says what it is known to break.
public interface Deviating {
    /// Laws that are known to be broken, and why: a case's name, which is a method's or a dynamic case's.
    /// A case with arguments has them behind its method's name, after a space; with `*` at its end, all
    /// that begin so. Such a case must fail, with a [dev.drey.files.Failed] or an assertion; one that
    /// passes is a stale declaration, and fails.
    default Map<String, String> deviations() {
        return Map.of();
    }

    /// Prepares for one more dynamic case, before which no method of the suite is called.
    default void freshDirectory() throws Exception {
        // A suite without dynamic cases prepares each of them as JUnit has it.
    }
}
