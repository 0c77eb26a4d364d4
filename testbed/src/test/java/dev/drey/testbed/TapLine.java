package dev.drey.testbed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One channel that goes through an [SftpTap]: a thread carries requests to an sftp-server of its own, another the
/// replies back. When either end is gone, both are closed.
final class TapLine {
    private static final int VERSION = 2;

    private final SftpTap tap;
    private final int number;
    private final Socket client;
    private final Child server;
    private final AtomicBoolean closed = new AtomicBoolean();

    TapLine(SftpTap tap, int number, Socket client, Path log, List<String> command) {
        this.tap = tap;
        this.number = number;
        this.client = client;
        this.server = Child.onPipes("sftp-server", log, command);
    }

    void start() {
        Thread.ofPlatform().daemon().name("testbed-tap-up").start(this::up);
        Thread.ofPlatform().daemon().name("testbed-tap-down").start(this::down);
    }

    boolean isClosed() {
        return closed.get();
    }

    private void up() {
        try (DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(server.process().getOutputStream())) {
            while (true) {
                byte[] body = packet(in);
                if (!tap.asked(TapPacket.of(number, body))) return;
                pass(body, out);
            }
        } catch (IOException ended) {
            // Either end is gone, which ends the line.
        } finally {
            close();
        }
    }

    private void down() {
        try (DataInputStream in = new DataInputStream(server.process().getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            while (true) {
                byte[] body = packet(in);
                int id = ByteBuffer.wrap(body).getInt(1);
                if (body[0] != VERSION) tap.awaitAnswerable(this, number, id);
                pass(body, out);
                if (body[0] != VERSION) tap.answered(number, id);
            }
        } catch (IOException ended) {
            // Either end is gone, which ends the line.
        } finally {
            close();
        }
    }

    private static byte[] packet(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return body;
    }

    private static void pass(byte[] body, DataOutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(4 + body.length)
                .putInt(body.length)
                .put(body)
                .array());
        out.flush();
    }

    /// Harmless when repeated.
    void close() {
        if (!closed.compareAndSet(false, true)) return;
        tap.changed();
        try {
            client.close();
        } catch (IOException gone) {
            // The socket is closed either way.
        }
        server.close();
    }
}
