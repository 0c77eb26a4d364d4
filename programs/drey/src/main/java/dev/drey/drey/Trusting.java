package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
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
        if (replace) KnownFiles.forget(dialing);
        HostKeyRule rule = new HostKeyRule(
                TrustPolicy.ASK,
                dialing.hostKeys().knownHosts(),
                dialing.hostKeys().newKeys(),
                dialing.hostKeys().alias(),
                List.of());
        Seen seen = new Seen(fingerprint, asker);
        try {
            Dialler.dial(dialing.withHostKeys(rule).withCredentials(Credentials.NONE), seen)
                    .close();
        } catch (Failed failed) {
            boolean reached = failed.code() == Failure.Code.AUTHENTICATION_FAILED;
            if (!reached) throw failed;
        }
        return seen.outcome(dialing);
    }

    /// Answers the one question about the key, and none about ourselves.
    private static final class Seen implements Prompts {
        private final Optional<String> wanted;
        private final Asker asker;
        private final AtomicReference<String> remembered = new AtomicReference<>("");

        Seen(Optional<String> wanted, Asker asker) {
            this.wanted = wanted;
            this.asker = asker;
        }

        Outcome.Trusted outcome(Dialing dialing) {
            String shown = remembered.get();
            return new Outcome.Trusted(dialing.peer(), shown, !shown.isEmpty());
        }

        @Override
        public boolean canAsk() {
            return true;
        }

        @Override
        public Trust hostKey(HostKeyQuestion question) {
            String shown = question.verdict().key().fingerprint().toString();
            if (!agreed(question, shown)) return Trust.REFUSE;
            remembered.set(shown);
            return Trust.REMEMBER;
        }

        private boolean agreed(HostKeyQuestion question, String shown) {
            if (wanted.isPresent()) return wanted.get().equals(shown);
            var asked = new dev.drey.session.Question.HostKey(
                    question.verdict().host().toString(),
                    question.verdict().key().algorithm(),
                    shown,
                    false,
                    List.of());
            return asker.trust(asked) != Asker.Trust.REFUSE;
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
