package dev.drey.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// A private key to log in with: in a file, or as text. OpenSSH's own format, PKCS#1, PKCS#8 and SEC1 PEM
/// are read.
public sealed interface Identity {
    Optional<Secret> passphrase();

    /// A key in a file.
    ///
    /// @param certificate the user certificate that belongs to it; empty means `<file>-cert.pub` where that
    ///     exists
    /// @param optional true for a default identity such as `~/.ssh/id_rsa`: silently passed over when it is
    ///     missing
    record InFile(Path file, Optional<Path> certificate, Optional<Secret> passphrase, boolean optional)
            implements Identity {}

    /// A key given literally.
    ///
    /// @param certificate one line as in a `-cert.pub` file
    record Literal(Secret key, Optional<String> certificate, Optional<Secret> passphrase) implements Identity {}

    static Identity of(Path file) {
        return new InFile(file, Optional.empty(), Optional.empty(), false);
    }

    static Identity of(Path file, Secret passphrase) {
        return new InFile(file, Optional.empty(), Optional.of(passphrase), false);
    }

    static Identity of(Secret key) {
        return new Literal(key, Optional.empty(), Optional.empty());
    }
}
