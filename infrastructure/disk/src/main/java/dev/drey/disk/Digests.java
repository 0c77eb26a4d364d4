package dev.drey.disk;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Hashes files of a tree of this machine by reading them.
record Digests(FileTree tree) implements Checksums {
    private static final int SMALLEST_BLOCK = 256;
    private static final Map<String, String> NAMES = Map.of(
            "md5", "MD5",
            "sha1", "SHA-1",
            "sha224", "SHA-224",
            "sha256", "SHA-256",
            "sha384", "SHA-384",
            "sha512", "SHA-512");

    @Override
    public List<String> algorithms() {
        return List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
    }

    @Override
    public List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize)
            throws Failed {
        if (offset < 0 || length < 0 || (blockSize != 0 && blockSize < SMALLEST_BLOCK)) {
            throw Trouble.of(
                    Failure.Code.INVALID_ARGUMENT,
                    "checksum",
                    path,
                    "offset " + offset + ", length " + length + ", block size " + blockSize + " make no sense");
        }
        MessageDigest digest = digest(path, algorithm);
        if (tree.stat(path).type().isSpecial()) {
            throw Trouble.of(Failure.Code.UNSUPPORTED, "checksum", path, "it is a FIFO, a socket or a device");
        }
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            return hash(file, digest, offset, length == 0 ? Long.MAX_VALUE : length, blockSize);
        }
    }

    private static List<byte[]> hash(OpenFile file, MessageDigest digest, long offset, long length, int blockSize)
            throws Failed {
        List<byte[]> hashes = new ArrayList<>();
        long block = blockSize == 0 ? Long.MAX_VALUE : blockSize;
        long inBlock = 0;
        long at = offset;
        for (long left = length; left > 0; ) {
            long wanted = Math.min(file.largestRead(), Math.min(left, block - inBlock));
            ByteBuffer bytes = file.read(at, (int) wanted).await();
            if (!bytes.hasRemaining()) break;
            at += bytes.remaining();
            left -= bytes.remaining();
            inBlock += bytes.remaining();
            digest.update(bytes);
            if (inBlock == block) {
                hashes.add(digest.digest());
                inBlock = 0;
            }
        }
        if (inBlock > 0 || hashes.isEmpty()) hashes.add(digest.digest());
        return List.copyOf(hashes);
    }

    private static MessageDigest digest(RemotePath path, String algorithm) throws Failed {
        String name = NAMES.get(algorithm);
        if (name == null) {
            throw Trouble.of(
                    Failure.Code.UNSUPPORTED, "checksum", path, "the algorithm " + algorithm + " is not known here");
        }
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException missing) {
            throw Trouble.of(Failure.Code.UNSUPPORTED, "checksum", path, "this Java has no " + name);
        }
    }
}
