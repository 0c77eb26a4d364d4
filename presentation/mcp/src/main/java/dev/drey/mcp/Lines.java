package dev.drey.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lines of bytes, each up to a limit. For one thread.
final class Lines {
    /// The longest message that is taken.
    static final int MOST = 16 << 20;

    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    Lines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /// The next line that is not blank.
    Line next() throws IOException {
        while (true) {
            Line line = read();
            if (!(line instanceof Line.Whole whole) || !isBlank(whole.bytes())) return line;
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one != ' ' && one != '\t' && one != '\r') return false;
        }
        return true;
    }

    private Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        while (fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') at++;
            int length = at - from;
            if (line.size() + (long) length > most) {
                tooLong = true;
                line = new ByteArrayOutputStream(0);
            }
            if (!tooLong) line.write(buffer, from, length);
            if (at < end) {
                at++;
                return tooLong ? new Line.TooLong() : whole(line);
            }
        }
        if (tooLong) return new Line.TooLong();
        // A last line without its end was not sent whole, unless it is a message by itself: that is seen later.
        return line.size() == 0 ? new Line.End() : whole(line);
    }

    private static Line whole(ByteArrayOutputStream line) {
        return new Line.Whole(line.toByteArray());
    }

    private boolean fill() throws IOException {
        if (at < end) return true;
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
