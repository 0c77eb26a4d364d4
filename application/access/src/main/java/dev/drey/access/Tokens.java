package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes tokens and recognises their secrets: `drey_` and 43 characters, 32 random bytes in base64url. Safe
/// for many threads.
public final class Tokens {
    private static final Pattern SECRET = Pattern.compile("drey_[A-Za-z0-9_-]{43}");
    private static final int LABEL = 200;
    private static final int EACH = 100;

    private final SecureRandom random = new SecureRandom();
    private final People people;
    private final InstantSource clock;

    public Tokens(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    /// Makes one and keeps its hash. A user may have several, so that a new one overlaps the old.
    ///
    /// @throws Failed NOT_FOUND for an unknown user, INVALID_ARGUMENT for an end that is past or a label too
    ///     long, LIMIT_EXCEEDED when the user has a hundred
    public MadeToken make(String user, String label, Scope scope, Optional<Instant> expires) throws Failed {
        Instant now = clock.instant();
        if (expires.isPresent() && !expires.get().isAfter(now))
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a token that expires in the past is of no use")
                    .thrown();
        if (label.length() > LABEL)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a token's label has at most " + LABEL + " characters")
                    .thrown();
        if (label.chars().anyMatch(Character::isISOControl))
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a token's label is one line of plain text")
                    .thrown();
        if (people.tokens(user).size() >= EACH)
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            user + " has " + EACH + " tokens already: remove those that are not used any more")
                    .thrown();
        String secret = "drey_" + text(32);
        Token token =
                new Token("t-" + HexFormat.of().formatHex(bytes(6)), user, label, hash(secret), scope, now, expires);
        people.addToken(token);
        return new MadeToken(token, secret);
    }

    /// Whether a text has the form of a token's secret.
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /// As in [Token#sha256].
    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String text(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
