package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Makes and compares Argon2id hashes of passwords (RFC 9106), written as PHC strings that carry their own
/// cost. Safe for many threads; only so many work at once, since each needs its memory.
public final class Passwords {
    /// The shortest password that is taken, in characters.
    public static final int SHORTEST = 8;

    private static final int LONGEST = 1024;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What one hash costs whoever computes it.
    ///
    /// @param memory in KiB
    /// @param passes over the memory
    /// @param lanes that could be computed side by side
    public record Cost(int memory, int passes, int lanes) {
        /// The least that OWASP advises for servers: 19 MiB, two passes.
        public static final Cost DEFAULT = new Cost(19 * 1024, 2, 1);

        public Cost {
            if (lanes < 1 || lanes > 16 || passes < 1 || passes > 32 || memory < 8 * lanes || memory > 1 << 20)
                throw new IllegalArgumentException("no sensible cost of Argon2id");
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Cost cost;
    private final Semaphore places;
    private final Phc nobody;

    public Passwords() {
        this(Cost.DEFAULT, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
    }

    /// @param atOnce how many hashes may be computed at the same time
    public Passwords(Cost cost, int atOnce) {
        this.cost = cost;
        this.places = new Semaphore(atOnce, true);
        this.nobody = Phc.of(cost, new byte[SALT], new byte[HASH]);
    }

    /// @throws Failed INVALID_ARGUMENT when the password is too short or too long, BUSY as [#agrees]
    public String hash(String password) throws Failed {
        byte[] bytes = bytes(password);
        if (password.codePointCount(0, password.length()) < SHORTEST)
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            "the password is too short: it needs at least " + SHORTEST + " characters")
                    .thrown();
        if (bytes.length > LONGEST)
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            "the password is too long: it may have at most " + LONGEST + " bytes")
                    .thrown();
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return Phc.of(cost, salt, computed(bytes, Phc.of(cost, salt, new byte[HASH])))
                .text();
    }

    /// Whether the password is the one that was hashed. Without a hash the answer is no, after the same
    /// work.
    ///
    /// @throws Failed BUSY, transient, when too many others wait
    public boolean agrees(String password, Optional<String> hash) throws Failed {
        Optional<Phc> stored = hash.flatMap(Phc::parse);
        Phc phc = stored.orElse(nobody);
        byte[] bytes = bytes(password);
        byte[] computed = computed(bytes.length > LONGEST ? new byte[0] : bytes, phc);
        return MessageDigest.isEqual(computed, phc.hashBytes()) && stored.isPresent() && bytes.length <= LONGEST;
    }

    private byte[] computed(byte[] password, Phc phc) throws Failed {
        take();
        try {
            Argon2BytesGenerator argon = new Argon2BytesGenerator();
            argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(phc.cost().memory())
                    .withIterations(phc.cost().passes())
                    .withParallelism(phc.cost().lanes())
                    .withSalt(phc.saltBytes())
                    .build());
            byte[] hash = new byte[phc.hashBytes().length];
            argon.generateBytes(password, hash);
            return hash;
        } finally {
            places.release();
            Arrays.fill(password, (byte) 0);
        }
    }

    private void take() throws Failed {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Failure.of(Failure.Code.BUSY, "too many logins at the same time: try again in a moment")
                .withKind(Failure.Kind.TRANSIENT)
                .thrown();
    }

    /// Composed, so that the same letters typed on another system are the same bytes.
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
