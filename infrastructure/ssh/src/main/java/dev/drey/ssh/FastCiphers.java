package dev.drey.ssh;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BaseGCMCipher;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;

/// AES-GCM that is fast from the first byte: Amazon's Corretto provider where it loads, else the JDK's own,
/// whose
/// intrinsic is compiled only after some hundred megabytes.
final class FastCiphers {
    private static final long LOAD_LIMIT_S = 5;

    private FastCiphers() {}

    /// Loads the provider on a thread of its own as soon as somebody mentions this class: beside the
    /// connection set-up.
    private static final class Corretto {
        static final CompletableFuture<Optional<Provider>> PROVIDER = new CompletableFuture<>();

        static {
            Thread.ofPlatform().daemon().name("ssh-ciphers").start(() -> PROVIDER.complete(load()));
        }

        private static Optional<Provider> load() {
            if (Boolean.getBoolean("dev.drey.ssh.jdkCiphers")) return Optional.empty();
            try {
                Class<?> type = Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
                Provider provider = (Provider) type.getField("INSTANCE").get(null);
                javax.crypto.Cipher.getInstance("AES/GCM/NoPadding", provider);
                FastHashes.offer(provider);
                return Optional.of(provider);
            } catch (ReflectiveOperationException | GeneralSecurityException | RuntimeException | LinkageError absent) {
                Log.debug("{} is not there; the JDK's AES-GCM is used", "Corretto", absent);
                return Optional.empty();
            }
        }
    }

    /// Begins to load; returns at once.
    static void warm() {
        Corretto.PROVIDER.isDone();
    }

    /// Whether it loads here; waits for that.
    static boolean available() {
        return provider().isPresent();
    }

    /// A cipher of ours in place of the library's where it is AES-GCM.
    static NamedFactory<Cipher> of(BuiltinCiphers cipher) {
        return switch (cipher) {
            case aes128gcm, aes256gcm -> new Gcm(cipher);
            default -> cipher;
        };
    }

    private static Optional<Provider> provider() {
        try {
            return Corretto.PROVIDER.get(LOAD_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException slow) {
            return Optional.empty();
        }
    }

    private record Gcm(BuiltinCiphers like) implements NamedFactory<Cipher> {
        @Override
        public String getName() {
            return like.getName();
        }

        @Override
        public Cipher create() {
            return new Made(like);
        }
    }

    private static final class Made extends BaseGCMCipher {
        Made(BuiltinCiphers like) {
            super(
                    like.getIVSize(),
                    like.getAuthenticationTagSize(),
                    like.getKdfSize(),
                    like.getAlgorithm(),
                    like.getKeySize(),
                    like.getTransformation(),
                    like.getCipherBlockSize());
        }

        @Override
        protected javax.crypto.Cipher createCipherInstance(Cipher.Mode wanted, byte[] key, byte[] iv)
                throws GeneralSecurityException {
            mode = wanted;
            secretKey = new SecretKeySpec(key, getAlgorithm());
            parameters = new CounterGCMParameterSpec(getAuthenticationTagSize() * Byte.SIZE, iv) {};
            Optional<Provider> fast = provider();
            return fast.isPresent()
                    ? javax.crypto.Cipher.getInstance(getTransformation(), fast.get())
                    : javax.crypto.Cipher.getInstance(getTransformation());
        }
    }
}
