package dev.drey.bench;

import java.nio.file.Path;

/// How a tool reaches the server: at its own port, or at that of a delay line before it.
///
/// @param drey the program that is measured
/// @param sshConfig what OpenSSH's programs, lftp and rsync are told: identity, known hosts, cipher
/// @param scratch a directory for a tool's own little files
public record Access(
        Path drey, String host, int port, String user, Path key, Path knownHosts, Path sshConfig, Path scratch) {
    /// The one cipher of all comparisons.
    public static final String CIPHER = "aes128-gcm@openssh.com";

    public String login() {
        return user + "@" + host;
    }

    /// A path at the server as rsync, scp and drey name it.
    public String remote(Path path) {
        return login() + ":" + path;
    }
}
