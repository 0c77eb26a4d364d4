package dev.drey.ssh;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;

/// The library's server session, with a limit for logging in, and without packets in logs.
final class AcceptedSession extends ServerSessionImpl {
    private final Listening how;
    private final Entrance entrance;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicInteger channels = new AtomicInteger();
    private final AtomicInteger endings;
    private volatile Optional<Entrance.Guest> guest = Optional.empty();
    private volatile boolean failed;

    /// @param endings counts the calls of [Listener#end]
    AcceptedSession(
            ServerFactoryManager server, WireSession wire, Listening how, Entrance entrance, AtomicInteger endings)
            throws Exception {
        super(server, wire);
        this.how = how;
        this.entrance = entrance;
        this.endings = endings;
    }

    WireSession wire() {
        return (WireSession) getIoSession();
    }

    Listening how() {
        return how;
    }

    CompletableFuture<Void> over() {
        return over;
    }

    void begin() throws Exception {
        start();
        wire().start(this, from());
        Thread watcher = Thread.ofVirtual().name("ssh-login " + from()).start(this::limitLogin);
        var _ = over.thenRun(watcher::interrupt);
    }

    private void limitLogin() {
        try {
            Thread.sleep(how.login());
            if (!isAuthenticated()) close(true);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void setAuthenticated() throws IOException {
        super.setAuthenticated();
        KeepAlive.watch(this, wire(), how.keepAliveInterval(), 3, over, why -> exceptionCaught(why.thrown()));
    }

    String from() {
        return String.valueOf(getIoSession().getRemoteAddress()).replaceFirst("^.*/", "");
    }

    boolean admits(String user, PublicKey offered) {
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putRawPublicKey(offered);
        UserKey shown = UserKey.of(KeyUtils.getKeyType(offered), blob.getCompactData());
        return admits(user, new Entrance.Proof.Key(shown));
    }

    boolean admits(String user, String given) {
        return admits(user, new Entrance.Proof.Password(Secret.of(given)));
    }

    /// Called by the reader, once for each request to log in that has come so far: the last answer is the one
    /// that a success comes with. Asked again when somebody was put out meanwhile, since the answer may have
    /// been given before that.
    private boolean admits(String user, Entrance.Proof proof) {
        int before;
        do {
            before = endings.get();
            guest = entrance.admit(user, proof, from());
        } while (before != endings.get());
        return guest.isPresent();
    }

    /// Who has shown something that the entrance knows, be it proved or not.
    Optional<Entrance.Guest> guest() {
        return guest;
    }

    /// Ends the connection and says why.
    void putOut() {
        try {
            disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "this login was ended");
        } catch (Exception unsent) {
            Log.debug("{} could not be told", this, unsent);
            close(true);
        }
    }

    private void sayGoodbye() {
        if (!isAuthenticated()) return;
        guest.ifPresent(left -> Thread.ofVirtual().name("ssh-left " + from()).start(left::left));
    }

    /// Takes room for one more channel.
    boolean takeChannel() {
        if (channels.incrementAndGet() <= how.channels()) return true;
        channels.decrementAndGet();
        return false;
    }

    void giveChannelBack() {
        channels.decrementAndGet();
    }

    Optional<Failure> loss() {
        if (!failed) return Optional.empty();
        return Optional.of(Failure.of(Code.CONNECTION_LOST, "the connection from " + from() + " was lost"));
    }

    @Override
    public void exceptionCaught(Throwable why) {
        failed = true;
        Log.debug("{} failed", this, why);
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
    protected void preClose() {
        super.preClose();
        if (over.complete(null)) sayGoodbye();
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
        return new DialledSession.Flushing(this);
    }
}
