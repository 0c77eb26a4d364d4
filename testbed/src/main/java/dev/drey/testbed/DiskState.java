package dev.drey.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a folder of this machine's disk holds: for each name, exact to the byte, what has been asked about it.
///
/// Two trees are the same when their states are equal; a comparison by AssertJ shows the names that differ.
///
/// @param lines by the name below the folder, with bytes that are not plain ASCII as `%XX`
public record DiskState(Map<String, String> lines) {
    /// What two trees may be compared by; names, types, contents and where links point are always compared.
    public enum Aspect {
        /// Permissions, not of links.
        MODES,
        /// Times of last change to the second, not of links.
        TIMES,
        /// Times of directories, which are changed by every entry that is made.
        DIRECTORY_TIMES
    }

    public static DiskState of(Path folder, Aspect... aspects) {
        Set<Aspect> asked = EnumSet.noneOf(Aspect.class);
        asked.addAll(Set.of(aspects));
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            String prefix = folder.toUri().getRawPath();
            for (Path path : all.filter(path -> !path.equals(folder)).toList()) {
                String name = path.toUri().getRawPath().substring(prefix.length());
                lines.put(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, line(path, asked));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DiskState(lines);
    }

    private static String line(Path path, Set<Aspect> asked) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) return "-> " + Files.readSymbolicLink(path);
        StringBuilder line = new StringBuilder(what(path, attributes));
        if (asked.contains(Aspect.MODES)) {
            line.append(" %o".formatted((int) Files.getAttribute(path, "unix:mode") & 07777));
        }
        if (asked.contains(attributes.isDirectory() ? Aspect.DIRECTORY_TIMES : Aspect.TIMES)) {
            line.append(' ').append(attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS));
        }
        return line.toString();
    }

    private static String what(Path path, PosixFileAttributes attributes) {
        if (attributes.isDirectory()) return "directory";
        return attributes.isRegularFile() ? sha256(path) : "special";
    }

    /// The hash of a file's content, in hex.
    public static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream hashed = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            hashed.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
