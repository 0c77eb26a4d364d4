package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A key pair in files, made by `ssh-keygen`; the public half beside the private one with `.pub` behind its name.
public record KeyFile(Path privateKey) {
    private static final Map<String, KeyFile> MADE = new ConcurrentHashMap<>();

    /// The kinds of keys a fixture may ask for.
    public enum Kind {
        ED25519("ed25519", ""),
        ECDSA_256("ecdsa", "256"),
        ECDSA_521("ecdsa", "521"),
        RSA_2048("rsa", "2048");

        private final String type;
        private final String bits;

        Kind(String type, String bits) {
            this.type = type;
            this.bits = bits;
        }
    }

    /// The client key that all fixtures accept, the same for the whole JVM.
    public static KeyFile client() {
        return client(Kind.ED25519);
    }

    /// A client key of a kind, the same for the whole JVM; servers are told by their `authorize`.
    public static KeyFile client(Kind kind) {
        return cached("client", kind);
    }

    /// The host key that fixtures show, the same for the whole JVM.
    public static KeyFile host(Kind kind) {
        return cached("host", kind);
    }

    private static KeyFile cached(String role, Kind kind) {
        return MADE.computeIfAbsent(
                role + "-" + kind, name -> make(JvmDir.path().resolve(name), kind, ""));
    }

    /// A fresh key.
    ///
    /// @param passphrase empty for none
    /// @param more further words for ssh-keygen, such as `-m`, `PEM`
    public static KeyFile make(Path file, Kind kind, String passphrase, String... more) {
        List<String> words = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", kind.type, "-C", "drey-test"));
        if (!kind.bits.isEmpty()) words.addAll(List.of("-b", kind.bits));
        words.addAll(List.of(more));
        words.addAll(List.of("-N", passphrase, "-f", file.toString()));
        Child.run(words.toArray(String[]::new));
        return new KeyFile(file);
    }

    public Path publicKey() {
        return Path.of(privateKey + ".pub");
    }

    /// Type and base64 of the public key, without the comment.
    public String publicLine() {
        try {
            String[] words = Files.readString(publicKey()).split("\\s+", -1);
            return words[0] + " " + words[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `SHA256:…`, as ssh-keygen shows it.
    public String fingerprint() {
        return Child.run("ssh-keygen", "-l", "-f", publicKey().toString()).split("\\s+", -1)[1];
    }
}
