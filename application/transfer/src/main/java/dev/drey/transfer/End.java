package dev.drey.transfer;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;

/// Where a transfer reads or writes.
///
/// @param tree stays the caller's; a transfer never closes it. After CONNECTION_LOST its next call may work again,
/// which is how a
///     retry reconnects
/// @param target who has the files, for messages, events and the journal's identity: `local`, or user, host and
/// port
/// @param local whether the files lie on this machine's disk: then a file's inode identifies it, and file and
/// directory are
///     fsynced
public record End(FileTree tree, RemotePath path, String target, boolean local) {
    public End at(RemotePath other) {
        return new End(tree, other, target, local);
    }

    /// For people: `web-1:/srv/x`, or the path alone where it is local.
    public String display() {
        return local ? path.display() : target + ":" + path.display();
    }
}
