package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Link;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Makes connections. The calling thread waits, and alone talks to [Prompts]; when it is interrupted the
/// dialling ends
/// with CANCELLED.
public final class Dialler {
    private Dialler() {}

    /// Loads what every connection needs: worth 0.2 s to a program that will dial soon, has something else
    /// to do first, and calls this on another thread. A dialling meanwhile waits for what it needs and for
    /// no more.
    public static void warm() {
        FastCiphers.warm();
        try {
            Suites.of(Algorithms.MODERN, List.of());
            Engine.client();
            Rehearsal.run();
        } catch (GeneralSecurityException | Failed | RuntimeException | LinkageError failed) {
            Log.debug("loading ahead of {} failed; the dialling will say why", "a connection", failed);
        }
    }

    /// Whether this machine has ciphers that are fast without the JVM's second compiler. Loads them, if need be.
    public static boolean hasFastCiphers() {
        return FastCiphers.available();
    }

    /// Connects, checks the host's key, logs in.
    ///
    /// @throws Failed HOST_NOT_FOUND, CONNECTION_REFUSED, UNREACHABLE, TIMEOUT, CONNECTION_LOST,
    ///     AUTHENTICATION_FAILED,
    ///     HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, HOST_KEY_REVOKED, NEGOTIATION_FAILED, PROTOCOL_ERROR,
    ///     NOT_ALLOWED
    ///     (not a wanted vendor), INVALID_ARGUMENT (algorithm names), CANCELLED
    public static Link dial(Dialing dialing, Prompts prompts) throws Failed {
        FastCiphers.warm();
        Optional<Dialled> last = Optional.empty();
        try {
            for (Dialing hop : dialing.jumps()) last = Optional.of(converse(hop.withJumps(List.of()), prompts, last));
            return converse(dialing, prompts, last);
        } catch (Failed | RuntimeException | Error failed) {
            last.ifPresent(Dialled::close);
            throw failed;
        }
    }

    private static Dialled converse(Dialing dialing, Prompts prompts, Optional<Dialled> through) throws Failed {
        Desk desk = new Desk();
        Suites suites = Suites.of(dialing.algorithms(), dialing.hostKeys().required());
        Login login = new Login(dialing, new KeyRing(dialing.credentials()), prompts, desk);
        if (dialing.credentials().methods().isEmpty()) throw login.failed("every way to log in is switched off here");
        long began = System.nanoTime();
        HostKeyCheck check = new HostKeyCheck(dialing, login);
        Engine.client();
        Wire wire = wire(dialing, through);
        DialledSession session = session(dialing, suites, login, check, wire);
        try {
            CompletableFuture<Void> outcome = begin(session, dialing);
            await(session, desk, outcome, began);
            finish(session, outcome);
            List<String> warnings = new ArrayList<>(suites.warnings());
            warnings.addAll(check.warnings());
            return new Dialled(session, check, warnings, through);
        } catch (Failed | RuntimeException | Error failed) {
            session.leave();
            session.close(true);
            throw failed;
        } finally {
            login.leave();
        }
    }

    /// Until we are let in: a first limit until keys are agreed on, where there is one, and one for it all.
    private static void await(DialledSession session, Desk desk, CompletableFuture<Void> outcome, long began)
            throws Failed {
        Timing timing = session.login().dialing().timing();
        try {
            if (timing.agree().isPresent()) {
                Duration left = timing.agree().get().minusNanos(System.nanoTime() - began);
                CompletableFuture<Object> agreed = CompletableFuture.anyOf(session.agreed(), outcome);
                if (!desk.serve(agreed, left))
                    throw Failures.notReady(session, timing.agree().get());
            }
            if (!desk.serve(outcome, timing.ready())) throw Failures.notReady(session, timing.ready());
        } finally {
            desk.close();
        }
    }

    private static Wire wire(Dialing dialing, Optional<Dialled> through) throws Failed {
        if (through.isPresent()) return through.get().tunnel(dialing);
        if (dialing.proxyCommand().isPresent())
            return ProcessWire.start(dialing, dialing.proxyCommand().get());
        return TcpDial.connect(dialing);
    }

    private static DialledSession session(Dialing dialing, Suites suites, Login login, HostKeyCheck check, Wire wire)
            throws Failed {
        try {
            DialledSession session = new DialledSession(Engine.client(), new WireSession(wire), login);
            session.setUsername(dialing.username());
            session.setServerKeyVerifier(check);
            session.setConnectAddress(InetSocketAddress.createUnresolved(
                    dialing.hostKeys().alias().orElse(dialing.host()), dialing.port()));
            session.setKeyExchangeFactories(suites.kex());
            session.setCipherFactories(suites.ciphers());
            session.setMacFactories(suites.macs());
            session.setCompressionFactories(suites.compression());
            session.setSignatureFactories(Suites.signatures(check.order(suites.hostKeys())));
            return session;
        } catch (Exception failed) {
            wire.close();
            throw Failure.of(
                            Code.INTERNAL,
                            "a session with " + dialing.peer() + " could not be made: " + Failures.said(failed))
                    .thrown(failed);
        }
    }

    private static CompletableFuture<Void> begin(DialledSession session, Dialing dialing) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        try {
            session.begin(dialing.peer());
            session.auth().addListener(done -> {
                if (done.isSuccess()) outcome.complete(null);
                else outcome.completeExceptionally(done.getException());
            });
        } catch (Exception failed) {
            outcome.completeExceptionally(failed);
        }
        return outcome;
    }

    private static void finish(DialledSession session, CompletableFuture<Void> outcome) throws Failed {
        if (outcome.isCompletedExceptionally()) throw Failures.dialling(session, outcome.exceptionNow());
    }
}
