package dev.drey.mcp;

import dev.drey.session.Owner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/// Signs what a client has to bring back with an answer (`requestState`), so that it can be relied upon: it is read
/// again only unchanged, from the same owner, for the same call, within a while and once. Any thread.
///
/// The key is this process's own and ends with it.
final class Seal {
    static final Duration LIFE = Duration.ofMinutes(10);

    /// Longer ones are none of ours.
    private static final int LONGEST = 1 << 16;

    /// How many used ones are remembered.
    private static final int MOST = 10_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final ObjectWriter SORTED = Json.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final SecretKeySpec key = newKey();
    private final Owner owner;
    private final LongSupplier nanos;
    private final Map<String, Long> used = new LinkedHashMap<>();
    private long number;
    private Optional<Long> forgotten = Optional.empty();

    /// @param nanos a clock that only goes forward
    Seal(Owner owner, LongSupplier nanos) {
        this.owner = owner;
        this.nanos = nanos;
    }

    private static SecretKeySpec newKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /// Which call it is: another tool, or another argument, is another one. Keyed, since arguments may hold what can
    /// be guessed.
    String call(String method, String name, Map<String, Object> arguments) {
        return signed(SORTED.writeValueAsString(java.util.List.of(method, name, arguments)));
    }

    /// @param content text, booleans, maps and lists
    String close(String call, Map<String, Object> content) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("id", next());
        whole.put("end", nanos.getAsLong() + LIFE.toNanos());
        whole.put("owner", owner.id());
        whole.put("call", call);
        whole.put("content", content);
        String body = encoded(Json.bytes(whole));
        return body + "." + signed(body);
    }

    private synchronized String next() {
        return Long.toString(++number);
    }

    /// What was closed.
    Map<String, Object> open(String state, String call) throws Refused {
        Map<String, Object> whole = verified(state);
        long end = whole.get("end") instanceof Number time ? time.longValue() : 0;
        if (nanos.getAsLong() - end > 0) throw refused("expired", "has expired after " + LIFE.toMinutes() + " minutes");
        if (!owner.id().equals(whole.get("owner"))) throw refused("other-owner", "was given to somebody else");
        if (!call.equals(whole.get("call"))) {
            throw refused("other-call", "was given for another call: another tool, or other arguments");
        }
        use(String.valueOf(whole.get("id")), end);
        return whole.get("content") instanceof Map<?, ?> content ? Message.plain(content) : Map.of();
    }

    private Map<String, Object> verified(String state) throws Refused {
        int dot = state.indexOf('.');
        boolean ours = state.length() <= LONGEST && dot > 0 && isEqual(signed(state.substring(0, dot)), state, dot + 1);
        if (!ours) throw refused("forged", "is none that this process has given, or was changed");
        try {
            return Json.object(Base64.getUrlDecoder().decode(state.substring(0, dot)));
        } catch (IllegalArgumentException | JacksonException impossible) {
            throw new IllegalStateException("signed here, and cannot be read", impossible);
        }
    }

    private static boolean isEqual(String wanted, String state, int from) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), state.substring(from).getBytes(StandardCharsets.UTF_8));
    }

    /// Of the used ones those that have not expired are remembered; where there are too many, what is as old as a
    /// forgotten one counts as used.
    private synchronized void use(String id, long end) throws Refused {
        boolean old = forgotten.isPresent() && end - forgotten.get() <= 0;
        if (old || used.putIfAbsent(id, end) != null) throw refused("used", "was used already");
        Iterator<Long> oldest = used.values().iterator();
        while (oldest.hasNext()) {
            long one = oldest.next();
            boolean expired = nanos.getAsLong() - one > 0;
            if (!expired && used.size() <= MOST) return;
            if (!expired && (forgotten.isEmpty() || one - forgotten.get() > 0)) forgotten = Optional.of(one);
            oldest.remove();
        }
    }

    private static Refused refused(String reason, String why) {
        return new Refused(
                Message.INVALID_PARAMS,
                "requestState " + why + "; nothing was done. Make the call again without it",
                Map.of("reason", reason));
    }

    private String signed(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return encoded(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
