package dev.drey.files;

import java.util.OptionalInt;

/// One line of a directory.
///
/// @param name as the server sent it, unchecked
/// @param attributes of the entry itself, links not followed
/// @param links how many names the file has (hard links), where the listing tells
public record Entry(Name name, Attributes attributes, OptionalInt links) {
    public Entry(Name name, Attributes attributes) {
        this(name, attributes, OptionalInt.empty());
    }
}
