package dev.drey.sftp.server;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// One read or write of the client as the requests that its tree takes: as many as its largest size calls for, all
/// under way together.
final class Parts {
    private Parts() {}

    /// A part of a read: where, how much, and the answer to come.
    private record Piece(long offset, int length, Pending<ByteBuffer> answer) {}

    /// Asks for a whole range. Short answers are asked for again, for version 3 promises of a file that only its end
    /// makes an answer short (draft-02, section 6.4), and old clients count on it.
    static Pending<ByteBuffer> read(OpenFile file, long offset, int length) throws Failed {
        List<Piece> pieces = new ArrayList<>(1);
        for (int done = 0; done < length; ) {
            int some = Math.min(length - done, file.largestRead());
            pieces.add(new Piece(offset + done, some, file.read(offset + done, some)));
            done += some;
        }
        return new Later<>(() -> gather(file, pieces, length));
    }

    private static ByteBuffer gather(OpenFile file, List<Piece> pieces, int length) throws Failed {
        ByteBuffer first = pieces.getFirst().answer().await();
        if (first.remaining() == length || !first.hasRemaining()) return first;
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (Piece piece : pieces) {
            if (!fill(file, piece, whole)) break;
        }
        return whole.flip();
    }

    private static boolean fill(OpenFile file, Piece piece, ByteBuffer whole) throws Failed {
        int got = 0;
        for (ByteBuffer some = piece.answer().await(); some.hasRemaining(); ) {
            got += some.remaining();
            whole.put(some.duplicate());
            if (got >= piece.length()) return true;
            some = file.read(piece.offset() + got, piece.length() - got).await();
        }
        return false;
    }

    /// Writes all of `data`; the bytes have been taken when this returns.
    static Pending<Done> write(OpenFile file, long offset, ByteBuffer data) throws Failed {
        if (data.remaining() <= file.largestWrite()) return file.write(offset, data);
        List<Pending<Done>> pieces = new ArrayList<>();
        for (int done = 0; done < data.remaining(); ) {
            int some = Math.min(data.remaining() - done, file.largestWrite());
            pieces.add(file.write(offset + done, data.slice(data.position() + done, some)));
            done += some;
        }
        return new Later<>(() -> {
            for (Pending<Done> piece : pieces) piece.await();
            return Done.DONE;
        });
    }

    private interface Waiting<T> {
        T await() throws Failed;
    }

    /// An answer put together from others when it is awaited, once.
    private record Later<T>(Waiting<T> waiting) implements Pending<T> {
        @Override
        public T await() throws Failed {
            return waiting.await();
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
