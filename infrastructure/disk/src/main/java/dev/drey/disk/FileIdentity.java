package dev.drey.disk;

import java.io.IOException;
import java.nio.file.Path;

/// Which file it is, whatever it is called: device (as `st_dev` says it) and inode number.
record FileIdentity(long device, long inode) {
    /// Where the system does not say.
    static final FileIdentity UNKNOWN = new FileIdentity(0, 0);

    /// The device number as `makedev` of the C library packs it.
    static FileIdentity of(int deviceMajor, int deviceMinor, long inode) {
        long major = deviceMajor & 0xffff_ffffL;
        long minor = deviceMinor & 0xffff_ffffL;
        long device = ((major & 0xfff) << 8) | ((major & ~0xfffL) << 32) | (minor & 0xff) | ((minor & ~0xffL) << 12);
        return new FileIdentity(device, inode);
    }

    /// Of what a path leads to; UNKNOWN where nothing is.
    static FileIdentity of(Path path) {
        try {
            return DiskAttributes.of(path).identity();
        } catch (IOException missing) {
            return UNKNOWN;
        }
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }
}
