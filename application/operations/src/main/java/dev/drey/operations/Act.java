package dev.drey.operations;

import dev.drey.access.Right;
import java.util.List;

/// What a caller wants to do to one path. This is the table of what it takes, by the path's words and by
/// where it leads.
enum Act {
    STAT("stat", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    LSTAT("stat", Takes.R, Last.ITSELF, Line.NEVER, Edge.TOO),
    REALPATH("realpath", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    LIST("list", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    READLINK("readlink", Takes.R, Last.ITSELF, Line.NEVER, Edge.TOO),
    READ("read", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    CHECKSUM("checksum", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    ROOM("df", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    NAMES("stat", Takes.R, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    WRITE("write", Takes.W, Last.FOLLOWED, Line.REFUSED, Edge.TOO),
    CREATE("write", Takes.W, Last.ITSELF, Line.REFUSED, Edge.TOO),
    READ_AND_WRITE("write", Takes.RW, Last.FOLLOWED, Line.REFUSED, Edge.TOO),
    READ_AND_CREATE("write", Takes.RW, Last.ITSELF, Line.REFUSED, Edge.TOO),
    SET("set", Takes.W, Last.FOLLOWED, Line.ALWAYS, Edge.TOO),
    SET_LINK("set", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.TOO),
    MAKE_DIRECTORY("mkdir", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.TOO),
    SYMLINK("symlink", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.NOT),
    /// The file that gets a second name.
    LINK_OF("link", Takes.RW, Last.FOLLOWED, Line.REFUSED, Edge.TOO),
    /// The second name.
    LINK("link", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.NOT),
    SYNC("fsync", Takes.W, Last.FOLLOWED, Line.NEVER, Edge.TOO),
    REMOVE_DIRECTORY("rmdir", Takes.D, Last.ITSELF, Line.ALWAYS, Edge.NOT),
    REMOVE("remove", Takes.D, Last.ITSELF, Line.ALWAYS, Edge.NOT),
    RENAME("rename", Takes.D, Last.ITSELF, Line.ALWAYS, Edge.NOT),
    /// As those two, of a file that the caller has just made ([Own]).
    REMOVE_OWN("remove", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.TOO),
    RENAME_OWN("rename", Takes.W, Last.ITSELF, Line.ALWAYS, Edge.TOO),
    /// The new name of what is renamed, where it is free.
    RENAME_TO("rename", Takes.W, Last.ITSELF, Line.REFUSED, Edge.NOT),
    /// The new name of what is renamed, whatever had it.
    REPLACE_TO("rename", Takes.WD, Last.ITSELF, Line.REFUSED, Edge.NOT);

    /// All of these rights.
    private enum Takes {
        R,
        W,
        D,
        RW,
        WD;

        List<Right> rights() {
            return switch (this) {
                case R -> List.of(Right.READ);
                case W -> List.of(Right.WRITE);
                case D -> List.of(Right.DELETE);
                case RW -> List.of(Right.READ, Right.WRITE);
                case WD -> List.of(Right.WRITE, Right.DELETE);
            };
        }
    }

    /// Which end of a last link is meant.
    private enum Last {
        FOLLOWED,
        ITSELF
    }

    /// Whether the audit gets a line of it. What changes something does when the target refuses it; when it
    /// is done, too, unless the line of an open file or of the other path of two tells.
    private enum Line {
        NEVER,
        REFUSED,
        ALWAYS
    }

    /// Whether it may be done to the very path where a grant begins, so that that may go or become a link.
    private enum Edge {
        TOO,
        NOT
    }

    private final String word;
    private final Takes takes;
    private final Last last;
    private final Line line;
    private final Edge edge;

    Act(String word, Takes takes, Last last, Line line, Edge edge) {
        this.word = word;
        this.takes = takes;
        this.last = last;
        this.line = line;
        this.edge = edge;
    }

    /// Of a file that is opened; a new file's last name is no link, or it is not made.
    static Act opening(boolean reads, boolean writes, boolean isNew) {
        if (!writes) return READ;
        if (reads) return isNew ? READ_AND_CREATE : READ_AND_WRITE;
        return isNew ? CREATE : WRITE;
    }

    /// Whether a file is opened that was not there.
    boolean isNew() {
        return this == CREATE || this == READ_AND_CREATE;
    }

    /// As audits have it.
    String word() {
        return word;
    }

    List<Right> rights() {
        return takes.rights();
    }

    /// Whether it is noted when it has been done. Files that are opened are noted when they are closed.
    boolean isNoted() {
        return line == Line.ALWAYS;
    }

    /// Whether something is different afterwards, so that what the target refuses of it is noted as well.
    boolean changes() {
        return line != Line.NEVER;
    }

    boolean followsLast() {
        return last == Last.FOLLOWED;
    }

    boolean isKeptFromEdges() {
        return edge == Edge.NOT;
    }
}
