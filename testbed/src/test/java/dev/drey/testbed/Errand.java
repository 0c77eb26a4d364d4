package dev.drey.testbed;

import java.nio.file.Path;

/// What a client is asked to do at the door.
sealed interface Errand {
    record Put(Path from, String to) implements Errand {}

    record Get(String from, Path to) implements Errand {}

    /// Says the names in a folder.
    record Look(String folder) implements Errand {}

    record Rename(String from, String to) implements Errand {}

    record Remove(String path) implements Errand {}

    /// Goes on with a file that is there in part.
    record PutOn(Path from, String to) implements Errand {}

    /// Goes on with a file that is here in part.
    record GetOn(String from, Path to) implements Errand {}
}
