package dev.drey.transfer;

import dev.drey.files.Attributes;
import java.util.Optional;
import java.util.OptionalInt;

/// What a listing has already told about the two ends of a file's move, so that nobody asks again.
///
/// @param source attributes of the source itself, a file
/// @param target what stands under the final name, links not followed
record Known(Optional<Attributes> source, Target target) {
    static final Known NOTHING = new Known(Optional.empty(), new Unasked());

    /// What is known about the final name.
    sealed interface Target {}

    /// Nobody has looked.
    record Unasked() implements Target {}

    /// A listing of the directory, or an lstat, did not show it.
    record Absent() implements Target {}

    /// @param links how many names the file has, where a listing told
    record Present(Attributes attributes, OptionalInt links) implements Target {
        Present(Attributes attributes) {
            this(attributes, OptionalInt.empty());
        }
    }

    /// From listings of both directories.
    static Known listed(Attributes source, Optional<Attributes> target) {
        return new Known(Optional.of(source), target.<Target>map(Present::new).orElseGet(Absent::new));
    }
}
