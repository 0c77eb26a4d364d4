package dev.drey.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Where somebody comes from, as far as repeated failures are counted together.
final class Origin {
    private Origin() {}

    /// The address without its port; of an IPv6 address the first half, which one machine has for itself.
    static String of(String from) {
        String host = withoutPort(from);
        return address(host).map(HexFormat.of()::formatHex).orElse(host);
    }

    private static Optional<byte[]> address(String host) {
        try {
            byte[] bytes = InetAddress.ofLiteral(host).getAddress();
            return Optional.of(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String from) {
        int bracket = from.indexOf(']');
        if (from.startsWith("[") && bracket > 0) return from.substring(1, bracket);
        int colon = from.indexOf(':');
        boolean one = colon >= 0 && colon == from.lastIndexOf(':');
        return one ? from.substring(0, colon) : from;
    }
}
