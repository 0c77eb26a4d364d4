package dev.drey.operations;

import dev.drey.files.Failed;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/// A file's hash by reading it, where the far side cannot compute it.
final class Digest {
    private Digest() {}

    /// @param algorithm as Java calls it, such as `SHA-256`
    static String of(Spot spot, String algorithm) throws Failed {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            Place nowhere = Place.local(spot.path());
            Reading.read(spot, new Operation.Read(nowhere, 0, OptionalLong.empty(), OptionalLong.empty(), sink));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }
}
