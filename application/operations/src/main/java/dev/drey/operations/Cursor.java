package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.Base64;
import java.util.List;

/// Where a listing goes on: behind a path, in the order in which a tree is walked. Opaque to callers.
final class Cursor {
    private Cursor() {}

    static String of(RemotePath last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.bytes());
    }

    static RemotePath path(String cursor) throws Failed {
        try {
            return RemotePath.ofBytes(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException madeUp) {
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            "this is no cursor of a listing; take the one that the last page gave")
                    .thrown(madeUp);
        }
    }

    /// Whether `path` comes later than `last`: a directory, then all below it, then its next neighbour.
    static boolean isBehind(RemotePath path, RemotePath last) {
        List<Name> one = path.names();
        List<Name> other = last.names();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) return order > 0;
        }
        return one.size() > other.size();
    }
}
