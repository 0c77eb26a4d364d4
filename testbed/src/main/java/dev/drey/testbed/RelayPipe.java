package dev.drey.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/// One way of one relayed connection: one thread reads and stamps, the other delivers when the time has come.
///
/// What waits between them is bounded by the line's room.
final class RelayPipe {
    private static final int PORTION = 32 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket from;
    private final Socket to;
    private final RelayLine line;
    private final RelayEnds ends;
    private final Queue<Portion> waiting = new ArrayDeque<>();
    private boolean done;

    /// What arrives at a moment: bytes, the end, or that the line is broken.
    private record Portion(What what, ByteBuffer bytes, long moment) {}

    private enum What {
        BYTES,
        END,
        BREAK
    }

    RelayPipe(Socket from, Socket to, RelayLine line, RelayEnds ends) {
        this.from = from;
        this.to = to;
        this.line = line;
        this.ends = ends;
    }

    void start() {
        Thread.ofPlatform().daemon().name("testbed-relay-read").start(this::readAll);
        Thread.ofPlatform().daemon().name("testbed-relay-deliver").start(this::deliverAll);
    }

    private void readAll() {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[PORTION];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                add(new Portion(
                        What.BYTES, ByteBuffer.allocate(got).put(buffer, 0, got).flip(), line.take(got)));
            }
            add(new Portion(What.END, NOTHING, line.take(0)));
        } catch (IOException | InterruptedException broken) {
            add(new Portion(What.BREAK, NOTHING, System.nanoTime()));
        }
    }

    private void deliverAll() {
        try {
            OutputStream out = to.getOutputStream();
            Portion portion = next();
            while (portion.what == What.BYTES) {
                if (!deliver(out, portion)) return;
                portion = next();
            }
            if (line.await(portion.moment, 1) < 0 || portion.what == What.BREAK) ends.broken();
            else end();
        } catch (IOException | InterruptedException broken) {
            ends.broken();
        } finally {
            finish();
        }
    }

    private void end() throws IOException {
        to.shutdownOutput();
        ends.ended();
    }

    /// @return false when the line breaks here
    private boolean deliver(OutputStream out, Portion portion) throws IOException, InterruptedException {
        ByteBuffer bytes = portion.bytes;
        try {
            while (bytes.hasRemaining()) {
                int some = line.await(portion.moment, bytes.remaining());
                if (some < 0) return false;
                byte[] now = new byte[some];
                bytes.get(now);
                out.write(now);
                if (line.left(some)) return false;
            }
            return true;
        } finally {
            line.forget(bytes.remaining());
        }
    }

    private synchronized void add(Portion portion) {
        if (done) line.forget(portion.bytes.remaining());
        else waiting.add(portion);
        notifyAll();
    }

    private synchronized Portion next() throws InterruptedException {
        while (waiting.isEmpty()) wait();
        return waiting.remove();
    }

    /// From here on nothing is delivered, and what still comes takes no room on the line.
    private synchronized void finish() {
        done = true;
        waiting.forEach(portion -> line.forget(portion.bytes.remaining()));
        waiting.clear();
    }
}
