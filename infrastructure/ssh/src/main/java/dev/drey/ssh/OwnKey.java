package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// The ed25519 host key of a listener: read from its file, or made and written there for its owner's eyes
/// alone.
final class OwnKey {
    static {
        JdkProvider.install();
    }

    private OwnKey() {}

    static KeyPair of(Optional<Path> file) throws Failed {
        try {
            if (file.isEmpty()) return made();
            if (!Files.exists(file.get())) write(file.get(), made());
            return KeyText.privateKey(file.get().toString(), Files.readAllBytes(file.get()), Optional.empty());
        } catch (GeneralSecurityException unusable) {
            throw Failure.of(
                            Code.INVALID_ARGUMENT,
                            "the host key " + where(file) + " holds no private key that can be used")
                    .thrown(unusable);
        } catch (IOException unreadable) {
            throw Failure.of(
                            Code.PERMISSION_DENIED,
                            "the host key " + where(file) + " cannot be read or written: " + Failures.said(unreadable))
                    .thrown(unreadable);
        }
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

    private static String where(Optional<Path> file) {
        return file.map(Path::toString).orElse("of the listener");
    }
}
