package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.Decision;
import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.KnownHost;
import dev.drey.hostkeys.KnownHosts;
import dev.drey.hostkeys.KnownHostsFile;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.hostkeys.Verdict;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostKeyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The known_hosts files that a dialling reads.
final class KnownFiles {
    private KnownFiles() {}

    /// Removes every line of the host from the files that are ours to write.
    static void forget(Dialing dialing) throws Failed {
        for (Path file : dialing.hostKeys().knownHosts()) {
            if (!file.startsWith("/etc")) new KnownHostsFile(file).forget(name(dialing));
        }
    }

    /// Writes a key down where new ones are.
    static void remember(Dialing dialing, HostKey key) throws Failed {
        Optional<HostKeyRule.NewKeys> place = dialing.hostKeys().newKeys();
        if (place.isEmpty()) return;
        new KnownHostsFile(place.get().file())
                .remember(name(dialing), key, place.get().hashed());
    }

    /// The fingerprints known for the host.
    static List<String> fingerprints(Dialing dialing) throws Failed {
        return KnownHosts.read(dialing.hostKeys().knownHosts()).about(name(dialing)).stream()
                .filter(line -> line.marker() != KnownHost.Marker.REVOKED)
                .map(line -> line.key().fingerprint().toString())
                .distinct()
                .toList();
    }

    /// Why the key may not be trusted whatever a person says: a line revokes it, or the lines cannot be read.
    static Optional<Failure> revoked(Dialing dialing, HostName host, HostKey key) {
        try {
            Verdict verdict = KnownHosts.read(dialing.hostKeys().knownHosts()).check(host, key);
            if (!(verdict instanceof Verdict.Revoked)) return Optional.empty();
            Decision decision = TrustPolicy.YES.decide(verdict, host.lookup(), false);
            return decision instanceof Decision.Refuse(var failure) ? Optional.of(failure) : Optional.empty();
        } catch (Failed unreadable) {
            return Optional.of(unreadable.failure());
        }
    }

    private static HostName name(Dialing dialing) {
        return new HostName(dialing.host(), dialing.port(), dialing.hostKeys().alias());
    }
}
