package dev.drey.mcp;

import java.util.Map;

/// A request on its way to being answered by a JSON-RPC error.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;
    private final transient Map<String, Object> data;

    /// @param why for people: what was wrong and what to change, without what the request holds
    /// @param data what a program can read of it; empty: nothing
    Refused(int code, String why, Map<String, Object> data) {
        super(why);
        this.code = code;
        this.data = data;
    }

    /// The request's params are not as they must be.
    static Refused params(String why) {
        return new Refused(Message.INVALID_PARAMS, why, Map.of());
    }

    int code() {
        return code;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> data() {
        return data;
    }
}
