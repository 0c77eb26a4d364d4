package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Turn.Claim;
import java.util.List;

/// Paths as the order of requests sees them: by their words, from the root. One with `..` in it may lead anywhere,
/// since links are not asked here, and so counts as the root: everything waits for it.
///
/// @param home where relative paths start, absolute
/// @param longest bytes that a path may have
record Places(RemotePath home, int longest) {
    private static final Name UP = Name.of("..");

    List<Name> names(RemotePath path) throws Failed {
        if (path.length() > longest) {
            throw Failure.of(Failure.Code.INVALID_PATH, "a path may have " + longest + " bytes")
                    .thrown();
        }
        RemotePath absolute = home.resolve(path);
        return absolute.names().contains(UP) ? List.of() : absolute.normalized().names();
    }

    Claim looking(RemotePath path) throws Failed {
        return new Claim(names(path), false);
    }

    Claim changing(RemotePath path) throws Failed {
        return new Claim(names(path), true);
    }
}
