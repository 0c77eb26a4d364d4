package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key that opens all stored secrets: 32 bytes in a file that only its owner may read.
///
/// @param id the first bytes of its hash, by which it is known which key closed what
record MasterKey(SecretKey key, String id) {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
    private static final int LENGTH = 32;

    /// Empty when there is no file.
    ///
    /// @throws Failed PERMISSION_DENIED when others may read it, INVALID_ARGUMENT when it is no key
    static Optional<MasterKey> read(Path file) throws Failed {
        try {
            checkMode(file);
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != LENGTH)
                throw Failure.of(
                                Code.INVALID_ARGUMENT,
                                "the master key " + file + " has " + bytes.length + " bytes and should have " + LENGTH
                                        + ": put the right file back")
                        .thrown();
            return Optional.of(of(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (Failed e) {
            throw e;
        } catch (IOException e) {
            Failure failure = Spots.failure(file, e);
            throw failure.withMessage("the master key " + failure.message()).thrown(e);
        }
    }

    /// What systemd hands over shows the mask of its access list as the group's rights, and others have none.
    private static void checkMode(Path file) throws IOException {
        Set<PosixFilePermission> permissions =
                Files.readAttributes(file, PosixFileAttributes.class).permissions();
        boolean given = file.startsWith("/run/credentials");
        Set<PosixFilePermission> others = given
                ? EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE)
                : EnumSet.of(
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE);
        others.retainAll(permissions);
        if (!others.isEmpty())
            throw Failure.of(
                            Code.PERMISSION_DENIED,
                            "others may read the master key " + file + ": run `chmod 600 " + file
                                    + "`, and think about who has read it")
                    .thrown();
    }

    /// Makes one and puts it there, whole or not at all; one that somebody else has put there meanwhile stays and is
    /// taken.
    static MasterKey make(Path file) throws Failed {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(fresh, options, Spots.OWNERS_FILE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) channel.write(left);
                channel.force(true);
            }
            Files.createLink(file, fresh);
            Spots.syncName(file);
            return of(bytes);
        } catch (FileAlreadyExistsException taken) {
            return read(file).orElseThrow(() -> Spots.failure(file, taken).thrown(taken));
        } catch (IOException e) {
            Failure failure = Spots.failure(file, e);
            throw failure.withMessage("the master key cannot be made: " + failure.message())
                    .thrown(e);
        } finally {
            discard(fresh);
        }
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOG.warn("{} holds a key and cannot be removed: {}", fresh, e.getMessage());
        }
    }

    private static MasterKey of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new MasterKey(new SecretKeySpec(bytes, "AES"), HexFormat.of().formatHex(hash, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
