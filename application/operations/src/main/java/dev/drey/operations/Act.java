package dev.drey.operations;

import dev.drey.access.Right;
import java.util.List;

/// What a caller wants to do to one path: what it is called in the audit, which rights it takes, and
/// whether a last link is followed.
enum Act {
    STAT("stat"),
    LSTAT("stat"),
    REALPATH("realpath"),
    LIST("list"),
    READLINK("readlink"),
    READ("read"),
    CHECKSUM("checksum"),
    ROOM("df"),
    NAMES("stat"),
    WRITE("write"),
    CREATE("write"),
    READ_AND_WRITE("write"),
    READ_AND_CREATE("write"),
    SET("set"),
    SET_LINK("set"),
    MAKE_DIRECTORY("mkdir"),
    SYMLINK("symlink"),
    /// The file that gets a second name.
    LINK_OF("link"),
    /// The second name.
    LINK("link"),
    SYNC("fsync"),
    REMOVE_DIRECTORY("rmdir"),
    REMOVE("remove"),
    RENAME("rename"),
    /// As those two, of a file that the caller has just made ([Own]).
    REMOVE_OWN("remove"),
    RENAME_OWN("rename"),
    /// The new name of what is renamed.
    RENAME_TO("rename");

    private final String word;

    Act(String word) {
        this.word = word;
    }

    /// Of a file that is opened; a new file's last name is no link, or it is not made.
    static Act opening(boolean reads, boolean writes, boolean isNew) {
        if (!writes) return READ;
        if (reads) return isNew ? READ_AND_CREATE : READ_AND_WRITE;
        return isNew ? CREATE : WRITE;
    }

    /// As audits have it.
    String word() {
        return word;
    }

    List<Right> rights() {
        return switch (this) {
            case STAT, LSTAT, REALPATH, LIST, READLINK, READ, CHECKSUM, ROOM, NAMES -> List.of(Right.READ);
            case WRITE, CREATE, SET, SET_LINK, MAKE_DIRECTORY, SYMLINK, LINK, SYNC, RENAME_TO, REMOVE_OWN, RENAME_OWN ->
                List.of(Right.WRITE);
            case READ_AND_WRITE, READ_AND_CREATE, LINK_OF -> List.of(Right.READ, Right.WRITE);
            case REMOVE_DIRECTORY, REMOVE, RENAME -> List.of(Right.DELETE);
        };
    }

    /// Whether it is noted when it has been done. Files that are opened are noted when they are closed.
    boolean isNoted() {
        return switch (this) {
            case SET,
                    SET_LINK,
                    MAKE_DIRECTORY,
                    SYMLINK,
                    LINK,
                    REMOVE_DIRECTORY,
                    REMOVE,
                    RENAME,
                    REMOVE_OWN,
                    RENAME_OWN -> true;
            case STAT,
                    LSTAT,
                    REALPATH,
                    LIST,
                    READLINK,
                    READ,
                    CHECKSUM,
                    ROOM,
                    NAMES,
                    WRITE,
                    CREATE,
                    READ_AND_WRITE,
                    READ_AND_CREATE,
                    LINK_OF,
                    SYNC,
                    RENAME_TO -> false;
        };
    }

    /// Whether something is different afterwards, so that what the target refuses of it is noted as well.
    boolean changes() {
        return switch (this) {
            case STAT, LSTAT, REALPATH, LIST, READLINK, READ, CHECKSUM, ROOM, NAMES, SYNC -> false;
            case WRITE,
                    CREATE,
                    READ_AND_WRITE,
                    READ_AND_CREATE,
                    SET,
                    SET_LINK,
                    MAKE_DIRECTORY,
                    SYMLINK,
                    LINK_OF,
                    LINK,
                    REMOVE_DIRECTORY,
                    REMOVE,
                    RENAME,
                    REMOVE_OWN,
                    RENAME_OWN,
                    RENAME_TO -> true;
        };
    }

    boolean followsLast() {
        return switch (this) {
            case STAT, REALPATH, LIST, READ, CHECKSUM, ROOM, NAMES, WRITE, READ_AND_WRITE, SET, SYNC, LINK_OF -> true;
            case LSTAT,
                    READLINK,
                    CREATE,
                    READ_AND_CREATE,
                    SET_LINK,
                    MAKE_DIRECTORY,
                    SYMLINK,
                    LINK,
                    REMOVE_DIRECTORY,
                    REMOVE,
                    RENAME,
                    REMOVE_OWN,
                    RENAME_OWN,
                    RENAME_TO -> false;
        };
    }
}
