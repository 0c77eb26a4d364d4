package dev.drey.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was agreed with the far side, for people and for `doctor`; no secrets.
///
/// @param peer such as `web-1.example.com:22`
/// @param username as whom we are there
/// @param software the far side's version string, such as `SSH-2.0-OpenSSH_9.2p1`
/// @param fingerprint `SHA256:…` of the host's key
/// @param agreed names of the algorithms, by `cipher`, `mac`, `kex`, `hostKey`, `compression`
/// @param facts what else is known, such as `extensions`, `maxRead`, `maxWrite`, `maxHandles`
/// @param warnings such as that the host key was not checked; every result carries them
public record ConnectionInfo(
        String peer,
        String username,
        String software,
        Optional<String> fingerprint,
        Map<String, String> agreed,
        Map<String, String> facts,
        List<String> warnings) {

    /// Of this machine's own disk.
    public static final ConnectionInfo LOCAL =
            new ConnectionInfo("local", "", "", Optional.empty(), Map.of(), Map.of(), List.of());

    public ConnectionInfo {
        agreed = new TreeMap<>(agreed);
        facts = new TreeMap<>(facts);
        warnings = List.copyOf(warnings);
    }
}
