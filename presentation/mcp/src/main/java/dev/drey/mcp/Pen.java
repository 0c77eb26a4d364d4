package dev.drey.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Writes messages, one a line; any thread, one at a time.
final class Pen {
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean broken;

    Pen(OutputStream out) {
        this.out = out;
    }

    /// A whole message as JSON, which holds no line's end. What cannot be written is lost: nobody reads.
    void write(byte[] message) {
        lock.lock();
        try {
            if (broken) return;
            out.write(message);
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            broken = true;
        } finally {
            lock.unlock();
        }
    }

    void error(Optional<Object> id, int code, String why) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", why);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id.orElse(null));
        message.put("error", error);
        write(Json.bytes(message));
    }
}
