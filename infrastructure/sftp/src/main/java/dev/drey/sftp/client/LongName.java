package dev.drey.sftp.client;

import dev.drey.sftp.wire.Bytes;
import java.util.OptionalInt;

/// The line of a listing that a server writes for people, as `ls -l` does: `-rw-r--r--    2 ana  users …`.
///
/// The draft says that it is not to be parsed, and it is the only place where version 3 says how many
/// names a file has. So nothing is believed of a line that is not exactly of this shape.
final class LongName {
    private static final int MODE = 10;
    private static final int MOST_DIGITS = 9;

    private LongName() {}

    /// How many names the file of this line has; empty where the line does not say so.
    static OptionalInt links(Bytes line) {
        byte[] bytes = line.toArray();
        if (bytes.length <= MODE || bytes[0] != '-') return OptionalInt.empty();
        for (int i = 1; i < MODE; i++) {
            if ("rwxsStTlL-".indexOf(bytes[i]) < 0) return OptionalInt.empty();
        }
        int at = MODE;
        // A mark for access lists or labels.
        if ("+.@".indexOf(bytes[at]) >= 0) at++;
        int start = skip(bytes, at, ' ', ' ');
        int end = skip(bytes, start, '0', '9');
        boolean number = start > at && end > start && end - start <= MOST_DIGITS;
        if (!number || end >= bytes.length || bytes[end] != ' ') return OptionalInt.empty();
        int links = 0;
        for (int i = start; i < end; i++) links = links * 10 + bytes[i] - '0';
        return links == 0 ? OptionalInt.empty() : OptionalInt.of(links);
    }

    private static int skip(byte[] bytes, int from, char least, char most) {
        int at = from;
        while (at < bytes.length && bytes[at] >= least && bytes[at] <= most) at++;
        return at;
    }
}
