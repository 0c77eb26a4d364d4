package dev.drey.transfer;

import dev.drey.files.Failed;
import java.util.Optional;

/// Asks a target's shell for a file's SHA-256 (`sha256sum` by exec).
///
/// Its word can confirm and never convict: a chroot shows the shell other files than SFTP.
@FunctionalInterface
public interface ShellHash {
    ShellHash NONE = end -> Optional.empty();

    /// Lower-case hex; empty where the target has no shell or the shell no such command.
    Optional<String> sha256(End end) throws Failed;
}
