package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.Decision;
import dev.drey.hostkeys.HostCertificate;
import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.KnownHosts;
import dev.drey.hostkeys.KnownHostsFile;
import dev.drey.hostkeys.Verdict;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Judges the key that a server shows, once by known_hosts and the policy; when keys are exchanged anew it
/// must be the
/// same one. Runs on the line's reader.
final class HostKeyCheck implements ServerKeyVerifier {
    static {
        JdkProvider.install();
    }

    private final Dialing dialing;
    private final Login login;
    private final HostName name;
    private final KnownHosts known;
    private final List<String> warnings = new ArrayList<>();
    private Optional<HostKey> accepted = Optional.empty();

    /// Reads the files.
    HostKeyCheck(Dialing dialing, Login login) throws Failed {
        this.dialing = dialing;
        this.login = login;
        this.name =
                new HostName(dialing.host(), dialing.port(), dialing.hostKeys().alias());
        this.known = KnownHosts.read(dialing.hostKeys().knownHosts());
    }

    /// The algorithms in the order in which a known key is shown, if there is one.
    List<String> order(List<String> algorithms) {
        return known.order(name, algorithms);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized Optional<HostKey> accepted() {
        return accepted;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
        try {
            check(shown);
            return true;
        } catch (Failed refused) {
            ((DialledSession) session).fail(refused);
        } catch (Exception failed) {
            Log.debug("host key of {}", dialing.peer(), failed);
            ((DialledSession) session).fail(failed);
        }
        return false;
    }

    private void check(PublicKey shown) throws Exception {
        HostKey key = blob(shown instanceof OpenSshCertificate signed ? signed.getCertPubKey() : shown);
        if (accepted().isPresent()) {
            if (accepted().get().equals(key)) return;
            throw Failure.of(
                            Code.HOST_KEY_CHANGED,
                            dialing.peer() + " shows another host key in the middle of a connection")
                    .thrown();
        }
        Verdict verdict = shown instanceof OpenSshCertificate signed
                ? known.check(name, certificate(key, signed))
                : known.check(name, key);
        decide(verdict);
        synchronized (this) {
            accepted = Optional.of(key);
        }
    }

    private void decide(Verdict verdict) throws Exception {
        Decision decision = dialing.hostKeys()
                .policy()
                .decide(verdict, name.lookup(), login.prompts().canAsk());
        switch (decision) {
            case Decision.Accept accept -> {
                if (!accept.secretsAllowed()) login.forbidSecrets();
                warn(accept.warnings());
            }
            case Decision.AcceptAndRemember remember -> remember(verdict);
            case Decision.Ask ask -> ask(ask);
            case Decision.Refuse refuse -> throw refuse.failure().thrown();
        }
    }

    private void ask(Decision.Ask ask) throws Exception {
        Prompts.HostKeyQuestion question = new Prompts.HostKeyQuestion(ask.verdict(), ask.question());
        switch (login.desk().ask(() -> login.prompts().hostKey(question))) {
            case REFUSE -> throw ask.otherwise().thrown();
            case ONCE -> {}
            case REMEMBER -> remember(ask.verdict());
        }
    }

    /// A key that cannot be written down is a warning: the person has decided to go on.
    private void remember(Verdict verdict) {
        if (dialing.hostKeys().newKeys().isEmpty()) return;
        HostKeyRule.NewKeys written = dialing.hostKeys().newKeys().get();
        try {
            new KnownHostsFile(written.file()).remember(name, verdict.key(), written.hashed());
        } catch (Failed unwritten) {
            warn(List.of("the host key of " + name + " could not be remembered: "
                    + unwritten.failure().message()));
        }
    }

    private synchronized void warn(List<String> more) {
        warnings.addAll(more);
    }

    private static HostCertificate certificate(HostKey key, OpenSshCertificate signed) {
        List<String> principals = signed.getPrincipals() == null ? List.of() : List.copyOf(signed.getPrincipals());
        return new HostCertificate(key, blob(signed.getCaPubKey()), principals, defect(signed));
    }

    private static Optional<String> defect(OpenSshCertificate signed) {
        if (signed.getType() != OpenSshCertificate.Type.HOST) return Optional.of("it is not for hosts");
        if (!OpenSshCertificate.isValidNow(signed)) return Optional.of("it is not valid now");
        if (signed.getCriticalOptions() != null && !signed.getCriticalOptions().isEmpty())
            return Optional.of("it has an unknown critical option");
        return Optional.empty();
    }

    static HostKey blob(PublicKey key) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return HostKey.of(buffer.getCompactData())
                .orElseThrow(() -> new IllegalArgumentException("a host key of a kind that is not known"));
    }
}
