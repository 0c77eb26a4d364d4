package dev.drey.testbed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One request of an SFTP client as it stood on the wire (draft-ietf-secsh-filexfer-02), read without any of our own
/// code for that.
///
/// @param line which channel, counted from 1
/// @param subject the path or handle it is about, or an extension's name
/// @param offset, length of a READ or a WRITE; else 0
/// @param moment when it came, by `System.nanoTime()`
record TapPacket(int line, int type, int id, String subject, long offset, int length, long moment) {
    private static final int INIT = 1;
    private static final int READ = 5;
    private static final int WRITE = 6;
    private static final int EXTENDED = 200;

    /// @param body what stands behind the length
    static TapPacket of(int line, byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        int type = in.get();
        int id = in.getInt();
        int kind = Byte.toUnsignedInt((byte) type);
        String subject = kind == INIT ? "" : text(in);
        boolean range = kind == READ || kind == WRITE;
        long offset = range ? in.getLong() : 0;
        return new TapPacket(line, kind, id, subject, offset, range ? in.getInt() : 0, System.nanoTime());
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    boolean isRead() {
        return type == READ;
    }

    boolean isWrite() {
        return type == WRITE;
    }

    boolean isSync() {
        return type == EXTENDED && subject.equals("fsync@openssh.com");
    }

    /// Which open file it is about.
    String file() {
        return line + " " + subject;
    }
}
