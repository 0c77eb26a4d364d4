package dev.drey.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a token may use of its user's rights, at most.
///
/// @param rights not empty
/// @param targets patterns of names as in [Reach.Named]; empty: all
/// @param administration whether an admin's token may administer
public record Scope(Set<Right> rights, List<String> targets, boolean administration) {
    /// Everything that its user may.
    public static final Scope WHOLE = new Scope(EnumSet.allOf(Right.class), List.of(), true);

    public Scope {
        if (rights.isEmpty()) throw new IllegalArgumentException("a token without rights is of no use");
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
        targets = List.copyOf(targets);
    }

    boolean covers(Destination destination) {
        return targets.isEmpty() || targets.stream().anyMatch(one -> Reach.matches(one, destination.name()));
    }
}
