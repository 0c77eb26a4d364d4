package dev.drey.hostkeys;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.KnownHost.Marker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// One `known_hosts` file, to write.
///
/// A key is added by a single append, so that two processes that remember at the same moment both keep their
/// line. Lines are removed by writing a side file in the same directory and renaming it, so that a reader sees
/// the old file or the new.
///
/// @param path the file; a link is followed
public record KnownHostsFile(Path path) {

    /// Appends a line that gives the host this key. A missing file is made with mode 0600, missing directories
    /// with 0700.
    ///
    /// @param hashed write the name so that it cannot be read back (`HashKnownHosts`)
    /// @throws Failed INVALID_ARGUMENT for a name that cannot stand in a line; PERMISSION_DENIED when the file
    ///     cannot be written
    public void remember(HostName host, HostKey key, boolean hashed) throws Failed {
        if (!host.isRecordable()) {
            throw Failure.of(Code.INVALID_ARGUMENT, "the name " + visible(host) + " cannot be written into known_hosts")
                    .thrown();
        }
        String name = Reading.asBytes(host.lookup());
        String names = hashed ? Names.hashed(name) : HostName.lower(name);
        byte[] line = (names + " " + key.plain().text() + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try {
            makeDirectories();
            append(line);
        } catch (IOException refused) {
            throw cannot("be written", refused);
        }
    }

    /// Removes every line that gives this host a key, as `ssh-keygen -R` does: a line that names other hosts
    /// too goes as a whole, since which of them has which key is no longer certain. `@cert-authority` and
    /// `@revoked` lines stay.
    ///
    /// @return the lines that were removed, as they stood
    /// @throws Failed PERMISSION_DENIED when the file cannot be rewritten, BUSY when others keep writing it,
    ///     LIMIT_EXCEEDED when it is too large
    public List<KnownHost> forget(HostName host) throws Failed {
        try {
            if (!Files.isRegularFile(path)) return List.of();
            Path file = path.toRealPath();
            for (int tried = 0; tried < 5; tried++) {
                byte[] before = Reading.contents(file);
                List<KnownHost> gone = linesOf(host, before);
                if (gone.isEmpty()) return gone;
                if (Rewriting.replace(file, before, Rewriting.without(before, gone))) return gone;
            }
        } catch (Failed known) {
            throw known;
        } catch (IOException refused) {
            throw cannot("be rewritten", refused);
        }
        throw Failure.of(Code.BUSY, path + ": another program keeps writing it; nothing was removed")
                .with("file", path.toString())
                .thrown();
    }

    private List<KnownHost> linesOf(HostName host, byte[] bytes) throws Failed {
        return KnownHosts.parse(path, bytes).about(host).stream()
                .filter(line -> line.marker() == Marker.NONE)
                .toList();
    }

    private void append(byte[] line) throws IOException {
        boolean open = endsInsideALine();
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
        if (open) bytes.put((byte) '\n');
        bytes.put(line).flip();
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (FileChannel file = FileChannel.open(path, how, mode(path, "rw-------"))) {
            file.write(bytes);
            if (bytes.hasRemaining()) throw new IOException("only a part of the line could be written");
            file.force(true);
        }
    }

    /// Whether the last line lacks its line feed, so that the next one would be glued to it. Two processes that
    /// both see this leave an empty line between theirs, which is harmless.
    private boolean endsInsideALine() throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) return false;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            int read = file.read(last, file.size() - 1);
            return read == 1 && last.get(0) != '\n';
        }
    }

    private void makeDirectories() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.exists(parent)) Files.createDirectories(parent, mode(path, "rwx------"));
    }

    static FileAttribute<?>[] mode(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private Failed cannot(String what, IOException cause) {
        return Failure.of(Code.PERMISSION_DENIED, path + ": the known_hosts file cannot " + what)
                .with("file", path.toString())
                .thrown(cause);
    }

    private static String visible(HostName host) {
        return host.principal().replaceAll("[\\p{Cntrl}]", "?");
    }
}
