package dev.drey.sftp.server;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.NearFile;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Plans the hash extensions: `check-file` by name and by handle, `md5-hash` likewise (draft-09, section 9.1).
///
/// By name the tree hashes, unless the file is at hand: reading that here can be stopped. By handle the open file is
/// read, for its name may be another file's by now. All of it on threads of its own, see [Workers].
///
/// @param live whether somebody still waits: a hash of a large file stops when the channel has ended
record Hashes(FileTree tree, Handles handles, Places places, Labour labour, BooleanSupplier live) {
    private static final int SMALLEST_BLOCK = 256;
    private static final long QUICK = 2048;
    private static final String MD5 = "md5";

    /// The part of a file that is asked for, and in what pieces.
    ///
    /// @param length 0 means to the end
    /// @param block bytes; 0 means all in one
    record Range(String algorithm, long offset, long length, int block) {}

    /// Where bytes are hashed.
    private interface Source {
        long size() throws Failed;

        List<byte[]> hash(Range range) throws Failed;
    }

    Plan check(Request.CheckFileName request) throws Failed {
        Optional<Checksums> power = tree.power(Checksums.class);
        if (power.isEmpty()) return Extras.lacking(request.id(), Extension.CHECK_FILE_NAME);
        String algorithm = chosen(request.algorithms(), power.get());
        Range range = checked(new Range(algorithm, request.offset(), request.length(), request.blockSize()));
        return Plan.of(
                List.of(places.looking(request.path())),
                () -> checkFile(request.id(), range, named(power.get(), request.path())));
    }

    Plan check(Request.CheckFileHandle request) throws Failed {
        Optional<Checksums> power = tree.power(Checksums.class);
        if (power.isEmpty()) return Extras.lacking(request.id(), Extension.CHECK_FILE_HANDLE);
        Handle handle = handles.find(request.handle());
        String algorithm = chosen(request.algorithms(), power.get());
        Range range = checked(new Range(algorithm, request.offset(), request.length(), request.blockSize()));
        return Plan.using(
                List.of(handle), handle.claims(false), () -> checkFile(request.id(), range, opened(handle.readable())));
    }

    Plan md5(Request.Md5Hash request) throws Failed {
        Optional<Checksums> power = tree.power(Checksums.class);
        if (power.isEmpty()) return Extras.lacking(request.id(), Extension.MD5_HASH);
        Range range = checked(new Range(MD5, request.offset(), request.length(), 0));
        return Plan.of(
                List.of(places.looking(request.path())),
                () -> md5(request.id(), range, request.quickCheck(), named(power.get(), request.path())));
    }

    Plan md5(Request.Md5HashHandle request) throws Failed {
        if (tree.power(Checksums.class).isEmpty()) return Extras.lacking(request.id(), Extension.MD5_HASH_HANDLE);
        Handle handle = handles.find(request.handle());
        Range range = checked(new Range(MD5, request.offset(), request.length(), 0));
        return Plan.using(
                List.of(handle),
                handle.claims(false),
                () -> md5(request.id(), range, request.quickCheck(), opened(handle.readable())));
    }

    /// The first of the client's algorithms that there is.
    private static String chosen(String algorithms, Checksums power) throws Failed {
        for (String algorithm : algorithms.split(",", -1)) {
            if (power.algorithms().contains(algorithm)) return algorithm;
        }
        throw Failure.of(Code.UNSUPPORTED, "of the hashes " + power.algorithms() + " none was asked for")
                .thrown();
    }

    private static Range checked(Range range) throws Failed {
        boolean blocks = range.block() == 0 || range.block() >= SMALLEST_BLOCK;
        if (range.offset() >= 0 && range.length() >= 0 && blocks) return range;
        throw Failure.of(Code.INVALID_ARGUMENT, "no such range, or blocks of less than " + SMALLEST_BLOCK + " bytes")
                .thrown();
    }

    private static Reply checkFile(int id, Range range, Source source) throws Failed {
        demandFit(range, source);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<byte[]> hashes = source.hash(range);
        demandFit(hashes.size(), hashes.getFirst().length);
        for (byte[] hash : hashes) all.writeBytes(hash);
        return Reply.Extended.of(id, new Answer.CheckFile(range.algorithm(), Bytes.of(all.toByteArray())));
    }

    /// All hashes go into one reply, so a range may not have too many blocks.
    private static void demandFit(Range range, Source source) throws Failed {
        if (range.block() == 0) return;
        long rest = Math.max(0, source.size() - range.offset());
        long length = range.length() == 0 ? rest : Math.min(rest, range.length());
        demandFit(
                Math.ceilDiv(length, (long) range.block()),
                Reading.digest(range.algorithm()).getDigestLength());
    }

    /// @param length of one hash, bytes
    static void demandFit(long hashes, int length) throws Failed {
        if (hashes <= OnHandles.LARGEST / length) return;
        throw Failure.of(Code.INVALID_ARGUMENT, hashes + " hashes do not fit one reply; ask for larger blocks")
                .thrown();
    }

    /// Empty where the quick check shows that the file is another one.
    private static Reply md5(int id, Range range, Bytes quick, Source source) throws Failed {
        Bytes hash = Bytes.EMPTY;
        if (quick.length() == 0 || quick.equals(start(range, source))) hash = one(source.hash(range));
        return Reply.Extended.of(id, new Answer.Md5(hash));
    }

    private static Bytes start(Range range, Source source) throws Failed {
        long length = range.length() == 0 ? QUICK : Math.min(QUICK, range.length());
        return one(source.hash(new Range(MD5, range.offset(), length, 0)));
    }

    private static Bytes one(List<byte[]> hashes) {
        return Bytes.of(hashes.getFirst());
    }

    private Source named(Checksums power, RemotePath path) {
        return new Source() {
            @Override
            public long size() throws Failed {
                return tree.stat(path).sizeOrZero();
            }

            @Override
            public List<byte[]> hash(Range range) throws Failed {
                try (OpenFile file = tree.open(path, OpenOptions.READ)) {
                    if (file instanceof NearFile) return new Reading(file, labour, live).hashes(range);
                }
                return labour.far()
                        .run(() -> power.checksums(
                                path, range.algorithm(), range.offset(), range.length(), range.block()));
            }
        };
    }

    private Source opened(OpenFile file) {
        return new Source() {
            @Override
            public long size() throws Failed {
                return file.attributes().await().sizeOrZero();
            }

            @Override
            public List<byte[]> hash(Range range) throws Failed {
                return new Reading(file, labour, live).hashes(range);
            }
        };
    }
}
