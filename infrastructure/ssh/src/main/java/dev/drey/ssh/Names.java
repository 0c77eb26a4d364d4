package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of one kind of algorithm: those we ship with, best first; those we can on demand; and those
/// that OpenSSH
/// knows (ssh -Q) and we lack.
final class Names {
    static final Names KEX = new Names(
            "key exchange",
            "mlkem768x25519-sha256,curve25519-sha256,curve25519-sha256@libssh.org,sntrup761x25519-sha512,"
                    + "sntrup761x25519-sha512@openssh.com,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                    + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
                    + "diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256",
            "mlkem768nistp256-sha256,mlkem1024nistp384-sha384,curve448-sha512,diffie-hellman-group15-sha512,"
                    + "diffie-hellman-group17-sha512,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1,"
                    + "diffie-hellman-group-exchange-sha1",
            "");
    static final Names CIPHERS = new Names(
            "cipher",
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr",
            "aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc,blowfish-cbc,arcfour128,arcfour256",
            "arcfour,cast128-cbc,rijndael-cbc@lysator.liu.se,des-cbc,des");
    static final Names MACS = new Names(
            "mac",
            "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512",
            "hmac-sha1-etm@openssh.com,hmac-sha1,hmac-sha1-96,hmac-md5,hmac-md5-96",
            "umac-64@openssh.com,umac-128@openssh.com,umac-64-etm@openssh.com,umac-128-etm@openssh.com,"
                    + "hmac-sha1-96-etm@openssh.com,hmac-md5-etm@openssh.com,hmac-md5-96-etm@openssh.com,"
                    + "hmac-ripemd160,hmac-ripemd160@openssh.com,hmac-ripemd160-etm@openssh.com");
    static final Names HOST_KEYS = new Names(
            "host key",
            "ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256-cert-v01@openssh.com,"
                    + "ecdsa-sha2-nistp384-cert-v01@openssh.com,ecdsa-sha2-nistp521-cert-v01@openssh.com,"
                    + "rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256-cert-v01@openssh.com,ssh-ed25519,"
                    + "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256",
            "ssh-rsa,ssh-rsa-cert-v01@openssh.com,ssh-dss,ssh-dss-cert-v01@openssh.com,"
                    + "sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com",
            "sk-ssh-ed25519-cert-v01@openssh.com,sk-ecdsa-sha2-nistp256-cert-v01@openssh.com,"
                    + "webauthn-sk-ecdsa-sha2-nistp256@openssh.com");
    static final Names COMPRESSION = new Names("compression", "none", "zlib@openssh.com,zlib", "");

    private final String kind;
    private final List<String> modern;
    private final List<String> able;
    private final Set<String> lacking;

    private Names(String kind, String modern, String more, String lacking) {
        this.kind = kind;
        this.modern = List.of(modern.split(","));
        List<String> all = new ArrayList<>(this.modern);
        if (!more.isEmpty()) all.addAll(List.of(more.split(",")));
        this.able = List.copyOf(all);
        this.lacking = Set.of(lacking.split(","));
    }

    List<String> modern() {
        return modern;
    }

    /// Whether we can or OpenSSH can.
    boolean isKnown(String name) {
        return able.contains(full(name)) || lacking.contains(full(name));
    }

    /// What shall be offered, best first; the list may be changed.
    List<String> resolve(List<String> wanted, List<String> warnings) throws Failed {
        if (wanted.isEmpty()) return new ArrayList<>(modern);
        char how = wanted.getFirst().isEmpty() ? ' ' : wanted.getFirst().charAt(0);
        List<String> bare = new ArrayList<>(wanted);
        if (how == '+' || how == '-' || how == '^')
            bare.set(0, wanted.getFirst().substring(1));
        if (how == '-') return without(bare);
        Set<String> chosen = new LinkedHashSet<>();
        if (how == '+') chosen.addAll(modern);
        List<String> dropped = new ArrayList<>();
        for (String name : bare) (lacking.contains(full(name)) ? dropped : chosen).add(able(name));
        if (how == '^') chosen.addAll(modern);
        if (chosen.isEmpty())
            throw Failure.of(
                            Code.INVALID_ARGUMENT,
                            "none of the " + kind + " algorithms " + String.join(", ", wanted)
                                    + " is built in; choose from " + String.join(", ", able))
                    .thrown();
        for (String name : dropped)
            warnings.add("the " + kind + " algorithm " + name + " is not built in and is left out");
        return new ArrayList<>(chosen);
    }

    private List<String> without(List<String> patterns) {
        List<String> left = new ArrayList<>(modern);
        for (String pattern : patterns) {
            Pattern glob = Pattern.compile(
                    Pattern.quote(full(pattern)).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
            left.removeIf(name -> glob.matcher(name).matches());
        }
        return left;
    }

    private String able(String name) throws Failed {
        String full = full(name);
        if (able.contains(full) || lacking.contains(full)) return full;
        throw Failure.of(
                        Code.INVALID_ARGUMENT,
                        "nobody knows a " + kind + " algorithm named " + name + "; choose from "
                                + String.join(", ", able))
                .with("name", name)
                .thrown();
    }

    /// The short forms that people write.
    private String full(String name) {
        if (able.contains(name) || lacking.contains(name) || name.indexOf('@') >= 0) return name;
        for (String vendor : List.of("@openssh.com", "@libssh.org")) {
            if (able.contains(name + vendor) || lacking.contains(name + vendor)) return name + vendor;
        }
        return name;
    }

    /// `ssh-rsa` as a key type: with it come the signatures that such a key makes today.
    static List<String> spelledOut(List<String> required) {
        List<String> out = new ArrayList<>();
        for (String name : required) {
            switch (name) {
                case "ssh-rsa" -> out.addAll(List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"));
                case "ssh-rsa-cert-v01@openssh.com" ->
                    out.addAll(List.of("rsa-sha2-512-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com", name));
                default -> out.add(name);
            }
        }
        return out;
    }
}
