package dev.drey.hostkeys;

import java.util.List;
import java.util.Optional;

/// A host certificate that a server showed (OpenSSH's PROTOCOL.certkeys), as far as trust depends on it.
///
/// The caller has verified the signature of the authority over it and the server's proof that it holds the key.
///
/// @param key the plain key that the certificate is about
/// @param authority the key that signed it
/// @param principals the host names it is for, as written in it
/// @param defect why it cannot be used whoever signed it: expired, not yet valid, not for hosts, an unknown
///     critical option
public record HostCertificate(HostKey key, HostKey authority, List<String> principals, Optional<String> defect) {

    public HostCertificate {
        key = key.plain();
        principals = List.copyOf(principals);
    }

    /// Whether it may speak for that host. A certificate that names no host speaks for none, as in OpenSSH from
    /// 10 on.
    boolean isFor(HostName host) {
        return defect.isEmpty() && principals.contains(host.principal());
    }
}
