package dev.drey.hostkeys;

import dev.drey.hostkeys.KnownHost.Marker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How OpenSSH comes to a verdict: revocation first; a certificate by its authority, else by its plain key; a
/// host on another port, when nothing is known under `[host]:port`, by what is known of the host alone, where
/// only a yes counts.
///
/// One difference, on the safe side: a key revoked for the host alone is revoked on every port. OpenSSH prints
/// the same warning and then asks.
record Check(KnownHosts known, HostName host, HostKey key) {

    Verdict verdict() {
        return judged(known.about(host));
    }

    Verdict verdict(HostCertificate certificate) {
        List<KnownHost> lines = known.about(host);
        return judged(lines, certificate).orElseGet(() -> judged(lines));
    }

    /// The line that revokes this key among these.
    static Optional<KnownHost> revoked(List<KnownHost> lines, HostKey key) {
        HostKey plain = key.plain();
        return with(lines, Marker.REVOKED)
                .filter(line -> line.key().plain().equals(plain))
                .findFirst();
    }

    /// What is said of a certificate; empty when its plain key is to be judged instead.
    private Optional<Verdict> judged(List<KnownHost> lines, HostCertificate certificate) {
        Optional<KnownHost> revoked = revoked(lines, key).or(() -> revoked(lines, certificate.authority()));
        if (revoked.isPresent()) return revoked.map(by -> new Verdict.Revoked(host, key, by));
        Optional<KnownHost> authority = with(lines, Marker.AUTHORITY)
                .filter(line ->
                        line.key().plain().equals(certificate.authority().plain()))
                .findFirst();
        if (authority.isPresent()) {
            return authority.filter(by -> certificate.isFor(host)).map(by -> new Verdict.Trusted(host, key, by));
        }
        if (with(lines, Marker.AUTHORITY).findAny().isPresent()) return Optional.empty();
        return host.withoutPort()
                .map(alone -> new Check(known, alone, key).verdict(certificate))
                .flatMap(this::adopted);
    }

    private Verdict judged(List<KnownHost> lines) {
        Optional<KnownHost> revoked = revoked(lines, key);
        if (revoked.isPresent()) return new Verdict.Revoked(host, key, revoked.get());
        List<KnownHost> own = with(lines, Marker.NONE).toList();
        Optional<KnownHost> same =
                own.stream().filter(line -> line.key().equals(key)).findFirst();
        if (same.isPresent()) return new Verdict.Trusted(host, key, same.get());
        if (!own.isEmpty()) return new Verdict.Changed(host, key, own);
        Optional<Verdict> alone = host.withoutPort().map(name -> new Check(known, name, key).verdict());
        return alone.flatMap(this::adopted).orElseGet(() -> unknown(alone));
    }

    private Optional<Verdict> adopted(Verdict alone) {
        return switch (alone) {
            case Verdict.Trusted(var name, var shown, var by) -> Optional.of(new Verdict.Trusted(host, shown, by));
            case Verdict.Revoked(var name, var shown, var by) -> Optional.of(new Verdict.Revoked(host, shown, by));
            case Verdict.Changed changed -> Optional.empty();
            case Verdict.Unknown unknown -> Optional.empty();
        };
    }

    private Verdict unknown(Optional<Verdict> alone) {
        List<KnownHost> otherPort =
                alone.isPresent() && alone.get() instanceof Verdict.Changed changed ? changed.conflicting() : List.of();
        return new Verdict.Unknown(host, key, known.withKey(key), otherPort);
    }

    private static Stream<KnownHost> with(List<KnownHost> lines, Marker marker) {
        return lines.stream().filter(line -> line.marker() == marker);
    }
}
