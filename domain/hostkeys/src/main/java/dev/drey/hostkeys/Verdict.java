package dev.drey.hostkeys;

import java.util.List;

/// What the known hosts say about the key that a server showed. What is done about it is [TrustPolicy]'s
/// business.
public sealed interface Verdict {
    HostName host();

    /// The key that the server showed (of a certificate: the plain key).
    HostKey key();

    /// The key is the host's, or a certificate authority vouches for it.
    ///
    /// @param by the line that says so
    record Trusted(HostName host, HostKey key, KnownHost by) implements Verdict {}

    /// No line gives this host a key.
    ///
    /// @param sameKey lines that give the very key to other names (at most eight): the host may merely have a
    ///     new name
    /// @param otherPort lines that give the host without its port another key
    record Unknown(HostName host, HostKey key, List<KnownHost> sameKey, List<KnownHost> otherPort) implements Verdict {
        public Unknown {
            sameKey = List.copyOf(sameKey);
            otherPort = List.copyOf(otherPort);
        }
    }

    /// Lines give this host a key, and none of them gives it this one. As in OpenSSH it does not matter whether
    /// the other keys are of the same type: a server that shows only a key of a type nobody has seen is not
    /// believed either.
    ///
    /// @param conflicting every line that gives the host another key, in the order of files and lines; never
    ///     empty
    record Changed(HostName host, HostKey key, List<KnownHost> conflicting) implements Verdict {
        public Changed {
            conflicting = List.copyOf(conflicting);
        }
    }

    /// The key, or the authority that signed for it, is marked `@revoked` for this host.
    ///
    /// @param by the line that says so
    record Revoked(HostName host, HostKey key, KnownHost by) implements Verdict {}
}
