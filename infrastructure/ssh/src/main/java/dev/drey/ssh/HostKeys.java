package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// The host keys of a listener, read from their files. Without one an ed25519 key is made, and written for its
/// owner's eyes alone.
final class HostKeys {
    /// What others may do with a file that is a secret: nothing.
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private static final int LEAST_RSA_BITS = 2048;

    static {
        JdkProvider.install();
    }

    private HostKeys() {}

    /// All of them, best first.
    static List<KeyPair> of(Listening how) throws Failed {
        List<KeyPair> keys = new ArrayList<>();
        keys.add(first(how.hostKey()));
        for (Path file : how.moreHostKeys()) keys.add(read(file));
        return keys;
    }

    /// Whether those that have to be there can be used. None is made.
    static void check(Listening how) throws Failed {
        if (how.hostKey().filter(Files::exists).isPresent()) read(how.hostKey().get());
        for (Path file : how.moreHostKeys()) read(file);
    }

    private static KeyPair first(Optional<Path> file) throws Failed {
        try {
            if (file.isEmpty()) return made();
            if (!Files.exists(file.get())) write(file.get(), made());
            return read(file.get());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no Ed25519 here", impossible);
        } catch (Failed failed) {
            throw failed;
        } catch (IOException unwritable) {
            throw inaccessible(file.get(), unwritable);
        }
    }

    private static KeyPair read(Path file) throws Failed {
        try {
            checkThatItIsSecret(file);
            KeyPair pair = KeyText.privateKey(file.toString(), Files.readAllBytes(file), Optional.empty());
            checkThatItIsGood(file, pair);
            return pair;
        } catch (KeyText.Locked locked) {
            throw Failure.of(
                            Code.INVALID_ARGUMENT,
                            "the host key " + file
                                    + " has a passphrase, which nobody is here to type; remove it: ssh-keygen -p -f "
                                    + file)
                    .thrown(locked);
        } catch (GeneralSecurityException unusable) {
            throw Failure.of(Code.INVALID_ARGUMENT, "the host key " + file + " holds no private key that can be used")
                    .thrown(unusable);
        } catch (Failed failed) {
            throw failed;
        } catch (IOException unreadable) {
            throw inaccessible(file, unreadable);
        }
    }

    private static Failed inaccessible(Path file, IOException why) {
        return Failure.of(
                        Code.PERMISSION_DENIED,
                        "the host key " + file + " cannot be read or written: " + Failures.said(why))
                .thrown(why);
    }

    private static void checkThatItIsSecret(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(OF_OTHERS);
        others.retainAll(Files.getPosixFilePermissions(file));
        if (others.isEmpty()) return;
        throw Failure.of(
                        Code.PERMISSION_DENIED,
                        "the host key " + file + " is open to others than its owner; close it: chmod 600 " + file)
                .thrown();
    }

    private static void checkThatItIsGood(Path file, KeyPair pair) throws Failed {
        boolean good = switch (pair.getPublic()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case DSAPublicKey dsa -> false;
            default -> true;
        };
        if (good) return;
        throw Failure.of(
                        Code.INVALID_ARGUMENT,
                        "the host key " + file + " is too weak; take ed25519, ECDSA, or RSA of at least "
                                + LEAST_RSA_BITS + " bits")
                .thrown();
    }

    private static KeyPair made() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /// Whole or not at all; when somebody else was quicker, theirs stands.
    private static void write(Path file, KeyPair pair) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "drey", null, text);
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(
                whole.getParent(),
                ".hostkey",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(part, text.toByteArray());
            Files.createLink(whole, part);
        } catch (FileAlreadyExistsException quicker) {
            Log.debug("{} was made by somebody else", file, quicker);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
