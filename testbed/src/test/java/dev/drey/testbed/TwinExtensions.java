package dev.drey.testbed;

import static dev.drey.sftp.wire.OpenFlags.APPEND;
import static dev.drey.sftp.wire.OpenFlags.CREATE;
import static dev.drey.sftp.wire.OpenFlags.READ;
import static dev.drey.sftp.wire.OpenFlags.TRUNCATE;
import static dev.drey.sftp.wire.OpenFlags.WRITE;

import dev.drey.files.Changes;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The eleven extensions of OpenSSH, as [TwinCases].
final class TwinExtensions {
    private static final int NEW = WRITE | CREATE | TRUNCATE;

    private TwinExtensions() {}

    static Map<String, TwinCases.Case> all() {
        Map<String, TwinCases.Case> all = new LinkedHashMap<>();
        all.put("announcements", TwinExtensions::announcements);
        all.put("posix-rename", TwinExtensions::posixRename);
        all.put("hardlink", TwinExtensions::hardLink);
        all.put("fsync", TwinExtensions::fsync);
        all.put("lsetstat", TwinExtensions::lsetstat);
        all.put("statvfs", TwinExtensions::statvfs);
        all.put("limits", TwinExtensions::limits);
        all.put("expand-path", TwinExtensions::expandPath);
        all.put("home-directory", TwinExtensions::homeDirectory);
        all.put("users-groups-by-id", TwinExtensions::usersGroups);
        all.put("copy-data", TwinExtensions::copyData);
        all.put("copy-data, appending", TwinExtensions::appendingCopies);
        all.put("copy-data, pipelined", TwinExtensions::pipelinedCopy);
        all.put("extensions, pipelined", TwinExtensions::pipelinedWithCloses);
        all.put("unknown", TwinExtensions::unknown);
        return all;
    }

    private static void announcements(TwinTalk talk) {
        for (Extension extension : Extension.values()) {
            if (!extension.wireName().endsWith("@openssh.com")
                    && extension != Extension.COPY_DATA
                    && extension != Extension.HOME_DIRECTORY) continue;
            talk.note(extension.wireName(), "" + talk.talk().version().announces(extension));
        }
    }

    private static void posixRename(TwinTalk talk) {
        talk.file("a", "a");
        talk.file("b", "b");
        talk.directory("d");
        talk.directory("e");
        talk.directory("full");
        talk.file("full/x", "x");
        rename(talk, "onto a file", "a", "b");
        talk.content("replaced", "b");
        rename(talk, "onto itself", "b", "b");
        rename(talk, "a file onto a directory", "b", "d");
        rename(talk, "a directory onto a file", "d", "b");
        rename(talk, "onto an empty directory", "d", "e");
        rename(talk, "onto a full one", "e", "full");
        rename(talk, "below itself", "full", "full/y");
        rename(talk, "nothing", "none", "z");
        rename(talk, "into no directory", "b", "none/b");
    }

    private static void rename(TwinTalk talk, String step, String from, String to) {
        talk.step(step, id -> new Request.PosixRename(id, talk.path(from), talk.path(to)));
    }

    private static void hardLink(TwinTalk talk) {
        talk.file("f", "1");
        talk.directory("d");
        talk.link("l", "f");
        talk.link("dangling", "none");
        link(talk, "free", "f", "g");
        link(talk, "taken", "f", "g");
        link(talk, "of a directory", "d", "e");
        link(talk, "of nothing", "none", "h");
        link(talk, "into no directory", "f", "none/h");
        link(talk, "of a dangling link", "dangling", "i");
        Bytes handle = talk.open("through one name", "f", WRITE);
        talk.write("written", handle, 0, "2");
        talk.content("seen by the other", "g");
    }

    private static void link(TwinTalk talk, String step, String existing, String link) {
        talk.step(step, id -> new Request.HardLink(id, talk.path(existing), talk.path(link)));
    }

    private static void fsync(TwinTalk talk) {
        talk.file("f", "1");
        Bytes read = talk.open("for reading", "f", READ);
        Bytes write = talk.open("for writing", "f", WRITE);
        talk.step("of a handle for reading", id -> new Request.Fsync(id, read));
        talk.step("of a handle for writing", id -> new Request.Fsync(id, write));
        talk.step("of a forged handle", id -> new Request.Fsync(id, Bytes.of("xxxx")));
    }

    private static void lsetstat(TwinTalk talk) {
        talk.file("f", "1");
        talk.link("l", "f");
        Instant then = Instant.ofEpochSecond(77);
        change(talk, "times of a link", "l", Changes.ofTimes(then, then));
        talk.times("set", "l");
        change(talk, "owner of a link", "l", Changes.ofOwner(5, 6));
        talk.step("read", id -> new Request.Lstat(id, talk.path("l")));
        change(talk, "mode of a file", "f", Changes.ofPermissions(04700));
        talk.stat("its mode", "f");
        change(talk, "mode of a link", "l", Changes.ofPermissions(0600));
        change(talk, "size of a file", "f", Changes.ofSize(3));
        change(talk, "of nothing", "none", Changes.ofPermissions(0600));
    }

    private static void change(TwinTalk talk, String step, String name, Changes changes) {
        talk.step(step, id -> new Request.Lsetstat(id, talk.path(name), Attrs.of(changes)));
    }

    /// How much is free changes all the time: what is fixed is compared, here and in [TwinServersIT].
    private static void statvfs(TwinTalk talk) {
        talk.file("f", "1");
        Bytes handle = talk.open("opened", "f", READ);
        fixed(talk, "by path", new Request.Statvfs(talk.talk().nextId(), talk.path("")));
        fixed(talk, "of a file", new Request.Statvfs(talk.talk().nextId(), talk.path("f")));
        fixed(talk, "by handle", new Request.Fstatvfs(talk.talk().nextId(), handle));
        talk.step("of nothing", id -> new Request.Statvfs(id, talk.path("none")));
        talk.step("of a forged handle", id -> new Request.Fstatvfs(id, Bytes.of("xxxx")));
    }

    private static void fixed(TwinTalk talk, String step, Request request) {
        talk.extended(step, Answer.Statvfs.class, id -> request);
        talk.edit(step, all -> all.replaceAll("(bfree|bavail|ffree|favail|files)=\\d+", "$1"));
    }

    private static void limits(TwinTalk talk) {
        talk.extended("told", Answer.Limits.class, Request.Limits::new);
        // There it is what the system allows a process.
        talk.edit("told", told -> told.replaceAll("handles=\\d{4,}(?<!1000)", "handles=many"));
    }

    private static void expandPath(TwinTalk talk) {
        talk.directory("d");
        talk.link("l", "d");
        for (String name : List.of("=~", "=~/d", "=~/l", "=l", "=.", "=", "=~/none", "=~/none/x", "=~no-such-user/x")) {
            talk.step("of " + name, id -> new Request.ExpandPath(id, talk.path(name)));
        }
        talk.step("absolute", id -> new Request.ExpandPath(id, talk.path("l/..")));
    }

    private static void homeDirectory(TwinTalk talk) {
        talk.step("of root", id -> new Request.HomeDirectory(id, "root"));
        talk.step("of oneself", id -> new Request.HomeDirectory(id, ""));
        talk.edit("of oneself", home -> home.equals("HERE") ? "HERE" : "the account's home");
        talk.step("of nobody", id -> new Request.HomeDirectory(id, "no-such-user"));
        talk.step("of a path", id -> new Request.HomeDirectory(id, "root/../etc"));
    }

    private static void usersGroups(TwinTalk talk) {
        talk.extended(
                "some",
                Answer.UsersGroups.class,
                id -> new Request.UsersGroupsById(id, List.of(0, 1, 54321, -1), List.of(0, 4, 54321)));
        talk.extended("none", Answer.UsersGroups.class, id -> new Request.UsersGroupsById(id, List.of(), List.of()));
    }

    private static void copyData(TwinTalk talk) {
        talk.file("f", "0123456789");
        talk.file("g", "abcdefghij");
        Bytes from = talk.open("from", "f", READ);
        Bytes to = talk.open("to", "g", READ | WRITE);
        copy(talk, "a range", from, 2, 3, to, 4);
        copy(talk, "to the end", from, 5, 0, to, 9);
        copy(talk, "beyond the end", from, 8, 100, to, 0);
        copy(talk, "from behind the end", from, 100, 0, to, 0);
        talk.content("copied", "g");
        copy(talk, "onto itself", to, 0, 2, to, 1);
        copy(talk, "from what is not read", to, 0, 0, from, 0);
        Bytes made = talk.open("to write only", "h", NEW);
        copy(talk, "from a handle for writing", made, 0, 0, to, 0);
        copy(talk, "a forged handle", Bytes.of("xxxx"), 0, 0, to, 0);
    }

    private static void appendingCopies(TwinTalk talk) {
        talk.file("f", "0123456789");
        talk.file("g", "abc");
        Bytes from = talk.open("from", "f", READ);
        Bytes to = talk.open("to", "g", WRITE | APPEND);
        copy(talk, "to the start", from, 2, 3, to, 0);
        copy(talk, "to far away", from, 0, 0, to, 100);
        talk.close("closed", to);
        talk.content("appended", "g");
    }

    /// Larger than any server copies at once, and closed before the answer.
    private static void pipelinedCopy(TwinTalk talk) {
        talk.file("f", "0123456789");
        talk.set("large", "f", Changes.ofSize(100L << 20));
        Bytes from = talk.open("from", "f", READ);
        Bytes to = talk.open("to", "g", NEW);
        talk.together(
                "a copy and both closes at once",
                List.of(
                        id -> new Request.CopyData(id, from, 0, 0, to, 0),
                        id -> new Request.Close(id, from),
                        id -> new Request.Close(id, to),
                        id -> new Request.Stat(id, talk.path("g"))));
    }

    private static void pipelinedWithCloses(TwinTalk talk) {
        talk.file("f", "0123456789");
        for (int round = 0; round < 20; round++) {
            Bytes synced = talk.open("synced " + round, "f", WRITE);
            talk.together(
                    "fsync and close " + round,
                    List.of(
                            id -> new Request.Write(
                                    id, synced, 10, Bytes.of("x").buffer()),
                            id -> new Request.Fsync(id, synced),
                            id -> new Request.Close(id, synced)));
            Bytes asked = talk.open("asked " + round, "f", READ);
            talk.together(
                    "fstatvfs and close " + round,
                    List.of(id -> new Request.Fstatvfs(id, asked), id -> new Request.Close(id, asked)));
        }
    }

    private static void copy(TwinTalk talk, String step, Bytes from, long offset, long length, Bytes to, long at) {
        talk.step(step, id -> new Request.CopyData(id, from, offset, length, to, at));
    }

    private static void unknown(TwinTalk talk) {
        talk.step("an extension", id -> new Request.UnknownExtended(id, "no-such@drey.dev", Bytes.of("x")));
        talk.step("another version", id -> new Request.UnknownExtended(id, "", Bytes.EMPTY));
    }
}
