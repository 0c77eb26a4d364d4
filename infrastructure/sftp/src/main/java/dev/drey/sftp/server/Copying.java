package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.NearFile;
import dev.drey.files.OpenFile;
import dev.drey.files.ServerSideCopy;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/// Copies ranges between open files, a piece at a time.
///
/// @param live asked between pieces; CANCELLED where nobody waits any more
record Copying(Labour labour, BooleanSupplier live) {
    private static final long NEAR_PIECE = 16L << 20;
    private static final long FAR_PIECE = 64L << 20;

    /// A part of a file.
    record Range(OpenFile file, long offset, long length) {}

    /// A part of what is to be done.
    private interface Piece {
        void copy(long done, long length) throws Failed;
    }

    /// Where it is told to.
    ///
    /// @param whole whether the tree has to see all of it at once, to find that two ranges overlap in one file
    void copy(ServerSideCopy power, Range from, OpenFile to, long toOffset, boolean whole) throws Failed {
        long piece = whole ? Math.max(1, from.length()) : piece(from.file());
        inPieces(
                from,
                piece,
                (done, length) -> power.copyData(from.file(), from.offset() + done, length, to, toOffset + done)
                        .await());
    }

    /// Behind the end of a file that was opened so. The systems' own calls refuse that.
    void append(Range from, OpenFile to) throws Failed {
        inPieces(from, piece(from.file()), (done, length) -> {
            for (long at = done; at < done + length; ) {
                int some = (int) Math.min(OnHandles.LARGEST, done + length - at);
                ByteBuffer bytes =
                        Parts.read(from.file(), from.offset() + at, some).await();
                if (!bytes.hasRemaining()) return;
                at += bytes.remaining();
                Parts.write(to, 0, bytes).await();
            }
        });
    }

    private static long piece(OpenFile file) {
        return file instanceof NearFile ? NEAR_PIECE : FAR_PIECE;
    }

    private void inPieces(Range all, long size, Piece piece) throws Failed {
        for (long done = 0; done < all.length(); done += size) {
            if (!live.getAsBoolean())
                throw Failure.of(Code.CANCELLED, "the channel has ended").thrown();
            long at = done;
            long length = Math.min(size, all.length() - at);
            labour.run(all.file(), () -> {
                piece.copy(at, length);
                return length;
            });
        }
    }
}
