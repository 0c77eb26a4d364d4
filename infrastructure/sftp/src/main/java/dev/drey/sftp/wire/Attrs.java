package dev.drey.sftp.wire;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.FileType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// ATTRS as in a packet (draft-02, section 5): the flags say which of the values were sent; the others are
/// 0.
///
/// @param mode the whole `st_mode`, upper bits with the file's type
/// @param accessed, modified seconds since 1970, unsigned
public record Attrs(int flags, long size, int uid, int gid, int mode, int accessed, int modified, List<Pair> extended) {
    public static final int SIZE = 0x1;
    public static final int UIDGID = 0x2;
    public static final int PERMISSIONS = 0x4;
    public static final int ACMODTIME = 0x8;
    public static final int EXTENDED = 0x80000000;

    /// Nothing is said.
    public static final Attrs NONE = new Attrs(0, 0, 0, 0, 0, 0, 0, List.of());

    private static final int PERMISSION_BITS = 07777;
    private static final long LATEST = 0xffffffffL;

    static final Field<Attrs> FIELD = Field.of(Attrs::read, (out, attrs) -> attrs.write(out));

    public Attrs {
        extended = List.copyOf(extended);
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// What the server tells. A size of 2^63 or more cannot be, and counts as not said.
    public Attributes attributes() {
        return new Attributes(
                has(PERMISSIONS) ? FileType.ofMode(mode) : FileType.UNKNOWN,
                has(SIZE) && size >= 0 ? OptionalLong.of(size) : OptionalLong.empty(),
                has(PERMISSIONS) ? OptionalInt.of(mode & PERMISSION_BITS) : OptionalInt.empty(),
                has(UIDGID) ? OptionalInt.of(uid) : OptionalInt.empty(),
                has(UIDGID) ? OptionalInt.of(gid) : OptionalInt.empty(),
                has(ACMODTIME) ? Optional.of(time(accessed)) : Optional.empty(),
                has(ACMODTIME) ? Optional.of(time(modified)) : Optional.empty());
    }

    /// What the client asks to change.
    public Changes changes() {
        return new Changes(
                has(SIZE) ? OptionalLong.of(size) : OptionalLong.empty(),
                has(PERMISSIONS) ? OptionalInt.of(mode & PERMISSION_BITS) : OptionalInt.empty(),
                has(UIDGID) ? Optional.of(new Changes.Owner(uid, gid)) : Optional.empty(),
                has(ACMODTIME) ? Optional.of(new Changes.Times(time(accessed), time(modified))) : Optional.empty());
    }

    /// As a server says it. Numbers of user and group, and the two times, are said only where both are
    /// known.
    public static Attrs of(Attributes from) {
        boolean owner = from.uid().isPresent() && from.gid().isPresent();
        boolean times = from.accessed().isPresent() && from.modified().isPresent();
        int mode = from.permissions().orElse(0) | from.type().modeBits();
        return new Attrs(
                flag(from.size().isPresent(), SIZE)
                        | flag(owner, UIDGID)
                        | flag(from.permissions().isPresent(), PERMISSIONS)
                        | flag(times, ACMODTIME),
                from.size().orElse(0),
                owner ? from.uid().orElse(0) : 0,
                owner ? from.gid().orElse(0) : 0,
                from.permissions().isPresent() ? mode : 0,
                times ? from.accessed().map(Attrs::seconds).orElse(0) : 0,
                times ? from.modified().map(Attrs::seconds).orElse(0) : 0,
                List.of());
    }

    /// As a client asks for it. Times are cut to whole seconds and held between 1970 and 2106, which is
    /// all that version 3 can say.
    public static Attrs of(Changes from) {
        return new Attrs(
                flag(from.size().isPresent(), SIZE)
                        | flag(from.owner().isPresent(), UIDGID)
                        | flag(from.permissions().isPresent(), PERMISSIONS)
                        | flag(from.times().isPresent(), ACMODTIME),
                from.size().orElse(0),
                from.owner().map(Changes.Owner::uid).orElse(0),
                from.owner().map(Changes.Owner::gid).orElse(0),
                from.permissions().orElse(0),
                from.times().map(times -> seconds(times.accessed())).orElse(0),
                from.times().map(times -> seconds(times.modified())).orElse(0),
                List.of());
    }

    private static int flag(boolean present, int flag) {
        return present ? flag : 0;
    }

    private static int seconds(Instant time) {
        return (int) Math.clamp(time.getEpochSecond(), 0, LATEST);
    }

    private static Instant time(int seconds) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
    }

    private static Attrs read(Input in) {
        int flags = in.u32();
        long size = (flags & SIZE) != 0 ? in.u64() : 0;
        boolean owner = (flags & UIDGID) != 0;
        int uid = owner ? in.u32() : 0;
        int gid = owner ? in.u32() : 0;
        int mode = (flags & PERMISSIONS) != 0 ? in.u32() : 0;
        boolean times = (flags & ACMODTIME) != 0;
        int accessed = times ? in.u32() : 0;
        int modified = times ? in.u32() : 0;
        List<Pair> extended = (flags & EXTENDED) != 0 ? Pair.COUNTED.read(in) : List.of();
        return new Attrs(flags, size, uid, gid, mode, accessed, modified, extended);
    }

    private void write(Output out) {
        out.u32(flags);
        if (has(SIZE)) out.u64(size);
        if (has(UIDGID)) {
            out.u32(uid);
            out.u32(gid);
        }
        if (has(PERMISSIONS)) out.u32(mode);
        if (has(ACMODTIME)) {
            out.u32(accessed);
            out.u32(modified);
        }
        if (has(EXTENDED)) Pair.COUNTED.write(out, extended);
    }
}
