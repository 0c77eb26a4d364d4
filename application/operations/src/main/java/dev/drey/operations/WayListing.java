package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;

/// A directory whose entries are known from the start.
final class WayListing implements Listing {
    /// A directory that is only the way to something.
    static final Attributes WAY = new Attributes(
            FileType.DIRECTORY,
            OptionalLong.empty(),
            OptionalInt.of(0555),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    private List<Entry> left;

    WayListing(List<Entry> entries) {
        this.left = List.copyOf(entries);
    }

    /// The way to granted paths: of what it leads to at last, only what is there.
    static Listing of(RemotePath directory, SortedSet<Name> children, GatedTree tree) throws Failed {
        List<Entry> entries = new ArrayList<>();
        for (Name child : children) {
            Optional<Attributes> attributes = there(directory.resolve(child), tree);
            attributes.ifPresent(one -> entries.add(new Entry(child, one)));
        }
        return new WayListing(entries);
    }

    private static Optional<Attributes> there(RemotePath path, GatedTree tree) throws Failed {
        try {
            return Optional.of(tree.lstat(path));
        } catch (Failed failed) {
            boolean unseen = failed.code() == Failure.Code.NOT_FOUND || failed.code() == Failure.Code.PERMISSION_DENIED;
            if (unseen) return Optional.empty();
            throw failed;
        }
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
