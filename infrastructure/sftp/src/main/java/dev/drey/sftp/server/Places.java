package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Turn.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paths as the order of requests sees them: by their words, from the root. One with `..` in it may lead anywhere,
/// since links are not asked here, and so counts as the root: everything waits for it.
///
/// @param home where relative paths start, absolute
/// @param longest bytes that a path may have
record Places(RemotePath home, int longest) {
    private static final Name UP = Name.of("..");
    private static final Name SELF = Name.of(".");
    private static final int DEEPEST = 64;

    List<Name> names(RemotePath path) throws Failed {
        if (path.length() > longest) {
            throw Failure.of(Failure.Code.INVALID_PATH, "a path may have " + longest + " bytes")
                    .thrown();
        }
        return first(path);
    }

    /// As many of them as count in the order of requests.
    List<Name> first(RemotePath path) {
        List<Name> names = whole(path).orElse(List.of());
        return List.copyOf(names.subList(0, Math.min(DEEPEST, names.size())));
    }

    /// All of them; empty where nobody knows where it leads.
    Optional<List<Name>> whole(RemotePath path) {
        List<Name> kept = new ArrayList<>();
        for (Name name : home.resolve(path).names()) {
            if (name.equals(UP)) return Optional.empty();
            if (!name.equals(SELF)) kept.add(name);
        }
        return Optional.of(kept);
    }

    Claim looking(RemotePath path) throws Failed {
        return new Claim(names(path), false);
    }

    Claim changing(RemotePath path) throws Failed {
        return new Claim(names(path), true);
    }
}
