package dev.drey.hostkeys;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// A server's public key: the bytes of RFC 4253, section 6.6, and the algorithm that they name.
///
/// Two keys are equal when their bytes are. Immutable: bytes are copied on the way in and out.
public final class HostKey {
    private final String algorithm;
    private final byte[] blob;

    private HostKey(String algorithm, byte[] blob) {
        this.algorithm = algorithm;
        this.blob = blob;
    }

    /// The key in these bytes; empty unless they are one well-formed key of a type that OpenSSH knows, and
    /// nothing else.
    public static Optional<HostKey> of(byte[] blob) {
        byte[] own = blob.clone();
        return KeyFormat.algorithmOf(own).map(name -> new HostKey(name, own));
    }

    /// The key in a text such as `ssh-ed25519 AAAAC3… comment`, as in `known_hosts` and `*.pub` files.
    public static Optional<HostKey> parse(String text) {
        return KeyText.read(text).map(KeyText::key);
    }

    /// The type as it is written in files: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa` (never `rsa-sha2-*`,
    /// which name signatures) …
    public String algorithm() {
        return algorithm;
    }

    public byte[] blob() {
        return blob.clone();
    }

    /// Whether these bytes are an OpenSSH certificate (which carries a key) rather than a plain key.
    public boolean isCertificate() {
        return algorithm.endsWith(KeyFormat.CERTIFICATE);
    }

    /// The key itself: of a certificate the key it is about, of a plain key that key.
    public HostKey plain() {
        return isCertificate() ? KeyFormat.withoutCertificate(algorithm, blob).orElse(this) : this;
    }

    public Fingerprint fingerprint() {
        return Fingerprint.sha256(this);
    }

    /// The short word that OpenSSH shows: `ED25519`, `ECDSA`, `RSA` …
    public String word() {
        String name = algorithm.replace(KeyFormat.CERTIFICATE, "").replace("@openssh.com", "");
        String sk = name.startsWith("sk-") ? "-SK" : "";
        String bare = name.substring(sk.length());
        if (bare.startsWith("ecdsa-")) return "ECDSA" + sk;
        if (bare.equals("ssh-dss")) return "DSA";
        return bare.substring(bare.indexOf('-') + 1).toUpperCase(Locale.ROOT) + sk;
    }

    /// Type and base64, as a line of a file holds them.
    public String text() {
        return algorithm + " " + Base64.getEncoder().encodeToString(blob);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostKey that && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    /// Word and fingerprint: `ED25519 SHA256:…`.
    @Override
    public String toString() {
        return word() + " " + fingerprint();
    }

    /// The bytes without a copy, for this room only; nobody changes them.
    byte[] bytes() {
        return blob;
    }
}
