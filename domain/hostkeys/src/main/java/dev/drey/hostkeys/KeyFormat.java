package dev.drey.hostkeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The shape of a public key's bytes: the name, then fields, each a 32-bit length and that many bytes (RFC 4253
/// 6.6, RFC 5656 3.1, RFC 8709 4; OpenSSH's PROTOCOL.u2f and PROTOCOL.certkeys).
///
/// Only the shape is judged, as far as OpenSSH refuses a line for it. The mathematics is left to who verifies
/// signatures.
final class KeyFormat {
    static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final int SMALLEST_RSA_BITS = 1024;

    /// Plain type to how many fields follow its name.
    private static final Map<String, Integer> FIELDS = Map.of(
            "ssh-rsa", 2,
            "ssh-dss", 4,
            "ssh-ed25519", 1,
            "ecdsa-sha2-nistp256", 2,
            "ecdsa-sha2-nistp384", 2,
            "ecdsa-sha2-nistp521", 2,
            "sk-ssh-ed25519@openssh.com", 2,
            "sk-ecdsa-sha2-nistp256@openssh.com", 3);

    private KeyFormat() {}

    /// The plain type that an algorithm's name is about: without the certificate's suffix, `rsa-sha2-*` as
    /// `ssh-rsa`.
    static String plainType(String algorithm) {
        String name = algorithm;
        if (name.endsWith(CERTIFICATE)) {
            name = name.substring(0, name.length() - CERTIFICATE.length());
            if (name.startsWith("sk-")) name = name + "@openssh.com";
        }
        return name.equals("rsa-sha2-256") || name.equals("rsa-sha2-512") ? "ssh-rsa" : name;
    }

    static boolean isKnown(String algorithm) {
        return FIELDS.containsKey(plainType(algorithm));
    }

    static Optional<String> algorithmOf(byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        Optional<String> name = field(in).map(KeyFormat::ascii).filter(KeyFormat::isKnown);
        return name.filter(n -> n.endsWith(CERTIFICATE) ? certificate(n, in) : plain(n, in) && !in.hasRemaining());
    }

    static Optional<HostKey> withoutCertificate(String algorithm, byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        String type = plainType(algorithm);
        if (!skip(in, 2)) return Optional.empty();
        int start = in.position();
        if (!plain(type, in)) return Optional.empty();
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer key = ByteBuffer.allocate(4 + name.length + in.position() - start);
        key.putInt(name.length).put(name).put(blob, start, in.position() - start);
        return HostKey.of(key.array());
    }

    /// Nonce, the key's fields, then serial, kind, six fields (id, principals are two of them) and the
    /// signature.
    private static boolean certificate(String name, ByteBuffer in) {
        if (name.startsWith("rsa-sha2-") || field(in).isEmpty() || !plain(plainType(name), in)) return false;
        if (in.remaining() < 12) return false;
        in.position(in.position() + 12);
        if (!skip(in, 2) || in.remaining() < 16) return false;
        in.position(in.position() + 16);
        return skip(in, 5) && !in.hasRemaining();
    }

    private static boolean plain(String type, ByteBuffer in) {
        Integer count = FIELDS.get(type);
        if (count == null) return false;
        byte[][] fields = new byte[count][];
        for (int i = 0; i < count; i++) {
            Optional<byte[]> next = field(in);
            if (next.isEmpty()) return false;
            fields[i] = next.get();
        }
        return switch (type) {
            case "ssh-rsa" -> isPositive(fields[0]) && isPositive(fields[1]) && bits(fields[1]) >= SMALLEST_RSA_BITS;
            case "ssh-dss" -> Arrays.stream(fields).allMatch(KeyFormat::isPositive);
            case "ssh-ed25519", "sk-ssh-ed25519@openssh.com" -> fields[0].length == 32;
            case "ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com" -> isPoint(fields, "nistp256", 32);
            case "ecdsa-sha2-nistp384" -> isPoint(fields, "nistp384", 48);
            default -> isPoint(fields, "nistp521", 66);
        };
    }

    private static boolean isPoint(byte[][] fields, String curve, int size) {
        byte[] point = fields[1];
        return ascii(fields[0]).equals(curve) && point.length == 1 + 2 * size && point[0] == 4;
    }

    private static boolean isPositive(byte[] number) {
        return number.length > 0 && number[0] >= 0 && bits(number) > 0;
    }

    private static int bits(byte[] number) {
        int i = 0;
        while (i < number.length && number[i] == 0) i++;
        return i == number.length ? 0 : (number.length - i) * 8 - (Integer.numberOfLeadingZeros(number[i] & 0xff) - 24);
    }

    private static boolean skip(ByteBuffer in, int fields) {
        for (int i = 0; i < fields; i++) if (field(in).isEmpty()) return false;
        return true;
    }

    private static Optional<byte[]> field(ByteBuffer in) {
        if (in.remaining() < 4) return Optional.empty();
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) return Optional.empty();
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Optional.of(bytes);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
