package dev.drey.disk;

import dev.drey.files.Name;
import java.util.List;

/// What is refused in every root: our own configuration, key and state, and what is [Taboo].
///
/// By inode, so that neither another hard link nor another way to it helps; and by its real path, so that
/// it cannot be made where it is missing, nor anything be put in the place of a directory above it. Looked
/// up anew for each walk, because a file that is replaced gets another inode; so that its inode is still
/// found by its path, nothing on the way to it can be moved, and no link be made there ([#isOnTheWay]).
///
/// @param roots below which names may be taboo
record Forbidden(Trails trails, Taboo taboo, List<Root> roots) {

    static Forbidden now(List<List<Name>> forbidden, Taboo taboo, List<Root> roots) {
        return new Forbidden(Trails.of(forbidden), taboo, roots);
    }

    boolean contains(FileIdentity file) {
        return trails.endAt(file);
    }

    /// Whether the last of its names makes a place one that is refused.
    boolean names(Where where) {
        if (where.real().isEmpty()) return false;
        boolean below = isBelowRoot(where.real());
        return trails.endAt(where.real()) || taboo.holds(where.real(), below) || taboo.holds(where.shown(), below);
    }

    /// Whether what is at a place, or would be, leads to something forbidden.
    boolean isOnTheWay(Place place) {
        return trails.leadThrough(place);
    }

    /// Below a root, and not on the way to another one.
    private boolean isBelowRoot(List<Name> real) {
        return roots.stream().anyMatch(root -> Where.starts(real, root.realNames()))
                && roots.stream().noneMatch(root -> Where.starts(root.realNames(), real));
    }
}
