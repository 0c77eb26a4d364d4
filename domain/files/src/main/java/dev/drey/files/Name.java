package dev.drey.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One name inside a directory, as the bytes the file system or server gave.
///
/// A name is not checked here: one that comes from a server may be empty, `..`, or hold a slash. Who writes
/// files by it asks [#isPlain()] first.
public final class Name implements Comparable<Name> {
    private final byte[] bytes;

    private Name(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The name spelled by `text` in UTF-8.
    public static Name of(String text) {
        return new Name(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The name made of these bytes; they are copied.
    public static Name ofBytes(byte[] bytes) {
        return new Name(bytes.clone());
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// How many bytes the name has; Linux file systems allow 255.
    public int length() {
        return bytes.length;
    }

    /// Whether the name stays in its directory everywhere: not empty, not `.` or `..`, without `/` and NUL.
    public boolean isPlain() {
        if (bytes.length == 0 || isDots()) return false;
        for (byte b : bytes) {
            if (b == '/' || b == 0) return false;
        }
        return true;
    }

    /// Whether the name is `.` or `..`.
    public boolean isDots() {
        return (bytes.length == 1 && bytes[0] == '.') || (bytes.length == 2 && bytes[0] == '.' && bytes[1] == '.');
    }

    /// Whether the bytes are valid UTF-8, so that [#text()] loses nothing.
    public boolean isText() {
        return Text.isUtf8(bytes);
    }

    /// The name decoded as UTF-8; invalid bytes become U+FFFD, so this is not a way back to the bytes.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// For people: UTF-8 with invalid bytes and control characters escaped as `\xHH`, and a backslash doubled.
    public String display() {
        return Text.display(bytes);
    }

    byte[] raw() {
        return bytes;
    }

    /// Unsigned byte order, as `ls` in the C locale.
    @Override
    public int compareTo(Name other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Same as [#display()].
    @Override
    public String toString() {
        return display();
    }
}
