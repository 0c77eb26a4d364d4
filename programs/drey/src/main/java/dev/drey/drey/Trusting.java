package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.operations.HostTrust;
import dev.drey.operations.Outcome;
import dev.drey.session.Asker;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Prompts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Learns a host's key by beginning to log in, and stops before a word about ourselves is said.
final class Trusting implements HostTrust {
    private final ServerConnector connector;

    Trusting(ServerConnector connector) {
        this.connector = connector;
    }

    @Override
    public Outcome.Trusted trust(Target target, Optional<String> fingerprint, boolean replace, Asker asker)
            throws Failed {
        if (!(target instanceof Target.Remote(Server server))) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "this machine's disk has no host key")
                    .thrown();
        }
        Dialing dialing = connector.dialing(server, true);
        if (dialing.hostKeys().newKeys().isEmpty()) {
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            dialing.peer() + ": there is no file to remember its key in (UserKnownHostsFile none)")
                    .thrown();
        }
        // To replace, the server is met as if nothing were known of it; what is known goes when the new key is agreed.
        List<Path> files = replace ? List.of() : dialing.hostKeys().knownHosts();
        HostKeyRule rule = new HostKeyRule(
                TrustPolicy.ASK,
                files,
                dialing.hostKeys().newKeys(),
                dialing.hostKeys().alias(),
                List.of());
        Seen seen = new Seen(server.name(), fingerprint, asker, dialing, replace);
        try {
            Dialler.dial(dialing.withHostKeys(rule).withCredentials(Credentials.NONE), seen)
                    .close();
        } catch (Failed failed) {
            if (seen.refusal().isPresent()) throw seen.refusal().get().thrown(failed);
            boolean reached = failed.code() == Failure.Code.AUTHENTICATION_FAILED;
            if (!reached) throw failed;
        }
        return seen.outcome();
    }

    /// Answers the one question about the key, and none about ourselves.
    private static final class Seen implements Prompts {
        private final String name;
        private final Optional<String> wanted;
        private final Asker asker;
        private final Dialing dialing;
        private final boolean replace;
        private final AtomicReference<Optional<HostKey>> agreed = new AtomicReference<>(Optional.empty());
        private final AtomicReference<Optional<Failure>> refusal = new AtomicReference<>(Optional.empty());

        Seen(String name, Optional<String> wanted, Asker asker, Dialing dialing, boolean replace) {
            this.name = name;
            this.wanted = wanted;
            this.asker = asker;
            this.dialing = dialing;
            this.replace = replace;
        }

        /// Why the key was refused, when it was.
        Optional<Failure> refusal() {
            return refusal.get();
        }

        Outcome.Trusted outcome() throws Failed {
            Optional<HostKey> key = agreed.get();
            if (key.isEmpty()) return known();
            if (replace) KnownFiles.forget(dialing);
            KnownFiles.remember(dialing, key.get());
            return new Outcome.Trusted(dialing.peer(), key.get().fingerprint().toString(), true);
        }

        /// Nothing was asked, so the server showed a key that is known; one that was said must be among those.
        private Outcome.Trusted known() throws Failed {
            List<String> known = KnownFiles.fingerprints(dialing);
            if (wanted.isPresent() && !known.contains(wanted.get())) {
                throw Failure.of(
                                Failure.Code.HOST_KEY_CHANGED,
                                "trust " + name + ": its key is known, as " + String.join(", ", known) + " and not as "
                                        + wanted.get() + "; nothing was changed")
                        .thrown();
            }
            return new Outcome.Trusted(dialing.peer(), wanted.orElse(String.join(" ", known)), false);
        }

        @Override
        public boolean canAsk() {
            return true;
        }

        @Override
        public Trust hostKey(HostKeyQuestion question) {
            HostKey key = question.verdict().key();
            Optional<Failure> no = objection(question.verdict().host(), key);
            refusal.set(no);
            if (no.isPresent()) return Trust.REFUSE;
            agreed.set(Optional.of(key));
            // It is written down behind the dialling, where a file that cannot be written is a failure.
            return Trust.ONCE;
        }

        private Optional<Failure> objection(HostName host, HostKey key) {
            Optional<Failure> revoked = KnownFiles.revoked(dialing, host, key);
            if (revoked.isPresent()) return revoked;
            String shown = key.fingerprint().toString();
            if (wanted.isPresent()) {
                return wanted.get().equals(shown) ? Optional.empty() : refused(shown + " and not " + wanted.get());
            }
            if (!asker.canAsk()) {
                return refused(key.algorithm() + " " + shown + ", and nobody can be asked here; compare it with the"
                        + " server's, then add --fingerprint " + shown);
            }
            var asked =
                    new dev.drey.session.Question.HostKey(host.toString(), key.algorithm(), shown, false, List.of());
            return asker.trust(asked) == Asker.Trust.REFUSE ? refused(shown + ", which was refused") : Optional.empty();
        }

        private Optional<Failure> refused(String what) {
            return Optional.of(Failure.of(
                    Failure.Code.HOST_KEY_UNKNOWN,
                    "trust " + name + ": the server shows " + what + "; nothing was changed"));
        }

        @Override
        public Optional<dev.drey.ssh.Secret> password(String username, String peer) {
            return Optional.empty();
        }

        @Override
        public Optional<dev.drey.ssh.Secret> passphrase(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<List<dev.drey.ssh.Secret>> answers(
                String name, String instruction, List<Prompts.Question> questions) {
            return Optional.empty();
        }
    }
}
