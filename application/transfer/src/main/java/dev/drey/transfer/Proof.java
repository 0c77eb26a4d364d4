package dev.drey.transfer;

/// By what bytes at the far side were proved equal to ours, best first.
public enum Proof {
    /// Range hashes computed where the file is (`check-file`, an agent).
    REMOTE_HASH,
    /// Our own record of acknowledged bytes, and the last MiB of it read again.
    JOURNAL,
    /// All of it read again.
    REREAD,
    /// The far side's shell (`sha256sum`): can confirm, never convict.
    SHELL_HASH
}
