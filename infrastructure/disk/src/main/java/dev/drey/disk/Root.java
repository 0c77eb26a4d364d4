package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One allowed path of a jail, resolved.
///
/// @param names of the path it is shown at
/// @param realNames of where it really is; absolute links may say either
record Root(List<Name> names, List<Name> realNames, Path real, boolean writable) {
    static Root of(AllowedPath allowed) throws Failed {
        RemotePath shown = DiskPath.of(allowed.path());
        try {
            Path real = allowed.path().toRealPath();
            if (!Files.isDirectory(real)) throw Trouble.of(Errno.ENOTDIR, "allow", shown);
            return new Root(shown.names(), DiskPath.of(real).names(), real, allowed.writable());
        } catch (IOException trouble) {
            throw Trouble.of("allow", shown, trouble);
        }
    }

    Where where() {
        return new Where(names, realNames);
    }

    /// Refuses to make what no jail may show reachable: a root that is, or lies in, something forbidden.
    void check(Forbidden forbidden) throws Failed {
        for (Path above = real; above != null; above = above.getParent()) {
            Where where = Where.asSpelled(DiskPath.of(above).names());
            boolean is = forbidden.names(where) || forbidden.contains(FileIdentity.of(above));
            if (is) {
                throw Trouble.of(
                        Failure.Code.NOT_ALLOWED,
                        "allow",
                        DiskPath.of(real),
                        "it lies in " + DiskPath.of(above).display() + ", which no one may be given");
            }
        }
    }
}
