package dev.drey.sftp.client;

import static dev.drey.sftp.client.Asking.checked;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Hashes made by the server: `check-file` by name or by handle, else `md5-hash` (draft-09, section 9.1).
final class Hashing implements Checksums {
    private static final List<String> ALL = List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
    private static final int SMALLEST_BLOCK = 256;

    private final SftpTree tree;
    private final Asking asking;
    private final Way way;

    private Hashing(SftpTree tree, Asking asking, Way way) {
        this.tree = tree;
        this.asking = asking;
        this.way = way;
    }

    private enum Way {
        CHECK_NAME,
        CHECK_HANDLE,
        MD5_NAME,
        MD5_HANDLE
    }

    /// The best that the server announced; empty when it cannot hash.
    static Optional<Hashing> of(SftpTree tree, Asking asking) {
        Optional<Way> way = Optional.empty();
        if (asking.announces(Extension.MD5_HASH_HANDLE)) way = Optional.of(Way.MD5_HANDLE);
        if (asking.announces(Extension.MD5_HASH)) way = Optional.of(Way.MD5_NAME);
        if (asking.announces(Extension.CHECK_FILE_HANDLE)) way = Optional.of(Way.CHECK_HANDLE);
        if (asking.announces(Extension.CHECK_FILE) || asking.announces(Extension.CHECK_FILE_NAME)) {
            way = Optional.of(Way.CHECK_NAME);
        }
        return way.map(found -> new Hashing(tree, asking, found));
    }

    @Override
    public List<String> algorithms() {
        return isMd5Only() ? List.of("md5") : ALL;
    }

    private boolean isMd5Only() {
        return way == Way.MD5_NAME || way == Way.MD5_HANDLE;
    }

    @Override
    public List<byte[]> checksums(RemotePath path, String algorithm, long offset, long length, int blockSize)
            throws Failed {
        Subject subject = Subject.of("hash", path);
        checked(subject, path);
        if (blockSize != 0 && blockSize < SMALLEST_BLOCK) {
            throw subject.failure(Code.INVALID_ARGUMENT, "blocks have at least " + SMALLEST_BLOCK + " bytes")
                    .thrown();
        }
        if (!algorithms().contains(algorithm) || (isMd5Only() && blockSize != 0)) {
            throw subject.failure(
                            Code.UNSUPPORTED, "the server does not hash " + algorithm + " in blocks of " + blockSize)
                    .thrown();
        }
        return switch (way) {
            case CHECK_NAME ->
                check(
                        subject,
                        algorithm,
                        id -> new Request.CheckFileName(id, path, algorithm, offset, length, blockSize));
            case MD5_NAME -> md5(subject, id -> new Request.Md5Hash(id, path, offset, length, Bytes.EMPTY));
            case CHECK_HANDLE, MD5_HANDLE -> byHandle(subject, path, algorithm, offset, length, blockSize);
        };
    }

    private List<byte[]> byHandle(
            Subject subject, RemotePath path, String algorithm, long offset, long length, int blockSize) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            Bytes handle = ((SftpFile) file).handle();
            return way == Way.CHECK_HANDLE
                    ? check(
                            subject,
                            algorithm,
                            id -> new Request.CheckFileHandle(id, handle, algorithm, offset, length, blockSize))
                    : md5(subject, id -> new Request.Md5HashHandle(id, handle, offset, length, Bytes.EMPTY));
        }
    }

    private List<byte[]> check(Subject subject, String algorithm, IntFunction<Request> request) throws Failed {
        Answer.CheckFile answer = asking.answer(subject, request, Answer.CheckFile.class, true, Diagnosis.Clue.NONE)
                .await();
        byte[] hashes = answer.hashes().toArray();
        int size = size(algorithm);
        if (!answer.algorithm().equalsIgnoreCase(algorithm) || hashes.length % size != 0) {
            throw subject.failure(
                            Code.PROTOCOL_ERROR,
                            "the server answered with " + hashes.length + " bytes of " + answer.algorithm())
                    .thrown();
        }
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < hashes.length; at += size) blocks.add(Arrays.copyOfRange(hashes, at, at + size));
        return List.copyOf(blocks);
    }

    private List<byte[]> md5(Subject subject, IntFunction<Request> request) throws Failed {
        Answer.Md5 answer = asking.answer(subject, request, Answer.Md5.class, true, Diagnosis.Clue.NONE)
                .await();
        if (answer.hash().length() == size("md5")) return List.of(answer.hash().toArray());
        throw subject.failure(Code.PROTOCOL_ERROR, "the server gave no MD5").thrown();
    }

    private static int size(String algorithm) {
        return switch (algorithm) {
            case "md5" -> 16;
            case "sha1" -> 20;
            case "sha224" -> 28;
            case "sha256" -> 32;
            case "sha384" -> 48;
            default -> 64;
        };
    }
}
