package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The border between our paths, which are bytes, and java.nio's.
///
/// On Unix a `Path` keeps bytes inside, and a `file:` URI hands them in and out unchanged, so every name
/// the system has can be read, made and opened here, whatever the locale. Text is the fast way and taken
/// where it loses nothing. On Windows a path is text: `/C:/x` stands for `C:\x`, and bytes that are no
/// UTF-8 are INVALID_PATH. (Windows was not tried.)
final class DiskPath {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final boolean UTF8_NAMES =
            StandardCharsets.UTF_8.equals(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    private static final String HEX = "0123456789ABCDEF";
    private static final char REPLACEMENT = '\ufffd';

    private DiskPath() {}

    /// The disk's word for `path`; a relative one stays relative.
    ///
    /// @throws Failed INVALID_PATH when the system cannot have such a name
    static Path of(RemotePath path) throws Failed {
        if (path.hasNul()) throw invalid(path, "a path cannot hold a NUL");
        try {
            if (WINDOWS) {
                if (!path.isText()) throw invalid(path, "the name is not valid UTF-8");
                return Path.of(windowsText(path.text()));
            }
            if (path.isText() && (UTF8_NAMES || isAscii(path.bytes()))) return Path.of(path.text());
            return ofRaw(path);
        } catch (InvalidPathException refused) {
            throw invalid(path, refused.getReason());
        }
    }

    /// Our word for `path`.
    static RemotePath of(Path path) {
        if (WINDOWS) return RemotePath.of(remoteText(path.toString()));
        String text = path.toString();
        boolean exact = text.indexOf(REPLACEMENT) < 0 && (UTF8_NAMES || isAscii(text.getBytes(StandardCharsets.UTF_8)));
        return exact ? RemotePath.of(text) : RemotePath.ofBytes(raw(path));
    }

    /// The last name of `path`.
    static Name name(Path path) {
        Path last = path.getFileName();
        return last == null ? Name.of("") : Name.ofBytes(of(last).bytes());
    }

    /// `/C:/x` as Windows writes it; other text unchanged.
    static String windowsText(String text) {
        boolean drive = text.length() >= 3 && text.charAt(0) == '/' && text.charAt(2) == ':';
        return drive ? text.substring(1) + (text.length() == 3 ? "/" : "") : text;
    }

    /// `C:\x` as everybody else writes it.
    static String remoteText(String text) {
        String slashes = text.replace('\\', '/');
        boolean drive = slashes.length() >= 2 && slashes.charAt(1) == ':';
        return drive ? "/" + slashes : slashes;
    }

    private static Path ofRaw(RemotePath path) {
        StringBuilder uri = new StringBuilder("file://");
        for (Name name : path.names()) {
            uri.append('/');
            for (byte b : name.bytes())
                uri.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return path.isAbsolute() ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    private static byte[] raw(Path path) {
        String uri = root().resolve(path).toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        int start = path.isAbsolute() ? 0 : 1;
        // For a directory the URI ends with a slash that the path lacks.
        int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length();
        for (int i = start; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static Path root() {
        return Path.of("/");
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) return false;
        }
        return true;
    }

    private static Failed invalid(RemotePath path, String reason) {
        return Failure.of(Failure.Code.INVALID_PATH, path, "path " + path.display() + ": " + reason)
                .thrown();
    }
}
