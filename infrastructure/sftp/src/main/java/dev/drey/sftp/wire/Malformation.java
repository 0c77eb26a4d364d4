package dev.drey.sftp.wire;

/// A packet that breaks its layout; never leaves this package, where it becomes [Decoded.Malformed].
final class Malformation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformation(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
