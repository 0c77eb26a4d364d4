package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.Decision;
import dev.drey.hostkeys.HostCertificate;
import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.KnownHost;
import dev.drey.hostkeys.KnownHosts;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.hostkeys.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Any bytes as a known_hosts file: nothing but LIMIT_EXCEEDED is thrown, a yes always names a line that says
/// so, and a line that revokes is heard whatever stands before it. Seeds: `fuzz/known_hosts` among the test
/// resources.
public final class KnownHostsFuzz {
    private static final Path FILE = Path.of("/fuzz/known_hosts");
    private static final HostKey KEY = HostKey.parse(
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIwJ8gAGlNF2tP9PBNQ29c2f3amI8fqRaNbEWKdn018q")
            .orElseThrow();
    private static final HostKey AUTHORITY = HostKey.parse(
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID3JNo0NPzeC6d6s9omrLHFpyQK3EDq5JcNANu6cY7lv")
            .orElseThrow();
    private static final List<HostName> HOSTS = List.of(
            HostName.of("host.example.com", 22),
            HostName.of("host.example.com", 2222),
            new HostName("10.0.0.1", 22, Optional.of("golden")));

    private KnownHostsFuzz() {}

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            KnownHosts known = KnownHosts.parse(FILE, data);
            known.problems().forEach(problem -> require(problem.line() > 0, "a problem has a line"));
            for (HostName host : HOSTS) look(known, host);
            mustHearTheLastLine(data);
        } catch (Failed failed) {
            require(
                    failed.code() == Failure.Code.LIMIT_EXCEEDED,
                    failed.failure().message());
        }
    }

    private static void look(KnownHosts known, HostName host) {
        Verdict plain = known.check(host, KEY);
        Verdict certified =
                known.check(host, new HostCertificate(KEY, AUTHORITY, List.of(host.principal()), Optional.empty()));
        for (Verdict verdict : List.of(plain, certified)) {
            for (TrustPolicy policy : List.of(TrustPolicy.YES, TrustPolicy.ASK)) {
                Decision decision = policy.decide(verdict, "target", false);
                boolean yes = verdict instanceof Verdict.Trusted;
                require(yes == decision instanceof Decision.Accept, "only a trusted key is accepted");
            }
            if (verdict instanceof Verdict.Trusted trusted) mustSaySo(trusted.by());
        }
        List<String> offered = List.of("ssh-ed25519-cert-v01@openssh.com", "ssh-ed25519", "rsa-sha2-512");
        List<String> ordered = known.order(host, offered);
        require(ordered.size() == offered.size() && ordered.containsAll(offered), "nothing is lost in ordering");
    }

    private static void mustSaySo(KnownHost line) {
        boolean says = switch (line.marker()) {
            case NONE -> line.key().equals(KEY);
            case AUTHORITY -> line.key().plain().equals(AUTHORITY);
            case REVOKED -> false;
        };
        require(says, "the line that is named holds the key");
    }

    private static void mustHearTheLastLine(byte[] data) throws Failed {
        byte[] line = ("\n@revoked * " + KEY.text() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] more = Arrays.copyOf(data, data.length + line.length);
        System.arraycopy(line, 0, more, data.length, line.length);
        KnownHosts known = KnownHosts.parse(FILE, more);
        for (HostName host : HOSTS) {
            require(known.check(host, KEY) instanceof Verdict.Revoked, "a revoked key is revoked");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
