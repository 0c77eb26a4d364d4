package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;

/// Something that takes a tree from [EvilTree#ROOT] into a directory: ours, or one with a seeded fault.
public interface TreeMover {
    /// @param into exists
    /// @return how many things it says it could not carry
    long move(FileTree evil, FileTree to, RemotePath into) throws Failed;
}
