package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Hashes a range of an open file by reading it, some reads ahead.
///
/// @param live asked between reads; CANCELLED where nobody waits any more
record Reading(OpenFile file, BooleanSupplier live) {
    /// Bytes of the longest hash, SHA-512.
    static final int LONGEST = 64;

    private static final int AHEAD = 4;

    /// One hash for each block; at least one, which may be of no bytes.
    List<byte[]> hashes(Hashes.Range range) throws Failed {
        MessageDigest digest = digest(range.algorithm());
        long size = file.attributes().await().sizeOrZero();
        long rest = Math.max(0, size - range.offset());
        long end = range.offset() + (range.length() == 0 ? rest : Math.min(rest, range.length()));
        List<byte[]> hashes = new ArrayList<>();
        for (long at = range.offset(); at < end || hashes.isEmpty(); ) {
            long stop = range.block() == 0 ? end : Math.min(end, at + range.block());
            update(digest, at, stop);
            hashes.add(digest.digest());
            at = Math.max(stop, at + 1);
        }
        return hashes;
    }

    private void update(MessageDigest digest, long from, long end) throws Failed {
        Deque<Pending<ByteBuffer>> ahead = new ArrayDeque<>();
        long asked = from;
        while (asked < end || !ahead.isEmpty()) {
            if (!live.getAsBoolean())
                throw Failure.of(Code.CANCELLED, "the channel has ended").thrown();
            while (asked < end && ahead.size() < AHEAD) {
                int some = (int) Math.min(OnHandles.LARGEST, end - asked);
                ahead.add(Parts.read(file, asked, some));
                asked += some;
            }
            digest.update(ahead.remove().await());
        }
    }

    /// `sha256` is SHA-256; `md5` is its own name.
    private static MessageDigest digest(String algorithm) throws Failed {
        String name = algorithm.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException absent) {
            throw Failure.of(Code.UNSUPPORTED, "this server has no " + name).thrown(absent);
        }
    }
}
