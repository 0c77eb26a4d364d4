package dev.drey.sftp.wire;

import java.util.List;

/// What stands in an extended reply, by the request that it answers.
public sealed interface Answer {
    /// Reads the answer of the kind that the request calls for.
    static <A extends Answer> Decoded<A> decode(Bytes body, Class<A> kind) {
        return Answers.decode(body, kind);
    }

    /// Of `limits@openssh.com`, in bytes; 0 means that the server does not say.
    record Limits(long packet, long read, long write, long handles) implements Answer {}

    /// Of `statvfs@openssh.com` and `fstatvfs@openssh.com`; the names of statvfs(3).
    ///
    /// @param frsize the unit of `blocks`, `bfree` and `bavail`
    record Statvfs(
            long bsize,
            long frsize,
            long blocks,
            long bfree,
            long bavail,
            long files,
            long ffree,
            long favail,
            long fsid,
            long flag,
            long namemax)
            implements Answer {
        public static final long READ_ONLY = 0x1;
        public static final long NO_SETUID = 0x2;
    }

    /// Of `users-groups-by-id@openssh.com`: in the order asked, empty where a number has no name.
    record UsersGroups(List<String> users, List<String> groups) implements Answer {
        public UsersGroups {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
        }
    }

    /// Of `check-file-name` and `check-file-handle`. Written with the word `check-file` in front as in
    /// draft-09, section
    /// 9.1.2; read with it and without, for servers differ.
    ///
    /// @param hashes of the blocks, one behind the other
    record CheckFile(String algorithm, Bytes hashes) implements Answer {}

    /// Of `md5-hash` and `md5-hash-handle`.
    ///
    /// @param hash empty where the quick check failed
    record Md5(Bytes hash) implements Answer {}

    /// Of `space-available` (draft-09, section 9.2), in bytes; 0 where the server does not say.
    record SpaceAvailable(long device, long unusedOnDevice, long user, long unusedByUser, int allocationUnit)
            implements Answer {}
}
