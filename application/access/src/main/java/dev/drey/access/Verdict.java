package dev.drey.access;

import dev.drey.files.Name;
import java.util.SortedSet;

/// What [Standing] says of one path.
public sealed interface Verdict {
    /// It may be done.
    record Granted() implements Verdict {}

    /// A directory above granted paths: it may be listed and looked at, and shows nothing but the way on.
    ///
    /// @param children the names that lead to granted paths; not empty
    record Way(SortedSet<Name> children) implements Verdict {}

    /// Inside the grants, but this right is not among them.
    record Lacking(Right right) implements Verdict {}

    /// For this user it does not exist.
    record Hidden() implements Verdict {}
}
