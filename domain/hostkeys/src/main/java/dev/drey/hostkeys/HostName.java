package dev.drey.hostkeys;

import java.util.Optional;

/// The name under which a server's key is looked up and remembered.
///
/// @param host the name or address that is dialled; lower case, since names have no case
/// @param port the port that is dialled
/// @param alias `HostKeyAlias`: used instead of host and port; lower case too
public record HostName(String host, int port, Optional<String> alias) {
    /// The port that is not written.
    public static final int SSH_PORT = 22;

    public HostName {
        host = lower(host);
        alias = alias.map(HostName::lower);
    }

    public static HostName of(String host, int port) {
        return new HostName(host, port, Optional.empty());
    }

    /// The name as `known_hosts` has it: the alias, `host`, or `[host]:port`.
    public String lookup() {
        return alias.orElseGet(() -> port == SSH_PORT ? host : "[" + host + "]:" + port);
    }

    /// The name that a certificate must hold: never with a port.
    public String principal() {
        return alias.orElse(host);
    }

    /// The same server without its port, which OpenSSH tries when it finds nothing under `[host]:port`.
    Optional<HostName> withoutPort() {
        return alias.isPresent() || port == SSH_PORT ? Optional.empty() : Optional.of(of(host, SSH_PORT));
    }

    /// Whether this name can stand in a `known_hosts` line and mean itself: no pattern, marker, quote, comma or
    /// white space.
    public boolean isRecordable() {
        return !principal().isEmpty() && principal().chars().allMatch(HostName::isHarmless);
    }

    @Override
    public String toString() {
        return lookup();
    }

    /// Only A to Z: as in OpenSSH, the bytes of other alphabets stay as they are.
    static String lower(String text) {
        return text.chars().anyMatch(c -> c >= 'A' && c <= 'Z') ? mapped(text) : text;
    }

    private static String mapped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.toString();
    }

    private static boolean isHarmless(int c) {
        return c > ' ' && c != 0x7f && "@?*#[]|'\"\\,!".indexOf(c) < 0;
    }
}
