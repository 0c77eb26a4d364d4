package dev.drey.testbed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where our server answers otherwise than OpenSSH's, and why. [TwinServersIT] finds every one of them, and no other.
/// What
/// clients should know of it stands in `docs/protocol/sftp-server.md`.
final class TwinDeviations {
    private static final String NOT_OPENED_FOR_THAT =
            "what a handle was not opened for is denied; EBADF comes out as a missing file there";
    private static final String APPENDING_IS_WRITING =
            "who asks to append means to write; there nothing can be written then";
    private static final String BITS_AS_ASKED =
            "setuid, setgid and sticky bits are made as asked; mkdir(2) alone drops two of them";
    private static final String OWNER_BEFORE_MODE =
            "a change of owner drops setuid, so it comes before the change of mode";
    private static final String A_DOT_IS_ITS_DIRECTORY =
            "the walk of a jail takes `d/.` for `d`, which is not empty here";
    private static final String THE_ROOT_STAYS = "nobody removes an allowed path";
    private static final String A_DIRECTORY_IS_NO_FILE = "a directory opened as a file could not be read anyway";
    private static final String NOTHING_IS_THERE = "no file reaches that far, so it has ended before";
    private static final String A_FILE_HOLDS_NOTHING = "there `..` is taken off as text, though `f` is no directory";
    private static final String A_HANDLE_OF_ANOTHER_KIND =
            "the request is wrong, and says so; there it is a failure or a missing file";
    private static final String HANDLES_OF_DIRECTORIES_HAVE_ATTRIBUTES =
            "a handle of a directory can be asked and changed; there only a file's";
    private static final String NO_SUCH_HANDLE =
            "one answer to every request on a handle that is not open; there it depends on the request";
    private static final String MISSING_BEFORE_TOO_LONG =
            "a jail walks name by name, and the first is missing; paths of 32 KiB may be said";
    private static final String NO_DOTS = "`.` and `..` are no entries of a directory; clients drop them";
    private static final String DIRECTORIES_HAVE_ONE_NAME =
            "that it is a directory is the reason, not a permission that somebody lacks";
    private static final String LINKS_HAVE_NO_MODE = "Linux has no mode of links, so this is not supported";
    private static final String A_FILE_IS_A_FILE = "by a name that is no link this is what SETSTAT is";
    private static final String OUR_LIMITS = "packets of 300 KiB and 1,000 open files a connection";
    private static final String OTHER_HOMES_ARE_HIDDEN = "who else has an account here is not told in a jail";
    private static final String THE_HOME_IS_WHERE_PATHS_START =
            "a jail's home is where its relative paths start; the account's may not be seen at all";
    private static final String A_USER_IS_NO_PATH = "the truest code: there is no such user";
    private static final String OVERLAPPING_RANGES = "within one file, ranges that overlap are a wrong request";

    /// @param step the case and the step
    /// @param answers theirs and ours
    private record Deviation(String step, String answers, String reason) {
        String of() {
            return step.substring(0, step.indexOf(": "));
        }
    }

    private static final List<Deviation> ALL = List.of(
            new Deviation(
                    "sizes: size by a handle for reading", "BAD_MESSAGE -> PERMISSION_DENIED", NOT_OPENED_FOR_THAT),
            new Deviation("appending: append alone, written", "NO_SUCH_FILE -> OK", APPENDING_IS_WRITING),
            new Deviation(
                    "appending: disk f",
                    "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab -> 19cc02f26df43cc571bc9ed7b0c4d29224a3ec229529221725ef76d021c8326f",
                    APPENDING_IS_WRITING),
            new Deviation(
                    "modes: made with them",
                    "flags f mode 41755 owner 0:0 -> flags f mode 43755 owner 0:0",
                    BITS_AS_ASKED),
            new Deviation(
                    "modes: inode g",
                    "{gid=0, mode=17389, nlink=2, uid=0} -> {gid=0, mode=18413, nlink=2, uid=0}",
                    BITS_AS_ASKED),
            new Deviation(
                    "owners and times: has both",
                    "flags f mode 100755 owner 12:23 size 1 -> flags f mode 106755 owner 12:23 size 1",
                    OWNER_BEFORE_MODE),
            new Deviation(
                    "owners and times: inode f",
                    "{gid=23, mode=33261, nlink=1, uid=12} -> {gid=23, mode=36333, nlink=1, uid=12}",
                    OWNER_BEFORE_MODE),
            new Deviation("removing: rmdir d/.", "BAD_MESSAGE -> FAILURE", A_DOT_IS_ITS_DIRECTORY),
            new Deviation("removing: rmdir d/..", "FAILURE -> PERMISSION_DENIED", THE_ROOT_STAYS),
            new Deviation("opening what is no file: '' for reading", "a handle -> FAILURE", A_DIRECTORY_IS_NO_FILE),
            new Deviation("opening what is no file: 'd' for reading", "a handle -> FAILURE", A_DIRECTORY_IS_NO_FILE),
            new Deviation("opening what is no file: 'to-d' for reading", "a handle -> FAILURE", A_DIRECTORY_IS_NO_FILE),
            new Deviation("reading at the edges: at the last", "BAD_MESSAGE -> EOF", NOTHING_IS_THERE),
            new Deviation(
                    "reading at the edges: for reading, written",
                    "NO_SUCH_FILE -> PERMISSION_DENIED",
                    NOT_OPENED_FOR_THAT),
            new Deviation(
                    "reading at the edges: for writing, read",
                    "NO_SUCH_FILE -> PERMISSION_DENIED",
                    NOT_OPENED_FOR_THAT),
            new Deviation("real paths: of 'f/..'", "HERE -> NO_SUCH_FILE", A_FILE_HOLDS_NOTHING),
            new Deviation("handles: a directory read", "FAILURE -> BAD_MESSAGE", A_HANDLE_OF_ANOTHER_KIND),
            new Deviation("handles: a directory written", "FAILURE -> BAD_MESSAGE", A_HANDLE_OF_ANOTHER_KIND),
            new Deviation(
                    "handles: a directory's stat",
                    "FAILURE -> flags f mode 40700 owner 0:0",
                    HANDLES_OF_DIRECTORIES_HAVE_ATTRIBUTES),
            new Deviation("handles: a directory's sync", "NO_SUCH_FILE -> BAD_MESSAGE", A_HANDLE_OF_ANOTHER_KIND),
            new Deviation("handles: a file listed", "FAILURE -> BAD_MESSAGE", A_HANDLE_OF_ANOTHER_KIND),
            new Deviation("handles: closed again", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("handles: forged, of 0", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("handles: forged, of 1", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("handles: forged, of 300", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("handles: forged, of 4", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("names: far too long", "BAD_MESSAGE -> NO_SUCH_FILE", MISSING_BEFORE_TOO_LONG),
            new Deviation("listings: empty", "., .., then EOF -> , then EOF", NO_DOTS),
            new Deviation(
                    "listings: names",
                    "., .., dangling, f, g, l, sub, then EOF -> dangling, f, g, l, sub, then EOF",
                    NO_DOTS),
            new Deviation(
                    "changing open files: mode of a directory",
                    "FAILURE -> OK",
                    HANDLES_OF_DIRECTORIES_HAVE_ATTRIBUTES),
            new Deviation(
                    "changing open files: mode of it",
                    "flags f mode 40700 owner 0:0 -> flags f mode 40750 owner 0:0",
                    HANDLES_OF_DIRECTORIES_HAVE_ATTRIBUTES),
            new Deviation(
                    "changing open files: inode ",
                    "{gid=0, mode=16832, nlink=2, uid=0} -> {gid=0, mode=16872, nlink=2, uid=0}",
                    HANDLES_OF_DIRECTORIES_HAVE_ATTRIBUTES),
            new Deviation("hardlink: of a directory", "PERMISSION_DENIED -> FAILURE", DIRECTORIES_HAVE_ONE_NAME),
            new Deviation("fsync: of a forged handle", "NO_SUCH_FILE -> FAILURE", NO_SUCH_HANDLE),
            new Deviation("lsetstat: mode of a link", "FAILURE -> OP_UNSUPPORTED", LINKS_HAVE_NO_MODE),
            new Deviation("lsetstat: size of a file", "BAD_MESSAGE -> OK", A_FILE_IS_A_FILE),
            new Deviation(
                    "lsetstat: disk f",
                    "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b -> 5e9da77a672cb094963e10219ad5ff900cba90a6d2b65491350e4f501e524179",
                    A_FILE_IS_A_FILE),
            new Deviation(
                    "expand-path: of =~no-such-user/x", "NO_SUCH_FILE -> PERMISSION_DENIED", OTHER_HOMES_ARE_HIDDEN),
            new Deviation("home-directory: of root", "/root -> PERMISSION_DENIED", OTHER_HOMES_ARE_HIDDEN),
            new Deviation("home-directory: of oneself", "the account's home -> HERE", THE_HOME_IS_WHERE_PATHS_START),
            new Deviation("home-directory: of nobody", "FAILURE -> PERMISSION_DENIED", OTHER_HOMES_ARE_HIDDEN),
            new Deviation("home-directory: of a path", "FAILURE -> NO_SUCH_FILE", A_USER_IS_NO_PATH),
            new Deviation(
                    "copy-data: from a handle for writing", "NO_SUCH_FILE -> PERMISSION_DENIED", NOT_OPENED_FOR_THAT),
            new Deviation("copy-data: from what is not read", "NO_SUCH_FILE -> PERMISSION_DENIED", NOT_OPENED_FOR_THAT),
            new Deviation("copy-data: onto itself", "FAILURE -> BAD_MESSAGE", OVERLAPPING_RANGES),
            new Deviation(
                    "limits: told",
                    "Limits[packet=262144, read=261120, write=261120, handles=many] -> Limits[packet=307200, read=261120, write=261120, handles=1000]",
                    OUR_LIMITS));

    private TwinDeviations() {}

    /// Those of one case: both answers by the step.
    static Map<String, String> of(String name) {
        Map<String, String> some = new TreeMap<>();
        for (Deviation one : ALL) if (one.of().equals(name)) some.put(one.step(), one.answers());
        return some;
    }

    static Set<String> cases() {
        return ALL.stream().map(Deviation::of).collect(Collectors.toSet());
    }

    /// Every reason that is given.
    static Set<String> reasons() {
        return ALL.stream().map(Deviation::reason).collect(Collectors.toSet());
    }
}
