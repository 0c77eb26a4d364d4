package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/// The algorithms of one dialling as the library wants them, made from [Algorithms].
///
/// @param warnings names that were dropped
record Suites(
        List<KeyExchangeFactory> kex,
        List<NamedFactory<Cipher>> ciphers,
        List<NamedFactory<Mac>> macs,
        List<String> hostKeys,
        List<NamedFactory<Compression>> compression,
        List<String> warnings) {
    static {
        JdkProvider.install();
    }

    /// @throws Failed INVALID_ARGUMENT for a name nobody knows, or a list of which nothing is left
    static Suites of(Algorithms wanted, List<String> required) throws Failed {
        List<String> warnings = new ArrayList<>();
        List<String> ciphers = Names.CIPHERS.resolve(wanted.ciphers(), warnings);
        ciphers.removeIf(Bans.of(wanted.bannedCiphers()));
        if (ciphers.isEmpty()) throw empty("cipher", "every cipher is banned");
        List<String> hostKeys = Names.HOST_KEYS.resolve(wanted.hostKeys(), warnings);
        if (!required.isEmpty()) {
            List<String> allowed = Names.HOST_KEYS.resolve(Names.spelledOut(required), warnings);
            hostKeys.retainAll(allowed);
            if (hostKeys.isEmpty()) throw empty("host key", "nothing is both offered and required");
        }
        return new Suites(
                Names.KEX.resolve(wanted.kex(), warnings).stream()
                        .map(name -> ClientBuilder.DH2KEX.apply(BuiltinDHFactories.fromFactoryName(name)))
                        .toList(),
                ciphers.stream().map(Suites::cipher).toList(),
                Names.MACS.resolve(wanted.macs(), warnings).stream()
                        .map(name -> (NamedFactory<Mac>) BuiltinMacs.fromFactoryName(name))
                        .toList(),
                hostKeys,
                Names.COMPRESSION.resolve(wanted.compression(), warnings).stream()
                        .map(name -> (NamedFactory<Compression>) BuiltinCompressions.fromFactoryName(name))
                        .toList(),
                List.copyOf(warnings));
    }

    private static NamedFactory<Cipher> cipher(String name) {
        return FastCiphers.of(BuiltinCiphers.fromFactoryName(name));
    }

    static List<NamedFactory<Signature>> signatures(List<String> names) {
        List<NamedFactory<Signature>> made = new ArrayList<>();
        for (String name : names)
            Optional.ofNullable(BuiltinSignatures.fromFactoryName(name)).ifPresent(made::add);
        return made;
    }

    /// What we may sign logins with, whatever host keys are allowed; SHA-1 last, for servers that know
    /// nothing else.
    static List<NamedFactory<Signature>> forLogin() {
        List<String> names = new ArrayList<>(Names.HOST_KEYS.modern());
        names.addAll(List.of("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"));
        names.addAll(List.of("ssh-rsa-cert-v01@openssh.com", "ssh-rsa"));
        return signatures(names);
    }

    private static Failed empty(String what, String why) {
        return Failure.of(Code.INVALID_ARGUMENT, "no " + what + " algorithm is left: " + why)
                .thrown();
    }
}
