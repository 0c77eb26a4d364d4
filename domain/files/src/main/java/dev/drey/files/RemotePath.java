package dev.drey.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A path as bytes, parts separated by `/`.
///
/// SFTP version 3 has no charset (draft-ietf-secsh-filexfer-02, section 4), so a path is what the server
/// said, and text only where a person typed or reads it. Nothing is normalised unless [#normalized()] is
/// asked for: `a/../b` may differ from `b` where `a` is a link.
public final class RemotePath implements Comparable<RemotePath> {
    /// The root directory, `/`.
    public static final RemotePath ROOT = of("/");

    /// The directory that relative paths start at, `.`.
    public static final RemotePath HERE = of(".");

    private final byte[] bytes;

    private RemotePath(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The path spelled by `text` in UTF-8.
    public static RemotePath of(String text) {
        return new RemotePath(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The path made of these bytes; they are copied.
    public static RemotePath ofBytes(byte[] bytes) {
        return new RemotePath(bytes.clone());
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public boolean isAbsolute() {
        return bytes.length > 0 && bytes[0] == '/';
    }

    /// Whether the path ends with `/`, as when the contents of a directory are meant.
    public boolean endsWithSlash() {
        return bytes.length > 0 && bytes[bytes.length - 1] == '/';
    }

    /// Whether a NUL is among the bytes; no system takes such a path.
    public boolean hasNul() {
        for (byte b : bytes) {
            if (b == 0) return true;
        }
        return false;
    }

    /// This path with `name` below it.
    public RemotePath resolve(Name name) {
        return append(name.raw());
    }

    /// `other` as seen from this directory: `other` itself when it is absolute, this path when it is empty.
    public RemotePath resolve(RemotePath other) {
        if (other.isAbsolute() || isEmpty()) return other;
        return other.isEmpty() ? this : append(other.bytes);
    }

    /// `other`, in UTF-8, as seen from this directory.
    public RemotePath resolve(String other) {
        return resolve(of(other));
    }

    /// A path of the same directory with another last name.
    public RemotePath sibling(Name name) {
        return parent().resolve(name);
    }

    /// The directory that holds this path: `/` for `/` and `/a`, `.` for `a`.
    public RemotePath parent() {
        int end = lastNameEnd();
        int slash = lastSlashBefore(end);
        if (slash < 0) return HERE;
        while (slash > 0 && bytes[slash - 1] == '/') slash--;
        return slash == 0 ? ROOT : new RemotePath(Arrays.copyOf(bytes, slash));
    }

    /// The last name, without slashes behind it; empty for `/` and for the empty path.
    public Name name() {
        int end = lastNameEnd();
        int slash = lastSlashBefore(end);
        return Name.ofBytes(Arrays.copyOfRange(bytes, slash + 1, Math.max(slash + 1, end)));
    }

    /// The names in order, without empty ones: `//a/./b/` is `a`, `.`, `b`.
    public List<Name> names() {
        List<Name> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && bytes[i] != '/') continue;
            if (i > start) names.add(Name.ofBytes(Arrays.copyOfRange(bytes, start, i)));
            start = i + 1;
        }
        return List.copyOf(names);
    }

    /// The path by its words alone: without `.`, empty names and `name/..`; `..` above the root vanishes.
    /// Links are not asked.
    public RemotePath normalized() {
        List<Name> kept = new ArrayList<>();
        for (Name name : names()) {
            String text = name.isDots() ? name.text() : "";
            if (text.equals(".")) continue;
            if (!text.equals("..")) kept.add(name);
            else if (!kept.isEmpty() && !kept.getLast().text().equals("..")) kept.removeLast();
            else if (!isAbsolute()) kept.add(name);
        }
        if (kept.isEmpty()) return isAbsolute() ? ROOT : HERE;
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length);
        for (Name name : kept) {
            if (isAbsolute() || joined.size() > 0) joined.write('/');
            joined.writeBytes(name.raw());
        }
        return new RemotePath(joined.toByteArray());
    }

    /// Whether this path is `ancestor` or lies below it, both taken by their words ([#normalized()]).
    public boolean isWithin(RemotePath ancestor) {
        RemotePath mine = normalized();
        RemotePath other = ancestor.normalized();
        if (mine.isAbsolute() != other.isAbsolute()) return false;
        if (other.equals(ROOT) || other.equals(HERE) || mine.equals(other)) return true;
        return mine.bytes.length > other.bytes.length
                && mine.bytes[other.bytes.length] == '/'
                && Arrays.equals(mine.bytes, 0, other.bytes.length, other.bytes, 0, other.bytes.length);
    }

    /// Whether the bytes are valid UTF-8, so that [#text()] loses nothing.
    public boolean isText() {
        return Text.isUtf8(bytes);
    }

    /// The path decoded as UTF-8; invalid bytes become U+FFFD.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// For people: UTF-8 with invalid bytes and control characters escaped.
    public String display() {
        return Text.display(bytes);
    }

    private RemotePath append(byte[] tail) {
        if (bytes.length == 0) return new RemotePath(tail);
        boolean slash = bytes[bytes.length - 1] == '/';
        byte[] joined = Arrays.copyOf(bytes, bytes.length + (slash ? 0 : 1) + tail.length);
        if (!slash) joined[bytes.length] = '/';
        System.arraycopy(tail, 0, joined, joined.length - tail.length, tail.length);
        return new RemotePath(joined);
    }

    private int lastNameEnd() {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == '/') end--;
        return end;
    }

    private int lastSlashBefore(int end) {
        int at = end - 1;
        while (at >= 0 && bytes[at] != '/') at--;
        return end == 0 && bytes.length > 0 ? 0 : at;
    }

    @Override
    public int compareTo(RemotePath other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemotePath path && Arrays.equals(bytes, path.bytes);
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
