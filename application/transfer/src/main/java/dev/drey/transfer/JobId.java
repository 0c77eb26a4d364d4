package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Which job this is: from where to where, on whose behalf. The same command again is the same job.
///
/// @param hex 32 digits
record JobId(String hex) {
    private static final int BYTES = 16;
    private static final int TAG = 8;

    static JobId of(Job job) throws Failed {
        MessageDigest digest = Hashes.sha256();
        part(digest, job.setting().machine().getBytes(StandardCharsets.UTF_8));
        part(digest, job.salt().getBytes(StandardCharsets.UTF_8));
        end(digest, job.from());
        end(digest, job.to());
        return new JobId(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
    }

    /// What side names carry of it.
    String tag() {
        return hex.substring(0, TAG);
    }

    /// The same job with another tag.
    JobId turned() {
        return new JobId(hex.substring(TAG) + tag());
    }

    private static void end(MessageDigest digest, End end) throws Failed {
        part(digest, end.target().getBytes(StandardCharsets.UTF_8));
        part(digest, whole(end).bytes());
    }

    /// A relative local path means another file in another directory.
    private static RemotePath whole(End end) throws Failed {
        if (!end.local() || end.path().isAbsolute()) return end.path();
        return end.tree().realpath(RemotePath.HERE).resolve(end.path());
    }

    /// Lengths first, so that no two lists of parts spell the same bytes.
    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
