package dev.drey.access;

import java.util.Set;

/// A target as grants see it.
///
/// @param name as in the hub's name space, lower case
/// @param tags of a device; a configured server has those of its configuration
public record Destination(String name, Set<String> tags) {
    public Destination {
        tags = Set.copyOf(tags);
    }
}
