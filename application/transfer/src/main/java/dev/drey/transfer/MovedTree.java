package dev.drey.transfer;

import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How the moving of a tree ended; a success only without failures.
///
/// @param files, directories, links that were made or replaced
/// @param skipped by the overwrite rule or a link policy
/// @param specials FIFOs, sockets and devices, left out
/// @param bytes of the files moved
/// @param failures one line for each thing that could not be carried, at most 10,000; `failed` counts all
public record MovedTree(
        long files,
        long directories,
        long links,
        long skipped,
        long specials,
        long bytes,
        long resumedBytes,
        Duration took,
        long failed,
        List<Item> failures,
        List<String> warnings) {

    public MovedTree {
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
    }

    /// One thing that could not be carried.
    ///
    /// @param path from the tree's root
    public record Item(RemotePath path, Failure failure) {}

    /// The same with more to warn of.
    public MovedTree withWarnings(List<String> more) {
        return new MovedTree(
                files,
                directories,
                links,
                skipped,
                specials,
                bytes,
                resumedBytes,
                took,
                failed,
                failures,
                Stream.concat(warnings.stream(), more.stream()).toList());
    }

    public boolean isWhole() {
        return failed == 0;
    }
}
