package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.net.InetAddress;

/// An IP address, or all addresses that begin with the same bits (RFC 4632): `10.1.2.3`, `10.0.0.0/8`,
/// `2001:db8::/32`.
///
/// @param bits how many of the first bits count
public record AddressRange(InetAddress first, int bits) {
    /// @throws Failed INVALID_ARGUMENT when this is no such text; names are not looked up
    public static AddressRange of(String text) throws Failed {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all) throw new IllegalArgumentException("too many bits");
            return new AddressRange(address, bits);
        } catch (IllegalArgumentException wrong) {
            throw Failure.of(
                            Code.INVALID_ARGUMENT,
                            text + " is not an address or a range of addresses such as 10.0.0.0/8 or 2001:db8::/32")
                    .with("address", text)
                    .thrown(wrong);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = 0xff << Math.max(0, bit + Byte.SIZE - bits);
            int at = bit / Byte.SIZE;
            if (((ours[at] ^ theirs[at]) & mask & 0xff) != 0) return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
