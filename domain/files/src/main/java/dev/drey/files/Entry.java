package dev.drey.files;

/// One line of a directory.
///
/// @param name as the server sent it, unchecked
/// @param attributes of the entry itself, links not followed
public record Entry(Name name, Attributes attributes) {}
