package dev.drey.door;

import dev.drey.access.Pass;
import dev.drey.files.FileTree;

/// The port: the files that somebody who has come in may see. Trees are closed by the door.
public interface Trees {
    /// One directory for each target.
    FileTree everything(Pass pass);

    /// One target alone; when there is none of that name for them, everything asked of the tree says so.
    FileTree target(Pass pass, String name);
}
