package dev.drey.sftp.wire;

import static dev.drey.sftp.wire.Field.BYTES;
import static dev.drey.sftp.wire.Field.REST;
import static dev.drey.sftp.wire.Field.TEXT;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The layouts of what stands in extended replies.
final class Answers {
    private static final String CHECK_FILE = "check-file";
    private static final String MD5_HASH = "md5-hash";
    private static final Field<List<String>> NAMES = Field.nested(TEXT);

    static final Map<Class<? extends Answer>, Function<Input, ? extends Answer>> READERS = Map.of(
            Answer.Limits.class,
            in -> new Answer.Limits(in.u64(), in.u64(), in.u64(), in.u64()),
            Answer.Statvfs.class,
            Answers::statvfs,
            Answer.UsersGroups.class,
            in -> new Answer.UsersGroups(NAMES.read(in), NAMES.read(in)),
            Answer.CheckFile.class,
            Answers::checkFile,
            Answer.Md5.class,
            Answers::md5,
            Answer.SpaceAvailable.class,
            in -> new Answer.SpaceAvailable(in.u64(), in.u64(), in.u64(), in.u64(), in.u32()));

    private Answers() {}

    static <A extends Answer> Decoded<A> decode(Bytes body, Class<A> kind) {
        Function<Input, ? extends Answer> reader = READERS.get(kind);
        if (reader == null) throw new IllegalArgumentException("no answer of the kind " + kind.getSimpleName());
        try {
            return new Decoded.Whole<>(kind.cast(reader.apply(new Input(body.buffer()))));
        } catch (Malformation malformation) {
            return new Decoded.Malformed<>("extended reply " + malformation.why());
        }
    }

    static Bytes encode(Answer answer) {
        Output out = new Output();
        switch (answer) {
            case Answer.Limits a -> u64s(out, a.packet(), a.read(), a.write(), a.handles());
            case Answer.Statvfs a -> statvfs(out, a);
            case Answer.UsersGroups a -> {
                NAMES.write(out, a.users());
                NAMES.write(out, a.groups());
            }
            case Answer.CheckFile a -> {
                TEXT.write(out, CHECK_FILE);
                TEXT.write(out, a.algorithm());
                REST.write(out, a.hashes());
            }
            case Answer.Md5 a -> {
                TEXT.write(out, MD5_HASH);
                BYTES.write(out, a.hash());
            }
            case Answer.SpaceAvailable a -> {
                u64s(out, a.device(), a.unusedOnDevice(), a.user(), a.unusedByUser());
                out.u32(a.allocationUnit());
            }
        }
        return new Bytes(out.body());
    }

    private static Answer.Statvfs statvfs(Input in) {
        return new Answer.Statvfs(
                in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64(),
                in.u64());
    }

    private static void statvfs(Output out, Answer.Statvfs a) {
        u64s(out, a.bsize(), a.frsize(), a.blocks(), a.bfree(), a.bavail(), a.files(), a.ffree(), a.favail());
        u64s(out, a.fsid(), a.flag(), a.namemax());
    }

    private static Answer.CheckFile checkFile(Input in) {
        String first = TEXT.read(in);
        return new Answer.CheckFile(first.equals(CHECK_FILE) ? TEXT.read(in) : first, REST.read(in));
    }

    private static Answer.Md5 md5(Input in) {
        Bytes first = BYTES.read(in);
        boolean named = first.text().equals(MD5_HASH) && in.remaining() > 0;
        return new Answer.Md5(named ? BYTES.read(in) : first);
    }

    private static void u64s(Output out, long... values) {
        for (long value : values) out.u64(value);
    }
}
