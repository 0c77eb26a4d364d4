package dev.drey.ssh;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.logging.SimplifiedLog;
import org.apache.sshd.server.session.ServerSessionImpl;

/// The library's server session, made when the peer has named its software and there is room in the [Lobby],
/// which hears of its steps. Without packets in logs.
final class AcceptedSession extends ServerSessionImpl {
    /// RFC 4253, section 6.1: everybody must take so much, and nobody needs more to log in.
    private static final int LARGEST_BEFORE_LOGIN = 35_000;

    /// RFC 4250, section 4.1.2: from here on messages belong to logins and channels.
    private static final int FIRST_OF_SERVICES = 50;

    private static final IoWriteFuture NOT_SENT = AbstractIoWriteFuture.fulfilled("not sent", true);

    private final Arrival arrival;
    private final Listener listener;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicInteger channels = new AtomicInteger();
    private final WindowRoom windows = new WindowRoom(WindowRoom.PROCESS);
    private final RoundTrip roundTrip = new RoundTrip(System::nanoTime);
    private volatile Optional<Entrance.Guest> guest = Optional.empty();
    private volatile Optional<Failure> loss = Optional.empty();
    private volatile boolean parted;

    /// Which kinds of message the peer has sent before its login. Belongs to the reader.
    private final BitSet sent = new BitSet();

    AcceptedSession(WireSession wire, Arrival arrival) throws Exception {
        super(arrival.listener().server(), wire);
        this.arrival = arrival;
        this.listener = arrival.listener();
    }

    WireSession wire() {
        return (WireSession) getIoSession();
    }

    Listening how() {
        return listener.how();
    }

    CompletableFuture<Void> over() {
        return over;
    }

    String from() {
        return arrival.from();
    }

    int tries() {
        return how().limits().tries();
    }

    void begin() throws Exception {
        start();
        wire().start(this, from(), how().stall());
    }

    /// It went out when the connection was accepted.
    @Override
    protected IoWriteFuture sendIdentification(String version, List<String> extraLines) {
        return NOT_SENT;
    }

    /// The last of what has to be made for somebody new.
    @Override
    protected byte[] sendKexInit(Map<KexProposalOption, String> proposal) throws Exception {
        byte[] seed = super.sendKexInit(proposal);
        listener.lobby().hasBegun(arrival);
        return seed;
    }

    @Override
    public void messageReceived(Readable bytes) throws Exception {
        try {
            super.messageReceived(bytes);
        } catch (Exception wrong) {
            if (isOpen()) listener.notUnderstood(from(), Failures.said(wrong));
            throw wrong;
        }
        if (isAuthenticated() || decoderLength <= LARGEST_BEFORE_LOGIN) return;
        String why = "a packet of " + decoderLength + " bytes before login";
        listener.notUnderstood(from(), why);
        throw wrong(why);
    }

    private static SshException wrong(String why) {
        return new SshException(SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR, why);
    }

    /// What had arrived when we hung up is not looked at.
    @Override
    protected void doHandleMessage(Buffer buffer) throws Exception {
        if (parted) return;
        int command = buffer.rawByte(buffer.rpos()) & 0xff;
        boolean stranger = !isAuthenticated();
        if (stranger) step(command);
        else if (command == SshConstants.SSH_MSG_SERVICE_REQUEST) throw wrong("a service asked for after login");
        if (command == SshConstants.SSH_MSG_NEWKEYS || !stranger) roundTrip.answered();
        super.doHandleMessage(buffer);
        boolean keys = command == SshConstants.SSH_MSG_KEXDH_INIT;
        if (stranger && (keys || isAuthenticated())) roundTrip.asked();
    }

    /// Whether the peer comes nearer to its login: by each kind of message once, so that nobody looks busy for ever.
    /// Until then keys are exchanged once, since it costs us more than a peer, and a service is asked for once,
    /// since logging in would begin anew with it; neither that nor what belongs to it comes before there are keys.
    private void step(int command) throws SshException {
        if (command >= FIRST_OF_SERVICES || command == SshConstants.SSH_MSG_SERVICE_REQUEST) awaitKeys(command);
        boolean again = sent.get(command);
        sent.set(command);
        switch (command) {
            case SshConstants.SSH_MSG_KEXINIT, SshConstants.SSH_MSG_SERVICE_REQUEST -> {
                if (again) throw wrong(SshConstants.getCommandMessageName(command) + " once more before login");
                listener.lobby().stepped(arrival);
            }
            case SshConstants.SSH_MSG_KEXDH_INIT,
                    SshConstants.SSH_MSG_NEWKEYS,
                    SshConstants.SSH_MSG_USERAUTH_REQUEST -> {
                if (!again) listener.lobby().stepped(arrival);
            }
            default -> {}
        }
    }

    private void awaitKeys(int command) throws SshException {
        if (!sent.get(SshConstants.SSH_MSG_NEWKEYS))
            throw wrong(SshConstants.getCommandMessageName(command) + " before keys were exchanged");
    }

    /// What a channel that opens now gets, until it is given back.
    Windows takeWindows() {
        return how().windows().orElseGet(() -> windows.take(byRoundTrip()));
    }

    private Windows byRoundTrip() {
        return roundTrip.shortest().map(Windows::forRoundTrip).orElse(Windows.LEAST);
    }

    void giveBack(Windows taken) {
        if (how().windows().isEmpty()) windows.give(taken);
    }

    /// Where there is no room any more, the peer hears that instead.
    @Override
    public IoWriteFuture signalAuthenticationSuccess(String user, String service, Buffer buffer) throws Exception {
        if (listener.lobby().loggedIn(arrival)) return super.signalAuthenticationSuccess(user, service, buffer);
        part(SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS, "too many connections");
        return NOT_SENT;
    }

    @Override
    public void setAuthenticated() throws IOException {
        super.setAuthenticated();
        KeepAlive.watch(
                this,
                wire(),
                how().keepAliveInterval(),
                3,
                Optional.of(how().stall()),
                over,
                why -> exceptionCaught(why.thrown()));
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
            before = listener.endings();
            guest = listener.entrance().admit(user, proof, from());
        } while (before != listener.endings());
        if (guest.isEmpty()) return false;
        listener.lobby().isKnown(arrival);
        return true;
    }

    /// Who has shown something that the entrance knows, be it proved or not.
    Optional<Entrance.Guest> guest() {
        return guest;
    }

    void putOut() {
        part(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "this login was ended");
    }

    void triedTooOften() {
        listener.turnedAway(from(), "too many failed logins");
        part(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "too many authentication failures");
    }

    /// The peer has taken no byte for as long as we wait.
    void stalled() {
        exceptionCaught(
                lost("it has taken no byte for " + Times.text(how().stall())).thrown());
    }

    private Failure lost(String why) {
        return Failure.of(Code.CONNECTION_LOST, "the connection from " + from() + " was lost: " + why);
    }

    @Override
    public void disconnect(int code, String why) throws IOException {
        parted = true;
        super.disconnect(code, why);
    }

    /// Ends the connection and says why.
    private void part(int code, String why) {
        if (!isOpen()) return;
        try {
            disconnect(code, why);
        } catch (Exception unsent) {
            Log.debug("{} could not be told", this, unsent);
            close(true);
        }
    }

    /// Takes room for one more channel.
    boolean takeChannel() {
        if (channels.incrementAndGet() <= how().limits().channels()) return true;
        channels.decrementAndGet();
        return false;
    }

    void giveChannelBack() {
        channels.decrementAndGet();
    }

    /// Why channels end with the session, where it was not in order.
    Optional<Failure> loss() {
        return loss;
    }

    @Override
    public void exceptionCaught(Throwable why) {
        Log.debug("{} failed", this, why);
        if (isOpen() && loss.isEmpty()) loss = Optional.of(lost(Failures.said(why)));
        if (why instanceof SshException said && said.getDisconnectCode() > 0)
            part(said.getDisconnectCode(), "protocol error");
        close(true);
    }

    @Override
    protected void preClose() {
        super.preClose();
        windows.close();
        if (over.complete(null)) sayGoodbye();
    }

    private void sayGoodbye() {
        if (!isAuthenticated()) return;
        guest.ifPresent(left -> Thread.ofVirtual().name("ssh-left " + from()).start(left::left));
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
