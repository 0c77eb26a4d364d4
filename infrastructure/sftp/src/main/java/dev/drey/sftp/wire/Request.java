package dev.drey.sftp.wire;

import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.List;

/// What a client asks for (draft-02, section 6, and the extensions). Each has an id that its reply repeats.
public sealed interface Request extends Packet {
    int id();

    /// Reads a packet, which must be a request. An extended request of an unknown name is an
    /// [UnknownExtended].
    static Decoded<Request> decode(ByteBuffer packet) {
        return Codec.decode(packet, Request.class);
    }

    /// Opens a file (section 6.3).
    ///
    /// @param flags of [OpenFlags]
    record Open(int id, RemotePath path, int flags, Attrs attrs) implements Request {
        public static Open of(int id, RemotePath path, OpenOptions options) {
            return new Open(id, path, OpenFlags.of(options), OpenFlags.attrs(options));
        }

        public OpenOptions options() {
            return OpenFlags.options(flags, attrs);
        }
    }

    record Close(int id, Bytes handle) implements Request {}

    /// Asks for bytes of a file (section 6.4).
    ///
    /// @param length unsigned, as it came: a server answers with what it likes to give
    record Read(int id, Bytes handle, long offset, int length) implements Request {}

    /// Writes bytes of a file (section 6.4).
    ///
    /// @param data read: a slice of the packet's memory; written: sent as it is, not copied
    record Write(int id, Bytes handle, long offset, ByteBuffer data) implements Request {}

    record Lstat(int id, RemotePath path) implements Request {}

    record Fstat(int id, Bytes handle) implements Request {}

    record Setstat(int id, RemotePath path, Attrs attrs) implements Request {}

    record Fsetstat(int id, Bytes handle, Attrs attrs) implements Request {}

    record Opendir(int id, RemotePath path) implements Request {}

    record Readdir(int id, Bytes handle) implements Request {}

    record Remove(int id, RemotePath path) implements Request {}

    record Mkdir(int id, RemotePath path, Attrs attrs) implements Request {}

    record Rmdir(int id, RemotePath path) implements Request {}

    record Realpath(int id, RemotePath path) implements Request {}

    record Stat(int id, RemotePath path) implements Request {}

    record Rename(int id, RemotePath from, RemotePath to) implements Request {}

    record Readlink(int id, RemotePath path) implements Request {}

    /// On the line the target comes first, as OpenSSH has it, the other way round than draft-02, section
    /// 6.10, says (OpenSSH PROTOCOL, section 4.1).
    record Symlink(int id, RemotePath target, RemotePath link) implements Request {}

    /// The requests that go by name in SSH_FXP_EXTENDED.
    sealed interface Extended extends Request {}

    record PosixRename(int id, RemotePath from, RemotePath to) implements Extended {}

    record Statvfs(int id, RemotePath path) implements Extended {}

    record Fstatvfs(int id, Bytes handle) implements Extended {}

    record HardLink(int id, RemotePath existing, RemotePath link) implements Extended {}

    record Fsync(int id, Bytes handle) implements Extended {}

    record Lsetstat(int id, RemotePath path, Attrs attrs) implements Extended {}

    record Limits(int id) implements Extended {}

    record ExpandPath(int id, RemotePath path) implements Extended {}

    /// Asks where a user is at home.
    ///
    /// @param user empty for the one who is logged in
    record HomeDirectory(int id, String user) implements Extended {}

    record UsersGroupsById(int id, List<Integer> uids, List<Integer> gids) implements Extended {
        public UsersGroupsById {
            uids = List.copyOf(uids);
            gids = List.copyOf(gids);
        }
    }

    /// Copies a range between two open files.
    ///
    /// @param length 0 means to the end of the file
    record CopyData(int id, Bytes from, long offset, long length, Bytes to, long toOffset) implements Extended {}

    record CopyFile(int id, RemotePath from, RemotePath to, boolean overwrite) implements Extended {}

    /// Asks for hashes of the blocks of a range of a file.
    ///
    /// @param algorithms names with commas between, best first
    /// @param length 0 means to the end of the file
    /// @param blockSize 0, or 256 and more
    record CheckFileName(int id, RemotePath path, String algorithms, long offset, long length, int blockSize)
            implements Extended {}

    /// The same for an open file; also read from the plain name `check-file`.
    record CheckFileHandle(int id, Bytes handle, String algorithms, long offset, long length, int blockSize)
            implements Extended {}

    /// Asks for the MD5 of a range of a file.
    ///
    /// @param quickCheck the MD5 of the first 2048 bytes of the range, or empty; where it is wrong the
    /// answer is empty
    record Md5Hash(int id, RemotePath path, long offset, long length, Bytes quickCheck) implements Extended {}

    record Md5HashHandle(int id, Bytes handle, long offset, long length, Bytes quickCheck) implements Extended {}

    record SpaceAvailable(int id, RemotePath path) implements Extended {}

    /// One that we have no packet for.
    record UnknownExtended(int id, String name, Bytes body) implements Extended {}
}
