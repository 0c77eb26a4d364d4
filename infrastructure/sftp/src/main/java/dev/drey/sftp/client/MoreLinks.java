package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.link.Link;
import java.util.Optional;

/// How further connections to the same server are made, for lanes beyond those of the first. Asked for one more each
/// time, until it gives none; the links are closed with the tree.
public interface MoreLinks {
    /// Empty when none may be made.
    Optional<Link> open() throws Failed;

    /// Never makes one.
    MoreLinks NONE = Optional::empty;
}
