package dev.drey.ssh;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/// Asks a silent peer for a sign of life; ends the session when several askings in a row bring no byte at
/// all.
final class KeepAlive implements Runnable {
    private static final String REQUEST = "keepalive@openssh.com";

    private final DialledSession session;
    private final Dialing dialing;

    private KeepAlive(DialledSession session, Dialing dialing) {
        this.session = session;
        this.dialing = dialing;
    }

    static void watch(DialledSession session, Dialing dialing) {
        if (dialing.timing().keepAliveInterval().isZero()) return;
        Thread watcher = Thread.ofVirtual().name("ssh-alive " + dialing.peer()).start(new KeepAlive(session, dialing));
        var _ = session.over().thenRun(watcher::interrupt);
    }

    @Override
    public void run() {
        long interval = dialing.timing().keepAliveInterval().toNanos();
        long since = session.wire().heard();
        int unanswered = 0;
        try {
            while (session.isOpen()) {
                long heard = session.wire().heard();
                if (heard != since) unanswered = 0;
                since = heard;
                long silent = System.nanoTime() - heard;
                long wait = interval * (unanswered + 1L) - silent;
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                } else if (unanswered++ >= dialing.timing().keepAliveCountMax()) {
                    session.fail(dead().thrown());
                } else {
                    ask();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException lost) {
            session.fail(lost);
        }
    }

    private void ask() throws IOException {
        Buffer packet = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, REQUEST.length() + 8);
        packet.putString(REQUEST);
        packet.putBoolean(true);
        session.request(packet, REQUEST, (command, answer) -> {});
    }

    private Failure dead() {
        return Failure.of(
                Code.CONNECTION_LOST,
                dialing.peer() + " has been silent for "
                        + Times.text(dialing.timing()
                                .keepAliveInterval()
                                .multipliedBy(dialing.timing().keepAliveCountMax() + 1L))
                        + " and does not answer; the connection is given up");
    }
}
