package dev.drey.ssh;

import dev.drey.files.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientConnectionService;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.jspecify.annotations.Nullable;

/// The library's client session, with what we add: it remembers why it ended, never prints packets, and
/// keeps the order
/// of host key algorithms for later key exchanges.
final class DialledSession extends ClientSessionImpl {
    private final Login login;
    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<Void> agreed = new CompletableFuture<>();
    private volatile boolean started;
    private volatile boolean left;

    DialledSession(ClientFactoryManager client, WireSession wire, Login login) throws Exception {
        super(client, wire);
        this.login = login;
    }

    Login login() {
        return login;
    }

    WireSession wire() {
        return (WireSession) getIoSession();
    }

    /// Opens the conversation; algorithms have been set.
    void begin(String name) throws Exception {
        started = true;
        start();
        wire().start(this, name, login.dialing().timing().stall());
    }

    /// The first thing that went wrong.
    Optional<Throwable> cause() {
        return Optional.ofNullable(cause.get());
    }

    /// Completes when the session has ended.
    CompletableFuture<Void> over() {
        return over;
    }

    /// Completes when keys have been agreed on for the first time.
    CompletableFuture<Void> agreed() {
        return agreed;
    }

    /// Ends the session for a reason of ours.
    void fail(Throwable why) {
        exceptionCaught(why);
    }

    /// Ends the session because we want to: says so and hangs up. Whatever somebody still waited for is not
    /// waited for.
    void leave() {
        // One that was lost before stays lost: whoever still waits on it may try again.
        if (!isClosing()) left = true;
        if (isOpen()) {
            try {
                disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "disconnected by user");
                return;
            } catch (Exception unsent) {
                Log.debug("{} could not be told", this, unsent);
            }
        }
        close(true);
    }

    /// Why channels end with this session; empty while it lives and when we ended it.
    Optional<Failure> loss() {
        if (left || !isClosing()) return Optional.empty();
        return Optional.of(Failures.lost(this));
    }

    ConnectionService connection() {
        return getService(ClientConnectionService.class);
    }

    @Override
    public void exceptionCaught(Throwable why) {
        cause.compareAndSet(null, why);
        Log.debug("{} failed", this, why);
        signalAuthFailure(why);
        if (why instanceof SshException said && said.getDisconnectCode() > 0 && isOpen()) {
            try {
                disconnect(said.getDisconnectCode(), "protocol error");
                return;
            } catch (Exception unsent) {
                Log.debug("{} could not be told", this, unsent);
            }
        }
        close(true);
    }

    @Override
    protected void handleDisconnect(int code, String text, String language, Buffer buffer) throws Exception {
        cause.compareAndSet(null, new Disconnected(text));
        super.handleDisconnect(code, text, language, buffer);
    }

    @Override
    protected void signalSessionEvent(SessionListener.Event event) throws Exception {
        if (event == SessionListener.Event.KeyEstablished) agreed.complete(null);
        super.signalSessionEvent(event);
    }

    @Override
    protected void preClose() {
        super.preClose();
        over.complete(null);
    }

    /// The extension handler sorts this list by what the server takes in logins. That must not change which
    /// host key is
    /// asked for when keys are exchanged anew.
    @Override
    public void setSignatureFactories(List<NamedFactory<Signature>> factories) {
        if (!started) super.setSignatureFactories(factories);
    }

    /// What logins may be signed with: first what the server said it takes (RFC 8308, section 3.1).
    List<NamedFactory<Signature>> loginSignatures() {
        Set<String> taken = getAttribute(DefaultClientKexExtensionHandler.SERVER_ALGORITHMS);
        List<NamedFactory<Signature>> all = new ArrayList<>(Suites.forLogin());
        if (taken != null) all.sort(Comparator.comparing(factory -> !taken.contains(factory.getName())));
        return all;
    }

    @Override
    protected void signalExtraServerVersionInfo(String version, List<String> lines) throws Exception {
        super.signalExtraServerVersionInfo(version, lines);
        Vendors.check(login.dialing(), version);
    }

    @Override
    protected SimplifiedLog getSimplifiedLogger() {
        return SimplifiedLog.EMPTY;
    }

    @Override
    public Instant resetIdleTimeout() {
        return Instant.EPOCH;
    }

    @Override
    protected KeyExchangeMessageHandler initializeKeyExchangeMessageHandler() {
        return new Flushing(this);
    }

    /// What the server said when it hung up.
    static final class Disconnected extends IOException {
        private static final long serialVersionUID = 1;
        private final String text;

        Disconnected(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// Packets held back during a key exchange are flushed by a virtual thread rather than by one that
    /// lingers.
    static final class Flushing extends KeyExchangeMessageHandler {
        static {
            flushRunner = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("ssh-flush").factory());
        }

        Flushing(AbstractSession session) {
            super(session, org.slf4j.LoggerFactory.getLogger("dev.drey.ssh"));
        }
    }
}
