package dev.drey.ssh;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;

/// Asks a silent peer for a sign of life; ends the session when several askings in a row bring no byte at
/// all, or when the peer has long taken none of what we send.
final class KeepAlive implements Runnable {
    private static final String REQUEST = "keepalive@openssh.com";

    private final AbstractSession session;
    private final WireSession wire;
    private final Duration interval;
    private final int most;
    private final Optional<Duration> stall;
    private final Consumer<Failure> dead;

    private KeepAlive(
            AbstractSession session,
            WireSession wire,
            Duration interval,
            int most,
            Optional<Duration> stall,
            Consumer<Failure> dead) {
        this.session = session;
        this.wire = wire;
        this.interval = interval;
        this.most = most;
        this.stall = stall;
        this.dead = dead;
    }

    /// @param most unanswered askings in a row after which the peer is dead
    /// @param stall how long we wait for the peer to take anything; empty leaves that to those who send
    /// @param over when to stop
    /// @param dead hears of the death
    static void watch(
            AbstractSession session,
            WireSession wire,
            Duration interval,
            int most,
            Optional<Duration> stall,
            CompletableFuture<Void> over,
            Consumer<Failure> dead) {
        if (interval.isZero()) return;
        Thread watcher = Thread.ofVirtual()
                .name("ssh-alive " + wire.getRemoteAddress())
                .start(new KeepAlive(session, wire, interval, most, stall, dead));
        var _ = over.thenRun(watcher::interrupt);
    }

    @Override
    public void run() {
        long since = wire.heard();
        int unanswered = 0;
        try {
            while (session.isOpen()) {
                long heard = wire.heard();
                if (heard != since) unanswered = 0;
                since = heard;
                if (stall.filter(wire::isStuck).isPresent()) dead.accept(stuck(stall.get()));
                long wait = interval.toNanos() * (unanswered + 1L) - (System.nanoTime() - heard);
                if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
                else if (unanswered++ >= most) dead.accept(death());
                else ask();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException lost) {
            session.exceptionCaught(lost);
        }
    }

    private void ask() throws IOException {
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, REQUEST.length() + 8);
        packet.putString(REQUEST);
        packet.putBoolean(true);
        session.request(packet, REQUEST, (command, answer) -> {});
    }

    private static Failure stuck(Duration stall) {
        return Failure.of(
                Code.CONNECTION_LOST,
                "the peer has taken no byte for " + Times.text(stall) + "; the connection is given up");
    }

    private Failure death() {
        Duration silence = interval.multipliedBy(most + 1L);
        return Failure.of(
                Code.CONNECTION_LOST,
                "the peer has been silent for " + Times.text(silence)
                        + " and answers no keep-alive; the connection is given up");
    }
}
