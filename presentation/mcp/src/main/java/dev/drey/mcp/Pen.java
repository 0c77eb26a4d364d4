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
    private volatile boolean withoutUnknownIds;

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

    /// Tells the client something that it has not asked.
    void notice(String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        if (!params.isEmpty()) message.put("params", params);
        write(Json.bytes(message));
    }

    /// Asks the client something.
    void request(String id, String method, Map<String, Object> params) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        write(Json.bytes(message));
    }

    void result(Object id, Map<String, Object> result) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("result", result);
        write(Json.bytes(message));
    }

    /// From now on an error whose request is not known has no id; JSON-RPC says null, and the protocol's schema since
    /// 2026-07-28 that it is text or a number where there is one.
    void leaveUnknownIdsOut() {
        withoutUnknownIds = true;
    }

    void error(Optional<Object> id, int code, String why) {
        error(id, code, why, Map.of());
    }

    /// @param data what a program can read of it; empty: nothing
    void error(Optional<Object> id, int code, String why, Map<String, Object> data) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", why);
        if (!data.isEmpty()) error.put("data", data);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        if (id.isPresent() || !withoutUnknownIds) message.put("id", id.orElse(null));
        message.put("error", error);
        write(Json.bytes(message));
    }
}
