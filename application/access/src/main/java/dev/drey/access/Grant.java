package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// That somebody may do something below a path of some targets.
///
/// @param reach which targets
/// @param prefix an absolute path as the hub shows it, where `/` is the target's base; by its words
/// @param rights not empty
public record Grant(Reach reach, RemotePath prefix, Set<Right> rights) {
    public Grant {
        if (!prefix.isAbsolute()) throw new IllegalArgumentException("a grant begins at an absolute path");
        if (rights.isEmpty()) throw new IllegalArgumentException("a grant without rights allows nothing");
        prefix = prefix.normalized();
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
    }

    /// @param words such as `read,write`
    /// @throws Failed INVALID_ARGUMENT for a word that is no right
    public static Set<Right> rights(String words) throws Failed {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (String word : words.split(",", -1)) rights.add(right(word.strip()));
        return rights;
    }

    private static Right right(String word) throws Failed {
        for (Right right : Right.values()) {
            if (right.name().equalsIgnoreCase(word)) return right;
        }
        throw Failure.of(Failure.Code.INVALID_ARGUMENT, "'" + word + "' is no right: read, write, delete or run")
                .thrown();
    }
}
