package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// The private keys of one dialling, read beside the connection set-up. A key whose passphrase somebody
/// must type is
/// opened when its turn comes.
final class KeyRing {
    private static final int LARGEST_KEY = 1 << 20;

    private final List<Slot> slots = new ArrayList<>();

    /// Starts to read.
    KeyRing(Credentials credentials) {
        for (Identity identity : credentials.identities()) slots.add(new Slot(identity));
    }

    List<Slot> slots() {
        return slots;
    }

    /// What there is to sign with: the certificate first, where there is one, then the bare key.
    record Opened(KeyPair pair, Optional<OpenSshCertificate> certificate) {
        List<KeyPair> pairs() {
            List<KeyPair> both = new ArrayList<>();
            certificate.ifPresent(signed -> both.add(new KeyPair(signed, pair.getPrivate())));
            both.add(pair);
            return both;
        }
    }

    /// One identity.
    static final class Slot {
        private final Identity identity;
        private final CompletableFuture<Optional<Opened>> read = new CompletableFuture<>();

        Slot(Identity identity) {
            this.identity = identity;
            Thread.ofVirtual().name("ssh-key").start(this::read);
        }

        private void read() {
            try {
                read.complete(Optional.of(open(identity.passphrase())));
            } catch (KeyText.Locked locked) {
                read.complete(Optional.empty());
            } catch (Failed | RuntimeException | Error failed) {
                read.completeExceptionally(failed);
            }
        }

        String name() {
            return switch (identity) {
                case Identity.InFile in -> in.file().toString();
                case Identity.Literal literal -> "the given key";
            };
        }

        /// A default identity, which need not be there nor be readable.
        boolean optional() {
            return identity instanceof Identity.InFile in && in.optional();
        }

        /// The public key beside it, where there is one and no certificate that would have to go first.
        Optional<PublicKey> publicHalf() {
            if (!(identity instanceof Identity.InFile in) || in.certificate().isPresent()) return Optional.empty();
            Path beside = Path.of(in.file() + ".pub");
            if (!Files.exists(beside) || Files.exists(Path.of(in.file() + "-cert.pub"))) return Optional.empty();
            try {
                String line = new String(contents(beside), StandardCharsets.UTF_8);
                return Optional.of(new ByteArrayBuffer(UserKey.ofLine(line).blob()).getRawPublicKey());
            } catch (IOException | RuntimeException unreadable) {
                Log.debug("{} is passed over", beside, unreadable);
                return Optional.empty();
            }
        }

        /// The key; asks for a passphrase where one is needed. Empty when it cannot be opened and something
        /// was noted.
        Optional<Opened> take(Login login) throws Exception {
            try {
                Optional<Opened> opened = read.get();
                return opened.isPresent() ? opened : unlock(login);
            } catch (ExecutionException failed) {
                if (!optional() && failed.getCause() instanceof Failed unusable) throw unusable;
                String why = failed.getCause() instanceof Failed unusable
                        ? unusable.failure().message()
                        : name();
                login.note(why);
                return Optional.empty();
            }
        }

        private Optional<Opened> unlock(Login login) throws Exception {
            if (!login.prompts().canAskSecrets() || login.dialing().maxAuthAttempts() == 0) {
                login.note(name() + " needs a passphrase and nobody can be asked for it here");
                return Optional.empty();
            }
            for (int i = 0; i < login.dialing().maxAuthAttempts(); i++) {
                Optional<Secret> typed = login.desk().ask(() -> login.prompts().passphrase(name()));
                if (typed.isEmpty()) break;
                try {
                    return Optional.of(open(typed));
                } catch (KeyText.Locked empty) {
                    break;
                } catch (Failed wrong) {
                    if (!wrong.failure().detail().containsKey("passphrase")) throw wrong;
                }
            }
            login.note(name() + " was not opened: no right passphrase was given");
            return Optional.empty();
        }

        private Opened open(Optional<Secret> passphrase) throws Failed, KeyText.Locked {
            try {
                KeyPair pair = KeyText.privateKey(name(), text(), passphrase);
                return new Opened(pair, certificate());
            } catch (KeyText.Locked locked) {
                throw locked;
            } catch (KeyText.WrongPassphrase wrong) {
                throw unusable("the passphrase does not open it")
                        .failure()
                        .with("passphrase", "wrong")
                        .thrown(wrong);
            } catch (NoSuchFileException missing) {
                throw unusable("there is no such file");
            } catch (IOException | GeneralSecurityException garbage) {
                throw unusable(
                        garbage instanceof AccessDeniedException
                                ? "it may not be read"
                                : "it holds no private key that can be understood");
            }
        }

        private byte[] text() throws IOException {
            return switch (identity) {
                case Identity.Literal literal -> literal.key().reveal().getBytes(StandardCharsets.ISO_8859_1);
                case Identity.InFile in -> contents(in.file());
            };
        }

        private Optional<OpenSshCertificate> certificate() throws Failed {
            try {
                return switch (identity) {
                    case Identity.Literal literal ->
                        literal.certificate().isPresent()
                                ? Optional.of(KeyText.certificate(
                                        literal.certificate().get()))
                                : Optional.empty();
                    case Identity.InFile in -> certificateOf(in);
                };
            } catch (IOException | GeneralSecurityException garbage) {
                throw unusable("its certificate cannot be read or understood");
            }
        }

        private static Optional<OpenSshCertificate> certificateOf(Identity.InFile in)
                throws IOException, GeneralSecurityException {
            Path beside = in.certificate().orElse(Path.of(in.file() + "-cert.pub"));
            if (in.certificate().isEmpty() && !Files.exists(beside)) return Optional.empty();
            return Optional.of(KeyText.certificate(new String(contents(beside), StandardCharsets.UTF_8)));
        }

        private static byte[] contents(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST_KEY + 1);
                if (bytes.length > LARGEST_KEY) throw new IOException("too large for a key");
                return bytes;
            }
        }

        private Failed unusable(String why) {
            return Failure.of(Code.AUTHENTICATION_FAILED, "the private key " + name() + " cannot be used: " + why)
                    .with("level", "client-authentication")
                    .with("key", name())
                    .thrown();
        }
    }
}
