package dev.drey.disk;

/// `struct open_how` of openat2(2): how a name is opened, and what its resolution may not do.
///
/// @param flags O_… bits
/// @param mode permissions of a new file; must be 0 when none may be made
/// @param resolve RESOLVE_… bits
record OpenHow(long flags, long mode, long resolve) {
    static final long O_WRONLY = 01;
    static final long O_RDWR = 02;
    static final long O_CREAT = 0100;
    static final long O_EXCL = 0200;
    static final long O_NOCTTY = 0400;
    static final long O_APPEND = 02000;
    static final long O_NONBLOCK = 04000;
    static final long O_CLOEXEC = 02000000;
    static final long O_PATH = 010000000;

    /// These two differ between processors.
    static final long O_DIRECTORY = onArm() ? 040000 : 0200000;

    static final long O_NOFOLLOW = onArm() ? 0100000 : 0400000;

    static final long RESOLVE_NO_MAGICLINKS = 0x02;
    static final long RESOLVE_NO_SYMLINKS = 0x04;
    static final long RESOLVE_BENEATH = 0x08;

    /// Below the directory, through no link of any sort, and without waiting for the other end of a FIFO.
    static OpenHow beneath(long flags, long mode) {
        return new OpenHow(
                flags | O_NOFOLLOW | O_CLOEXEC, mode, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS);
    }

    /// To hold a name without opening what it stands for; a link itself, too.
    static OpenHow holding() {
        return new OpenHow(O_PATH | O_NOFOLLOW | O_CLOEXEC, 0, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    }

    private static boolean onArm() {
        return System.getProperty("os.arch", "").equals("aarch64");
    }
}
