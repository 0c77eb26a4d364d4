package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The directories above the roots of a jail, which show only the way.
final class JailListing implements Listing {
    /// What every directory above the roots looks like.
    static final Attributes WAY = new Attributes(
            FileType.DIRECTORY,
            OptionalLong.empty(),
            OptionalInt.of(0555),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    private List<Entry> left;

    private JailListing(List<Entry> entries) {
        this.left = entries;
    }

    static Listing aboveRoots(List<Name> names) {
        return new JailListing(names.stream().map(name -> new Entry(name, WAY)).toList());
    }

    /// What is told of an entry that is refused or cannot be looked at: that it is there, so that nobody believes
    /// a copy to be whole.
    static Attributes refused(FileType type) {
        return new Attributes(
                type,
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<List<Entry>> next() {
        List<Entry> some = left;
        left = List.of();
        return some.isEmpty() ? Optional.empty() : Optional.of(some);
    }

    @Override
    public void close() {
        left = List.of();
    }
}
