package dev.drey.files;

import java.util.OptionalInt;

/// How a file is opened; the flags of SSH_FXP_OPEN (draft-02, section 6.3).
///
/// @param create makes the file when it is missing
/// @param exclusive with `create`: fails with ALREADY_EXISTS when it is there, a dangling link included
/// @param truncate empties it; without this, opening for write keeps what is there
/// @param permissions of a new file, under the far side's umask; empty leaves them to the far side
public record OpenOptions(
        boolean read,
        boolean write,
        boolean append,
        boolean create,
        boolean exclusive,
        boolean truncate,
        OptionalInt permissions) {

    /// Read what is there.
    public static final OpenOptions READ =
            new OpenOptions(true, false, false, false, false, false, OptionalInt.empty());

    /// Write into what is there.
    public static final OpenOptions WRITE =
            new OpenOptions(false, true, false, false, false, false, OptionalInt.empty());

    /// Read and write what is there.
    public static final OpenOptions READ_WRITE =
            new OpenOptions(true, true, false, false, false, false, OptionalInt.empty());

    /// Make a new file; ALREADY_EXISTS when the name is taken.
    public static OpenOptions createNew(int permissions) {
        return new OpenOptions(false, true, false, true, true, false, OptionalInt.of(permissions));
    }

    /// Write from the start: make the file or empty it.
    public static OpenOptions replace(int permissions) {
        return new OpenOptions(false, true, false, true, false, true, OptionalInt.of(permissions));
    }

    /// Also for reading, as where what was written shall be proved.
    public OpenOptions andRead() {
        return new OpenOptions(true, write, append, create, exclusive, truncate, permissions);
    }

    /// Every write goes to the end, whatever its offset says.
    public OpenOptions appending() {
        return new OpenOptions(read, write, true, create, exclusive, truncate, permissions);
    }
}
