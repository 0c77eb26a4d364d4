package dev.drey.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes and words shown to people.
public final class Text {
    private Text() {}

    static boolean isUtf8(byte[] bytes) {
        try {
            strict().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    /// Somebody's words on one line, with what would say something else on a terminal escaped.
    public static String display(String words) {
        return display(words.getBytes(StandardCharsets.UTF_8));
    }

    /// UTF-8, with invalid bytes, control characters and backslashes escaped, so that the result is one line
    /// and tells the bytes.
    static String display(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 8);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer chars = CharBuffer.allocate(Math.max(8, bytes.length));
        CharsetDecoder decoder = strict();
        while (true) {
            CoderResult result = decoder.decode(in, chars, true);
            chars.flip();
            chars.chars().forEach(c -> escape(out, (char) c));
            chars.clear();
            if (result.isUnderflow()) return out.toString();
            for (int i = 0; i < result.length() && result.isError(); i++) hex(out, in.get());
        }
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20 || c == 0x7f) hex(out, (byte) c);
                else if (isTreacherous(c)) out.append(String.format("\\u%04x", (int) c));
                else out.append(c);
            }
        }
    }

    /// C1 controls, and the marks that turn or hide text on a terminal (Unicode "bidirectional" and line
    /// separators).
    private static boolean isTreacherous(char c) {
        return (c >= 0x80 && c < 0xa0)
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }

    private static void hex(StringBuilder out, byte b) {
        out.append(String.format("\\x%02x", b & 0xff));
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
