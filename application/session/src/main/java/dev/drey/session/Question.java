package dev.drey.session;

import java.util.List;

/// Something only a person, or whoever speaks for one, can answer.
public sealed interface Question {
    /// Whether a host's key is to be trusted.
    ///
    /// @param host as it would stand in known_hosts
    /// @param keyType such as `ssh-ed25519`
    /// @param fingerprint `SHA256:…`
    /// @param changed another key of that type is known
    /// @param known lines `file:line fingerprint` of what is known
    record HostKey(String host, String keyType, String fingerprint, boolean changed, List<String> known)
            implements Question {
        public HostKey {
            known = List.copyOf(known);
        }
    }

    /// A line of text the server, or a locked key, asks for.
    ///
    /// @param heading what it is about, such as `ana@web-1`
    /// @param prompt the words to show
    /// @param echo whether what is typed may be seen
    record Prompt(String heading, String prompt, boolean echo) implements Question {}
}
