package dev.drey.sftp.wire;

import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How one part of a packet is read and written (draft-02, section 2; RFC 4251, section 5).
interface Field<T> {
    T read(Input in);

    void write(Output out, T value);

    Field<Integer> U32 = of(Input::u32, Output::u32);
    Field<Long> U64 = of(Input::u64, Output::u64);
    Field<Boolean> BOOLEAN = of(in -> in.u8() != 0, (out, value) -> out.u8(value ? 1 : 0));
    Field<Bytes> BYTES = of(in -> new Bytes(in.string()), (out, value) -> out.string(value.raw()));
    Field<Bytes> REST = of(in -> new Bytes(in.rest()), (out, value) -> out.raw(value.raw()));
    Field<RemotePath> PATH = of(in -> RemotePath.ofBytes(in.string()), (out, value) -> out.string(value.bytes()));
    Field<String> TEXT = of(
            in -> new String(in.string(), StandardCharsets.UTF_8),
            (out, value) -> out.string(value.getBytes(StandardCharsets.UTF_8)));

    /// A text that old servers leave out: before version 3 a status was a number alone.
    Field<String> LATE_TEXT = of(in -> in.remaining() == 0 ? "" : TEXT.read(in), TEXT::write);

    Field<ByteBuffer> PAYLOAD = of(Input::slice, Output::payload);

    static <T> Field<T> of(Function<Input, T> reader, BiConsumer<Output, T> writer) {
        return new Field<>() {
            @Override
            public T read(Input in) {
                return reader.apply(in);
            }

            @Override
            public void write(Output out, T value) {
                writer.accept(out, value);
            }
        };
    }

    /// A uint32 count, then so many elements. The count alone never makes room.
    ///
    /// @param smallest the fewest bytes that one element can have
    static <T> Field<List<T>> counted(Field<T> element, int smallest) {
        return of(
                in -> {
                    int count = in.u32();
                    if (count < 0 || count > in.remaining() / smallest) {
                        throw new Malformation("counts " + Integer.toUnsignedString(count) + " elements in "
                                + in.remaining() + " bytes");
                    }
                    List<T> all = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) all.add(element.read(in));
                    return List.copyOf(all);
                },
                (out, all) -> {
                    out.u32(all.size());
                    all.forEach(one -> element.write(out, one));
                });
    }

    /// Elements up to the end of the packet.
    static <T> Field<List<T>> untilEnd(Field<T> element) {
        return of(
                in -> {
                    List<T> all = new ArrayList<>();
                    while (in.remaining() > 0) all.add(element.read(in));
                    return List.copyOf(all);
                },
                (out, all) -> all.forEach(one -> element.write(out, one)));
    }

    /// A string that itself holds elements up to its end.
    static <T> Field<List<T>> nested(Field<T> element) {
        Field<List<T>> elements = untilEnd(element);
        return of(in -> elements.read(new Input(in.slice())), (out, all) -> {
            Output inner = new Output();
            elements.write(inner, all);
            out.string(inner.body());
        });
    }
}
