package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import dev.drey.session.Target;
import java.util.Optional;

/// The port through which a host's key is looked up and remembered; only the program that dials can ask a
/// host for it.
public interface HostTrust {
    /// Asks the host for its key, shows it, and remembers it.
    ///
    /// @param fingerprint the only one that is accepted; empty asks
    /// @param replace forget the keys known for this host first
    /// @throws Failed HOST_KEY_CHANGED when another key is known and `replace` was not said, HOST_KEY_UNKNOWN
    ///     when nobody agreed
    Outcome.Trusted trust(Target target, Optional<String> fingerprint, boolean replace, Asker asker) throws Failed;
}
