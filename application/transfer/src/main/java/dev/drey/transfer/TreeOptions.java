package dev.drey.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which parts of a tree are carried.
///
/// @param links what becomes of symbolic links
/// @param filter which names
/// @param emptyDirectories whether directories without any carried file are made
public record TreeOptions(Links links, Selection filter, boolean emptyDirectories) {
    public static final TreeOptions DEFAULTS = new TreeOptions(Links.COPY, Selection.ALL, true);

    /// Patterns and bounds; a name must pass all.
    ///
    /// A pattern without `/` matches a name at any depth, with `/` the path from the root, with a trailing
    /// `/` directories only; `**` crosses directories. Case-sensitive. Excludes win, and an excluded
    /// directory is not entered.
    ///
    /// @param include empty means everything
    /// @param only paths from the root (`--files-from`); empty means everything
    /// @param minAge, maxAge since the last modification
    /// @param minSize, maxSize bytes, of files
    public record Selection(
            List<String> include,
            List<String> exclude,
            List<String> only,
            Optional<Duration> minAge,
            Optional<Duration> maxAge,
            OptionalLong minSize,
            OptionalLong maxSize) {
        public static final Selection ALL = new Selection(
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());

        public Selection {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            only = List.copyOf(only);
        }
    }
}
