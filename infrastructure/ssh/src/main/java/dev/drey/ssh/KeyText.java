package dev.drey.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;

/// The text of a private key or of a certificate, read.
final class KeyText {
    static {
        JdkProvider.install();
    }

    private static final String BEGIN_ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private static final String END_ENCRYPTED = "-----END ENCRYPTED PRIVATE KEY-----";

    private KeyText() {}

    /// The key needs a passphrase and none was given.
    static final class Locked extends GeneralSecurityException {
        private static final long serialVersionUID = 1;
    }

    /// The passphrase does not open the key.
    static final class WrongPassphrase extends GeneralSecurityException {
        private static final long serialVersionUID = 1;

        WrongPassphrase(Throwable cause) {
            super(cause);
        }
    }

    /// @throws Locked, WrongPassphrase
    /// @throws GeneralSecurityException when this is no private key
    static KeyPair privateKey(String name, byte[] text, Optional<Secret> passphrase)
            throws GeneralSecurityException, IOException {
        String start = new String(text, StandardCharsets.ISO_8859_1);
        byte[] plain = start.contains(BEGIN_ENCRYPTED) ? decrypted(start, passphrase) : text;
        boolean[] asked = new boolean[1];
        boolean[] locked = new boolean[1];
        FilePasswordProvider provider = (session, resource, tries) -> {
            asked[0] = true;
            locked[0] = passphrase.isEmpty() || passphrase.get().isEmpty();
            return locked[0] ? null : passphrase.get().reveal();
        };
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(name), new ByteArrayInputStream(plain), provider);
            Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
            if (found == null || !found.hasNext()) throw new GeneralSecurityException("no private key in it");
            return found.next();
        } catch (GeneralSecurityException | IOException | RuntimeException refused) {
            if (locked[0]) throw new Locked();
            if (asked[0]) throw new WrongPassphrase(refused);
            throw refused instanceof GeneralSecurityException damaged ? damaged : new GeneralSecurityException(refused);
        }
    }

    /// An encrypted PKCS#8 key made plain; the SSH library would need one more library for it.
    private static byte[] decrypted(String text, Optional<Secret> passphrase)
            throws GeneralSecurityException, IOException {
        if (passphrase.isEmpty() || passphrase.get().isEmpty()) throw new Locked();
        int from = text.indexOf(BEGIN_ENCRYPTED) + BEGIN_ENCRYPTED.length();
        int to = text.indexOf(END_ENCRYPTED);
        if (to < from) throw new GeneralSecurityException("the end is missing");
        try {
            EncryptedPrivateKeyInfo info =
                    new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(text.substring(from, to)));
            String named = info.getAlgName();
            String algorithm = named.startsWith("PBES2") || named.startsWith("1.2.840.113549.1.5.13")
                    ? info.getAlgParameters().toString()
                    : named;
            PBEKeySpec spec = new PBEKeySpec(passphrase.get().reveal().toCharArray());
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            byte[] der = cipher.doFinal(info.getEncryptedData());
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(der) + "\n-----END PRIVATE KEY-----\n";
            Arrays.fill(der, (byte) 0);
            return pem.getBytes(StandardCharsets.ISO_8859_1);
        } catch (javax.crypto.BadPaddingException wrong) {
            throw new WrongPassphrase(wrong);
        } catch (IllegalArgumentException damaged) {
            throw new GeneralSecurityException(damaged);
        }
    }

    /// A line of a `-cert.pub` file.
    static OpenSshCertificate certificate(String line) throws GeneralSecurityException {
        try {
            PublicKey key = new ByteArrayBuffer(UserKey.ofLine(line).blob()).getRawPublicKey();
            if (key instanceof OpenSshCertificate certificate) return certificate;
            throw new GeneralSecurityException("a plain key, not a certificate");
        } catch (RuntimeException | SshException damaged) {
            throw new GeneralSecurityException(damaged);
        }
    }
}
