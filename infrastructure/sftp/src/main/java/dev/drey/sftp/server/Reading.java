package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.NearFile;
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

/// Hashes a range of an open file by reading it, some reads ahead, a piece at a time.
///
/// @param live asked between reads; CANCELLED where nobody waits any more
record Reading(OpenFile file, Labour labour, BooleanSupplier live) {
    private static final int AHEAD = 4;
    private static final long NEAR_PIECE = 4L << 20;
    private static final long FAR_PIECE = 64L << 20;

    /// One hash for each block; at least one, which may be of no bytes.
    List<byte[]> hashes(Hashes.Range range) throws Failed {
        Course course = labour.run(file, () -> new Course(range));
        long piece = file instanceof NearFile ? NEAR_PIECE : FAR_PIECE;
        while (!course.isDone()) {
            labour.run(file, () -> {
                course.go(piece);
                return course;
            });
        }
        return course.hashes;
    }

    /// How far it has come.
    private final class Course {
        private final MessageDigest digest;
        private final int block;
        private final long end;
        private final List<byte[]> hashes = new ArrayList<>();
        private long at;
        private long blockEnd;

        Course(Hashes.Range range) throws Failed {
            digest = digest(range.algorithm());
            long size = file.attributes().await().sizeOrZero();
            long rest = Math.max(0, size - range.offset());
            block = range.block();
            at = range.offset();
            end = at + (range.length() == 0 ? rest : Math.min(rest, range.length()));
            blockEnd = nextEnd();
        }

        private long nextEnd() {
            return block == 0 ? end : Math.min(end, at + block);
        }

        boolean isDone() {
            return at >= end && !hashes.isEmpty();
        }

        /// Reads about so many bytes more.
        void go(long piece) throws Failed {
            for (long left = piece; left > 0 && !isDone(); ) {
                long stop = Math.min(blockEnd, at + left);
                update(digest, at, stop);
                left -= Math.max(1, stop - at);
                at = Math.max(at, stop);
                if (at >= blockEnd) add();
            }
        }

        /// The file may have grown since it was asked whether its hashes fit.
        private void add() throws Failed {
            Hashes.demandFit(hashes.size() + 1, digest.getDigestLength());
            hashes.add(digest.digest());
            blockEnd = nextEnd();
        }
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
    static MessageDigest digest(String algorithm) throws Failed {
        String name = algorithm.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException absent) {
            throw Failure.of(Code.UNSUPPORTED, "this server has no " + name).thrown(absent);
        }
    }
}
