package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads and writes whole packets by the table in [Layouts].
final class Codec {
    private Codec() {}

    static ByteBuffer[] encode(Packet packet) {
        Output out = new Output().packet();
        if (packet instanceof Request.UnknownExtended unknown) {
            extended(out, unknown.id(), unknown.name());
            out.raw(unknown.body().raw());
            return out.parts();
        }
        Layouts.Entry<? extends Packet> entry = Layouts.entry(packet);
        if (entry.name().isEmpty()) {
            out.u8(entry.number());
            out.u32(first(packet));
        } else {
            extended(out, first(packet), entry.name());
        }
        entry.write(out, packet);
        return out.parts();
    }

    private static void extended(Output out, int id, String name) {
        out.u8(Layouts.EXTENDED);
        out.u32(id);
        Field.TEXT.write(out, name);
    }

    private static int first(Packet packet) {
        return switch (packet) {
            case Request request -> request.id();
            case Reply reply -> reply.id();
            case Init init -> init.version();
            case Version version -> version.version();
        };
    }

    static <P extends Packet> Decoded<P> decode(ByteBuffer bytes, Class<P> family) {
        Input in = new Input(bytes);
        int type = -1;
        try {
            type = in.u8();
            Packet packet = type == Layouts.EXTENDED ? extended(in) : core(type, in);
            if (family.isInstance(packet)) return new Decoded.Whole<>(family.cast(packet));
            return new Decoded.Malformed<>("packet of type " + type + " is not expected here");
        } catch (Malformation malformation) {
            return new Decoded.Malformed<>("packet of type " + type + " " + malformation.why());
        }
    }

    private static Packet core(int type, Input in) {
        Optional<Layouts.Entry<? extends Packet>> entry = Layouts.numbered(type);
        if (entry.isEmpty()) throw new Malformation("is not known");
        return entry.get().layout().read(in.u32(), in);
    }

    private static Packet extended(Input in) {
        int id = in.u32();
        String name = Field.TEXT.read(in);
        Optional<Layouts.Entry<? extends Packet>> entry = Layouts.named(name);
        return entry.isPresent()
                ? entry.get().layout().read(id, in)
                : new Request.UnknownExtended(id, name, new Bytes(in.rest()));
    }
}
