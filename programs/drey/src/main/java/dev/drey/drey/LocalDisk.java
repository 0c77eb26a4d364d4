package dev.drey.drey;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import java.nio.file.Path;

/// This machine's disk, as far as a program lets its callers touch it.
interface LocalDisk {
    /// Where relative paths start.
    Path home();

    /// @throws Failed when nothing of it may be touched
    FileTree open() throws Failed;

    /// All that the user who runs the program may touch.
    static LocalDisk whole(Path home) {
        return new LocalDisk() {
            @Override
            public Path home() {
                return home;
            }

            @Override
            public FileTree open() {
                return new LocalTree(home);
            }
        };
    }
}
