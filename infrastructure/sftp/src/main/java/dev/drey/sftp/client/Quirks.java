package dev.drey.sftp.client;

/// Where servers differ in what the protocol left open.
///
/// @param linkFirst SSH_FXP_SYMLINK names the link before its target, as the draft says (draft-02,
///     section 6.10). OpenSSH has it the other way round and most servers follow it, whoever asks;
///     asyncssh follows it only for clients that call themselves OpenSSH
/// @param inOrder files are written from start to end only. Rclone makes every write wait a second that
///     comes before the one in front of it, and then refuses it
record Quirks(boolean linkFirst, boolean inOrder) {
    /// Of a server of which only the channel is known.
    static final Quirks USUAL = new Quirks(false, false);

    /// @param software the SSH version string of the far side
    static Quirks of(String software) {
        return new Quirks(software.contains("AsyncSSH"), software.contains("rclone"));
    }
}
