package dev.drey.testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import net.schmizz.sshj.AbstractService;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// A client that exchanges keys as it should and then sends what no client would, several packets in one
/// write where it likes.
final class Brazen implements AutoCloseable {
    private final Held socket = new Held();
    private final SSHClient client;
    private final CompletableFuture<DisconnectReason> reason = new CompletableFuture<>();

    Brazen(int port) throws IOException {
        DefaultConfig config = new DefaultConfig();
        config.setLoggerFactory(Mute.ONE);
        client = new SSHClient(config);
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.setSocketFactory(new SocketFactory() {
            @Override
            public Socket createSocket() {
                return socket;
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException("it is connected later");
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
                throw new UnsupportedOperationException("it is connected later");
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new UnsupportedOperationException("it is connected later");
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
                throw new UnsupportedOperationException("it is connected later");
            }
        });
        client.connect(Ports.HOST, port);
        client.getTransport().setDisconnectListener((why, words) -> reason.complete(why));
    }

    /// What it does as it should.
    SSHClient client() {
        return client;
    }

    /// Asks for the service of logins, and has been granted it.
    void begins() throws IOException {
        client.getTransport().reqService(new AbstractService("ssh-userauth", client.getTransport()) {
            @Override
            public void handle(Message kind, SSHPacket packet) {
                // No answer is of interest.
            }
        });
    }

    void asksForService(String name) throws TransportException {
        client.getTransport().write(new SSHPacket(Message.SERVICE_REQUEST).putString(name));
    }

    void triesPassword(String user, String text) throws TransportException {
        client.getTransport()
                .write(new SSHPacket(Message.USERAUTH_REQUEST)
                        .putString(user)
                        .putString("ssh-connection")
                        .putString("password")
                        .putBoolean(false)
                        .putString(text));
    }

    /// What is written from now on is kept.
    void hold() {
        socket.hold();
    }

    /// What was kept goes out in one piece.
    void release() throws IOException {
        socket.release();
    }

    /// With what reason the listener hangs up.
    DisconnectReason end(Duration limit) throws Exception {
        return reason.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /// That it is hung up on is no news.
    private enum Mute implements LoggerFactory {
        ONE;

        @Override
        public Logger getLogger(String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return NOPLogger.NOP_LOGGER;
        }
    }

    private static final class Held extends Socket {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean holds;

        synchronized void hold() {
            holds = true;
        }

        synchronized void release() throws IOException {
            holds = false;
            super.getOutputStream().write(kept.toByteArray());
            kept.reset();
        }

        private synchronized OutputStream sink() throws IOException {
            return holds ? kept : super.getOutputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    sink().write(one);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    sink().write(bytes, offset, length);
                }
            };
        }
    }
}
