package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The copy that the editor works on: a file for its owner alone, of the same name so that the editor knows its kind,
/// in a directory for its owner alone.
record EditedCopy(Path folder, Path file) {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static EditedCopy make(Console console, Name name, byte[] content) throws Failed {
        Path above =
                Path.of(console.environment().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir", "/tmp")));
        try {
            Path folder = Files.createTempDirectory(above, "drey-edit-", OWN);
            Path file = Files.createFile(folder.resolve(named(folder, name)), PRIVATE);
            Files.write(file, content);
            return new EditedCopy(folder, file);
        } catch (IOException unwritable) {
            throw Failure.of(
                            Failure.Code.PERMISSION_DENIED,
                            "edit: the file cannot be kept in " + above
                                    + " while it is edited; set TMPDIR to a directory" + " of yours")
                    .thrown(unwritable);
        }
    }

    private static Path named(Path folder, Name name) {
        try {
            boolean usable = name.isPlain() && name.isText();
            return folder.resolve(usable ? name.text() : "file");
        } catch (InvalidPathException notHere) {
            return folder.resolve("file");
        }
    }

    /// Lower-case hex; empty when the editor left no file.
    String sha256() throws Failed {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException unreadable) {
            throw Failure.of(Failure.Code.PERMISSION_DENIED, "edit: " + file + " cannot be read; nothing was saved")
                    .thrown(unreadable);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha().digest(bytes));
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// Also what the editor left beside it.
    void remove() throws Failed {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepest = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepest) Files.deleteIfExists(one);
        } catch (IOException | UncheckedIOException kept) {
            throw Failure.of(Failure.Code.PERMISSION_DENIED, "edit: " + folder + " cannot be removed")
                    .thrown(kept);
        }
    }
}
