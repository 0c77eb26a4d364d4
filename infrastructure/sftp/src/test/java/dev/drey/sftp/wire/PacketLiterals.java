package dev.drey.sftp.wire;

import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/// Every packet once, with its bytes written by hand from the drafts.
final class PacketLiterals {
    private static final RemotePath A = RemotePath.of("/a");
    private static final RemotePath B = RemotePath.of("b");
    private static final String PA = " 00000002 2f61";
    private static final String PB = " 00000001 62";
    private static final Bytes H = Bytes.of(new byte[] {9, 8});
    private static final String PH = " 00000002 0908";
    private static final Attrs MODE = new Attrs(Attrs.PERMISSIONS, 0, 0, 0, 0644, 0, 0, List.of());
    private static final String PMODE = " 00000004 000001a4";

    private PacketLiterals() {}

    /// @param bytes of the packet behind its length, as hexadecimal with blanks
    record Literal(Packet packet, String bytes) {
        byte[] body() {
            return hex(bytes);
        }
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static String text(String text) {
        return String.format(" %08x ", text.length())
                + HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static String extended(String name) {
        return "c8 00000007" + text(name);
    }

    private static ByteBuffer data() {
        return ByteBuffer.wrap(new byte[] {1, 2, 3});
    }

    static List<Literal> core() {
        return List.of(
                new Literal(new Init(3, List.of()), "01 00000003"),
                new Literal(new Version(3, List.of(Pair.of("x", "1"))), "02 00000003 00000001 78 00000001 31"),
                new Literal(new Request.Open(7, A, 0x2a, MODE), "03 00000007" + PA + " 0000002a" + PMODE),
                new Literal(new Request.Close(7, H), "04 00000007" + PH),
                new Literal(
                        new Request.Read(7, H, 0x100000000L, 0x8000),
                        "05 00000007" + PH + " 0000000100000000 00008000"),
                new Literal(
                        new Request.Write(7, H, 5, data()), "06 00000007" + PH + " 0000000000000005 00000003 010203"),
                new Literal(new Request.Lstat(7, A), "07 00000007" + PA),
                new Literal(new Request.Fstat(7, H), "08 00000007" + PH),
                new Literal(new Request.Setstat(7, A, MODE), "09 00000007" + PA + PMODE),
                new Literal(new Request.Fsetstat(7, H, MODE), "0a 00000007" + PH + PMODE),
                new Literal(new Request.Opendir(7, A), "0b 00000007" + PA),
                new Literal(new Request.Readdir(7, H), "0c 00000007" + PH),
                new Literal(new Request.Remove(7, A), "0d 00000007" + PA),
                new Literal(new Request.Mkdir(7, A, MODE), "0e 00000007" + PA + PMODE),
                new Literal(new Request.Rmdir(7, A), "0f 00000007" + PA),
                new Literal(new Request.Realpath(7, A), "10 00000007" + PA),
                new Literal(new Request.Stat(-1, A), "11 ffffffff" + PA),
                new Literal(new Request.Rename(7, A, B), "12 00000007" + PA + PB),
                new Literal(new Request.Readlink(7, A), "13 00000007" + PA),
                new Literal(new Request.Symlink(7, B, A), "14 00000007" + PB + PA));
    }

    static List<Literal> replies() {
        Attrs all = new Attrs(
                Attrs.SIZE | Attrs.UIDGID | Attrs.PERMISSIONS | Attrs.ACMODTIME | Attrs.EXTENDED,
                4,
                1000,
                100,
                0100644,
                1,
                2,
                List.of(Pair.of("k", "v")));
        String everything = " 8000000f 0000000000000004 000003e8 00000064 000081a4 00000001 00000002"
                + " 00000001 00000001 6b 00000001 76";
        return List.of(
                new Literal(new Reply.Status(7, 4, "no", "en"), "65 00000007 00000004 00000002 6e6f 00000002 656e"),
                new Literal(new Reply.Handle(7, H), "66 00000007" + PH),
                new Literal(new Reply.Data(7, data()), "67 00000007 00000003 010203"),
                new Literal(
                        new Reply.Names(7, List.of(new Named(Bytes.of("b"), Bytes.of("-b"), Attrs.NONE))),
                        "68 00000007 00000001" + PB + " 00000002 2d62 00000000"),
                new Literal(new Reply.Attributes(7, all), "69 00000007" + everything),
                new Literal(new Reply.Extended(7, Bytes.of("xy")), "c9 00000007 7879"));
    }

    static List<Literal> extended() {
        return List.of(
                new Literal(new Request.PosixRename(7, A, B), extended("posix-rename@openssh.com") + PA + PB),
                new Literal(new Request.Statvfs(7, A), extended("statvfs@openssh.com") + PA),
                new Literal(new Request.Fstatvfs(7, H), extended("fstatvfs@openssh.com") + PH),
                new Literal(new Request.HardLink(7, A, B), extended("hardlink@openssh.com") + PA + PB),
                new Literal(new Request.Fsync(7, H), extended("fsync@openssh.com") + PH),
                new Literal(new Request.Lsetstat(7, A, MODE), extended("lsetstat@openssh.com") + PA + PMODE),
                new Literal(new Request.Limits(7), extended("limits@openssh.com")),
                new Literal(new Request.ExpandPath(7, B), extended("expand-path@openssh.com") + PB),
                new Literal(new Request.HomeDirectory(7, "b"), extended("home-directory") + PB),
                new Literal(
                        new Request.UsersGroupsById(7, List.of(0, 1000), List.of(5)),
                        extended("users-groups-by-id@openssh.com") + " 00000008 00000000 000003e8 00000004 00000005"),
                new Literal(
                        new Request.CopyData(7, H, 1, 2, Bytes.of("b"), 3),
                        extended("copy-data") + PH + " 0000000000000001 0000000000000002" + PB + " 0000000000000003"),
                new Literal(new Request.CopyFile(7, A, B, true), extended("copy-file") + PA + PB + " 01"),
                new Literal(
                        new Request.CheckFileName(7, A, "md5", 1, 2, 256),
                        extended("check-file-name") + PA + text("md5") + " 0000000000000001 0000000000000002 00000100"),
                new Literal(
                        new Request.CheckFileHandle(7, H, "md5", 1, 2, 0),
                        extended("check-file-handle") + PH + text("md5")
                                + " 0000000000000001 0000000000000002 00000000"),
                new Literal(
                        new Request.Md5Hash(7, A, 1, 2, Bytes.EMPTY),
                        extended("md5-hash") + PA + " 0000000000000001 0000000000000002 00000000"),
                new Literal(
                        new Request.Md5HashHandle(7, H, 1, 2, H),
                        extended("md5-hash-handle") + PH + " 0000000000000001 0000000000000002" + PH),
                new Literal(new Request.SpaceAvailable(7, A), extended("space-available") + PA),
                new Literal(new Request.UnknownExtended(7, "foo@bar", H), extended("foo@bar") + " 0908"));
    }
}
