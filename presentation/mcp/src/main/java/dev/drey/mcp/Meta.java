package dev.drey.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request of the eras without a session says of itself in `_meta`: since 2026-07-28 every request says all
/// of it, and nothing is remembered (Basic, General fields).
///
/// @param asks whether the client can put a form before a person
/// @param progress the token by which progress is told
/// @param level from which on the request wants log messages
record Meta(boolean asks, Optional<Object> progress, Optional<Severity> level) {
    /// What is spoken here; the others are greeted by `initialize`.
    static final String VERSION = "2026-07-28";

    /// Of the protocol: the request's version is not spoken here.
    static final int UNSUPPORTED_VERSION = -32022;

    static final String PREFIX = "io.modelcontextprotocol/";
    private static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    private static final String CLIENT_INFO = PREFIX + "clientInfo";
    private static final String LOG_LEVEL = PREFIX + "logLevel";

    /// Whether a request speaks as those eras do, well or badly.
    static boolean isIn(Map<String, Object> params) {
        return params.get("_meta") instanceof Map<?, ?> meta
                && (meta.containsKey(PROTOCOL_VERSION) || meta.containsKey(CLIENT_CAPABILITIES));
    }

    /// @param supported every version that this server speaks, the newest first
    static Meta of(Message.Request request, List<String> supported) throws Refused {
        if (!(request.params().get("_meta") instanceof Map<?, ?> meta)) {
            throw missing(request, "_meta with " + PROTOCOL_VERSION + " and " + CLIENT_CAPABILITIES);
        }
        if (!(meta.get(PROTOCOL_VERSION) instanceof String version)) {
            throw missing(request, "_meta." + PROTOCOL_VERSION + ", a text");
        }
        if (!version.equals(VERSION)) throw unsupported(version, supported);
        if (!(meta.get(CLIENT_CAPABILITIES) instanceof Map<?, ?> capabilities)) {
            throw missing(request, "_meta." + CLIENT_CAPABILITIES + ", an object");
        }
        checkInfo(meta.get(CLIENT_INFO));
        return new Meta(Questions.hasForms(capabilities), token(meta.get("progressToken")), level(meta.get(LOG_LEVEL)));
    }

    private static Refused missing(Message.Request request, String what) {
        return Refused.params(request.method() + " needs params." + what + " (this server speaks " + VERSION
                + "; clients of earlier versions send initialize first)");
    }

    private static Refused unsupported(String version, List<String> supported) {
        return new Refused(
                UNSUPPORTED_VERSION,
                "protocol version " + Echo.of(version) + " is not spoken here; say " + VERSION
                        + ", or send initialize for an earlier one",
                Map.of("supported", supported, "requested", Echo.of(version)));
    }

    private static void checkInfo(@Nullable Object info) throws Refused {
        if (info == null) return;
        boolean named = info instanceof Map<?, ?> map
                && map.get("name") instanceof String
                && map.get("version") instanceof String;
        if (!named) throw Refused.params("_meta." + CLIENT_INFO + " needs name and version, texts");
    }

    private static Optional<Object> token(@Nullable Object token) throws Refused {
        if (token == null) return Optional.empty();
        boolean fine = token instanceof String || token instanceof Integer || token instanceof Long;
        if (!fine) throw Refused.params("_meta.progressToken must be text or a whole number");
        return Optional.of(token);
    }

    private static Optional<Severity> level(@Nullable Object level) throws Refused {
        if (level == null) return Optional.empty();
        Optional<Severity> named = level instanceof String word ? Severity.named(word) : Optional.empty();
        if (named.isEmpty()) {
            throw Refused.params("_meta." + LOG_LEVEL + " is one of " + String.join(", ", Severity.words()));
        }
        return named;
    }
}
