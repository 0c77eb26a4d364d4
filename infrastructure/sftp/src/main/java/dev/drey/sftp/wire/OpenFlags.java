package dev.drey.sftp.wire;

import dev.drey.files.Changes;
import dev.drey.files.OpenOptions;

/// The flags of SSH_FXP_OPEN (draft-02, section 6.3).
public final class OpenFlags {
    public static final int READ = 0x01;
    public static final int WRITE = 0x02;
    public static final int APPEND = 0x04;
    public static final int CREATE = 0x08;
    public static final int TRUNCATE = 0x10;
    public static final int EXCLUSIVE = 0x20;

    private OpenFlags() {}

    static int of(OpenOptions options) {
        return (options.read() ? READ : 0)
                | (options.write() ? WRITE : 0)
                | (options.append() ? APPEND : 0)
                | (options.create() ? CREATE : 0)
                | (options.truncate() ? TRUNCATE : 0)
                | (options.exclusive() ? EXCLUSIVE : 0);
    }

    static Attrs attrs(OpenOptions options) {
        return options.permissions().isEmpty()
                ? Attrs.NONE
                : Attrs.of(Changes.ofPermissions(options.permissions().getAsInt()));
    }

    static OpenOptions options(int flags, Attrs attrs) {
        return new OpenOptions(
                (flags & READ) != 0,
                (flags & WRITE) != 0,
                (flags & APPEND) != 0,
                (flags & CREATE) != 0,
                (flags & EXCLUSIVE) != 0,
                (flags & TRUNCATE) != 0,
                attrs.changes().permissions());
    }
}
