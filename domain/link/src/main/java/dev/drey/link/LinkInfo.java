package dev.drey.link;

import java.util.List;
import java.util.Optional;

/// What was agreed when the connection was made; no secrets.
///
/// @param peer what is at the other end, such as `host:22`
/// @param software the far side's version string, such as `SSH-2.0-OpenSSH_9.2p1`; empty on pipes
/// @param cipher, mac, keyExchange, hostKeyAlgorithm, compression names from RFC 4253, empty on pipes
/// @param fingerprint `SHA256:…` of the host's key, where there is one
/// @param warnings for people, such as that the host key was not checked
/// @param laneWindow the window of one channel towards the far side, bytes; 0 when it is not known or not bounded
public record LinkInfo(
        String peer,
        String software,
        String cipher,
        String mac,
        String keyExchange,
        String hostKeyAlgorithm,
        String compression,
        Optional<String> fingerprint,
        List<String> warnings,
        long laneWindow) {

    public LinkInfo {
        warnings = List.copyOf(warnings);
    }

    /// Of a bare pair of pipes.
    public static LinkInfo ofPipes(String peer) {
        return new LinkInfo(peer, "", "", "", "", "", "", Optional.empty(), List.of(), 0);
    }
}
