package dev.drey.sftp.wire;

import java.util.List;

/// A name with data: an extension in INIT and VERSION, or an extended attribute.
public record Pair(String name, Bytes data) {
    static final Field<Pair> FIELD =
            Field.of(in -> new Pair(Field.TEXT.read(in), Field.BYTES.read(in)), (out, pair) -> {
                Field.TEXT.write(out, pair.name);
                Field.BYTES.write(out, pair.data);
            });
    static final Field<List<Pair>> COUNTED = Field.counted(FIELD, 8);
    static final Field<List<Pair>> UNTIL_END = Field.untilEnd(FIELD);

    public static Pair of(String name, String data) {
        return new Pair(name, Bytes.of(data));
    }
}
