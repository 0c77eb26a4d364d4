package dev.drey.access;

import dev.drey.files.Failed;

/// Where it is looked up, at each step, what somebody who came in may do now. Safe for many threads; usually answers
/// from memory.
public interface Standings {
    /// @throws Failed NOT_ALLOWED when the user, key, password or token does not let anybody in any more
    Standing of(Pass pass) throws Failed;
}
