package dev.drey.disk;

import dev.drey.files.FileType;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a walk through a jail ended.
///
/// Either above the roots (no `root`), or at a root (no `parent`), or below one. `self` is missing where
/// the last name is free. The holder closes it.
///
/// @param refused what was forbidden when the walk began
record Place(
        @Nullable Root root,
        Where where,
        @Nullable Held parent,
        @Nullable Held self,
        Forbidden refused) implements AutoCloseable {

    /// One step down: the name, and the place that it leads to.
    record Step(Name name, Where where) {}

    boolean isAboveRoots() {
        return root == null;
    }

    boolean isMissing() {
        return root != null && self == null;
    }

    boolean isWritable() {
        return root != null && root.writable();
    }

    /// Where it is shown.
    List<Name> names() {
        return where.shown();
    }

    Name name() {
        return names().getLast();
    }

    RemotePath path() {
        return Bounds.path(names());
    }

    /// UNKNOWN where nothing is.
    FileType type() {
        if (root == null) return FileType.DIRECTORY;
        return self == null ? FileType.UNKNOWN : self.attributes().type();
    }

    Optional<Held> there() {
        return Optional.ofNullable(self);
    }

    /// What the last name stands for; asked only where it is there.
    Held thing() {
        if (self == null) throw new IllegalStateException("nothing is held at " + path());
        return self;
    }

    /// The directory that holds the last name; asked only where there is one.
    Held directory() {
        if (parent == null) throw new IllegalStateException("no directory is held above " + path());
        return parent;
    }

    boolean hasDirectory() {
        return parent != null;
    }

    @Override
    public void close() {
        if (self != null) self.close();
        if (parent != null) parent.close();
    }
}
