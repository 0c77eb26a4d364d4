package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.link.Link;
import java.util.Optional;

/// How a second connection to the same server is made, for lanes beyond those of the first. Asked once at
/// most; the link is closed with the tree.
public interface SecondLink {
    /// Empty when none may be made.
    Optional<Link> open() throws Failed;

    /// Never makes one.
    SecondLink NONE = Optional::empty;
}
