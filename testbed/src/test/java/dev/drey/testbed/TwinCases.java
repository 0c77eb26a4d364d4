package dev.drey.testbed;

import static dev.drey.sftp.wire.OpenFlags.APPEND;
import static dev.drey.sftp.wire.OpenFlags.CREATE;
import static dev.drey.sftp.wire.OpenFlags.EXCLUSIVE;
import static dev.drey.sftp.wire.OpenFlags.READ;
import static dev.drey.sftp.wire.OpenFlags.TRUNCATE;
import static dev.drey.sftp.wire.OpenFlags.WRITE;

import dev.drey.files.Changes;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Request;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Conversations of version 3 that are held with two servers, to compare what they answer and what is on the disk then.
/// The extensions are in [TwinExtensions].
final class TwinCases {
    private static final int NEW = WRITE | CREATE | TRUNCATE;
    private static final long FAR = 1L << 40;

    private TwinCases() {}

    interface Case {
        void run(TwinTalk talk);
    }

    static Map<String, Case> all() {
        Map<String, Case> all = new LinkedHashMap<>();
        all.put("sizes", TwinCases::sizes);
        all.put("appending", TwinCases::appending);
        all.put("opening without truncating", TwinCases::openingWithoutTruncating);
        all.put("opening flags", TwinCases::openingFlags);
        all.put("modes", TwinCases::modes);
        all.put("owners and times", TwinCases::ownersAndTimes);
        all.put("renaming", TwinCases::renaming);
        all.put("removing", TwinCases::removing);
        all.put("directories", TwinCases::directories);
        all.put("links", TwinCases::links);
        all.put("opening what is no file", TwinCases::openingWhatIsNoFile);
        all.put("reading at the edges", TwinCases::readingAtTheEdges);
        all.put("writing far away", TwinCases::writingFarAway);
        all.put("real paths", TwinCases::realPaths);
        all.put("handles", TwinCases::handles);
        all.put("names", TwinCases::names);
        all.put("listings", TwinCases::listings);
        all.put("pipelined", TwinCases::pipelined);
        all.put("pipelined on one handle", TwinCases::pipelinedOnOneHandle);
        all.put("changing open files", TwinCases::changingOpenFiles);
        all.putAll(TwinExtensions.all());
        return all;
    }

    private static void sizes(TwinTalk talk) {
        talk.file("f", "12345");
        talk.set("enlarged", "f", Changes.ofSize(9));
        talk.content("enlarged content", "f");
        talk.set("shortened", "f", Changes.ofSize(2));
        talk.content("shortened content", "f");
        talk.set("enlarged far", "f", Changes.ofSize(FAR));
        talk.stat("far", "f");
        talk.set("emptied", "f", Changes.ofSize(0));
        talk.directory("d");
        talk.set("size of a directory", "d", Changes.ofSize(1));
        talk.set("size of nothing", "none", Changes.ofSize(1));
        Bytes read = talk.open("for reading", "f", READ);
        talk.step("size by a handle for reading", id -> new Request.Fsetstat(id, read, Attrs.of(Changes.ofSize(3))));
        Bytes write = talk.open("for writing", "f", WRITE);
        talk.step("size by a handle for writing", id -> new Request.Fsetstat(id, write, Attrs.of(Changes.ofSize(3))));
        talk.step("no change at all", id -> new Request.Setstat(id, talk.path("f"), Attrs.NONE));
        talk.step("no change of nothing", id -> new Request.Setstat(id, talk.path("none"), Attrs.NONE));
    }

    private static void appending(TwinTalk talk) {
        talk.file("f", "abc");
        Bytes handle = talk.open("opened", "f", WRITE | APPEND);
        talk.write("at 0", handle, 0, "de");
        talk.write("at 100", handle, 100, "fg");
        talk.close("closed", handle);
        talk.content("content", "f");
        Bytes made = talk.open("made", "g", WRITE | APPEND | CREATE);
        talk.write("into the new one", made, 7, "x");
        talk.content("content of the new one", "g");
        Bytes both = talk.open("read and append", "f", READ | WRITE | APPEND);
        talk.write("one more", both, 0, "h");
        talk.read("read back", both, 0, 20);
        Bytes only = talk.open("append alone", "f", APPEND);
        talk.write("append alone, written", only, 0, "i");
    }

    private static void openingWithoutTruncating(TwinTalk talk) {
        talk.file("f", "0123456789");
        Bytes handle = talk.open("for writing", "f", WRITE);
        talk.write("in the middle", handle, 4, "xy");
        talk.content("kept", "f");
        Bytes again = talk.open("for writing, made if missing", "f", WRITE | CREATE);
        talk.close("closed", again);
        talk.content("kept again", "f");
        talk.open("emptied", "f", NEW);
        talk.content("empty", "f");
    }

    private static void openingFlags(TwinTalk talk) {
        talk.file("f", "1");
        talk.open("nothing there", "none", READ);
        talk.open("nothing there to write", "none", WRITE);
        talk.open("nothing there to empty", "none", WRITE | TRUNCATE);
        talk.open("exclusive and taken", "f", WRITE | CREATE | EXCLUSIVE);
        talk.open("exclusive and free", "g", WRITE | CREATE | EXCLUSIVE);
        talk.open("exclusive without making", "f", WRITE | EXCLUSIVE);
        talk.open("made for reading", "h", READ | CREATE);
        talk.open("below a file", "f/x", NEW);
        talk.open("in no directory", "none/x", NEW);
        Bytes none = talk.open("no flags", "f", 0);
        talk.read("read without flags", none, 0, 10);
        talk.open("emptied without writing", "f", READ | TRUNCATE);
        talk.content("afterwards", "f");
        talk.step(
                "made with a mode",
                id -> new Request.Open(id, talk.path("private"), NEW, Attrs.of(Changes.ofPermissions(0600))));
        talk.stat("its mode", "private");
        talk.step(
                "made setuid",
                id -> new Request.Open(id, talk.path("suid"), NEW, Attrs.of(Changes.ofPermissions(04755))));
        talk.stat("its bits", "suid");
        talk.step(
                "opened with a mode though it is there",
                id -> new Request.Open(id, talk.path("f"), NEW, Attrs.of(Changes.ofPermissions(0777))));
        talk.stat("whose mode stays", "f");
    }

    private static void modes(TwinTalk talk) {
        talk.file("f", "1");
        for (int mode : new int[] {0600, 04755, 02755, 06711, 01644, 0, 0777}) {
            talk.set("%o".formatted(mode), "f", Changes.ofPermissions(mode));
            talk.stat("is %o".formatted(mode), "f");
        }
        talk.directory("d");
        talk.set("of a directory", "d", Changes.ofPermissions(03770));
        talk.stat("directory", "d");
        talk.link("l", "f");
        talk.set("through a link", "l", Changes.ofPermissions(0640));
        talk.stat("through it", "f");
        talk.set("of nothing", "none", Changes.ofPermissions(0640));
        talk.link("dangling", "none");
        talk.set("of a dangling link", "dangling", Changes.ofPermissions(0640));
        talk.step(
                "a directory with a mode",
                id -> new Request.Mkdir(id, talk.path("e"), Attrs.of(Changes.ofPermissions(0700))));
        talk.stat("made so", "e");
        talk.step(
                "a directory with high bits",
                id -> new Request.Mkdir(id, talk.path("g"), Attrs.of(Changes.ofPermissions(03777))));
        talk.stat("made with them", "g");
    }

    private static void ownersAndTimes(TwinTalk talk) {
        talk.file("f", "1");
        talk.set("setuid", "f", Changes.ofPermissions(04755));
        talk.set("owner", "f", Changes.ofOwner(1234, 2345));
        talk.stat("is owned", "f");
        Attrs both = Attrs.of(Changes.ofPermissions(06755).withOwner(12, 23));
        talk.step("owner and mode", id -> new Request.Setstat(id, talk.path("f"), both));
        talk.stat("has both", "f");
        for (long seconds : new long[] {0, 1, 1_000_000_000, 0x7fff_ffffL, 0xffff_ffffL}) {
            Instant then = Instant.ofEpochSecond(seconds);
            talk.set("times " + seconds, "f", Changes.ofTimes(then, then.plusSeconds(seconds == 1 ? 1 : 0)));
            talk.times("are " + seconds, "f");
        }
        talk.directory("d");
        talk.set("times of a directory", "d", Changes.ofTimes(Instant.EPOCH, Instant.EPOCH));
        talk.times("its times", "d");
        talk.set("times of nothing", "none", Changes.ofTimes(Instant.EPOCH, Instant.EPOCH));
    }

    private static void renaming(TwinTalk talk) {
        talk.file("a", "a");
        talk.file("b", "b");
        talk.directory("d");
        talk.directory("d/sub");
        talk.directory("e");
        talk.link("l", "a");
        rename(talk, "onto a file", "a", "b");
        rename(talk, "onto itself", "a", "a");
        rename(talk, "to a free name", "a", "c");
        rename(talk, "onto a directory", "c", "e");
        rename(talk, "a directory onto a directory", "d", "e");
        rename(talk, "a directory onto a file", "d", "b");
        rename(talk, "a directory below itself", "d", "d/sub/d");
        rename(talk, "nothing", "none", "x");
        rename(talk, "into no directory", "c", "none/c");
        rename(talk, "below a file", "c", "b/c");
        rename(talk, "a link onto a file", "l", "b");
        rename(talk, "a link", "l", "m");
        rename(talk, "into a directory", "c", "d/c");
        rename(talk, "a directory", "d", "f");
        talk.content("there", "f/c");
    }

    private static void rename(TwinTalk talk, String step, String from, String to) {
        talk.step(step, id -> new Request.Rename(id, talk.path(from), talk.path(to)));
    }

    private static void removing(TwinTalk talk) {
        talk.file("f", "1");
        talk.directory("d");
        talk.file("d/g", "2");
        talk.link("to-f", "f");
        talk.link("to-d", "d");
        talk.link("dangling", "none");
        for (String name : List.of("d", "none", "f/x", "none/x", "to-f", "to-d", "dangling", "f", "d/", "d/.")) {
            talk.step("remove " + name, id -> new Request.Remove(id, talk.path(name)));
        }
        for (String name : List.of("d", "none", "d/g", "none/x", "d/.", "d/..")) {
            talk.step("rmdir " + name, id -> new Request.Rmdir(id, talk.path(name)));
        }
        talk.link("to-d", "d");
        talk.step("rmdir a link", id -> new Request.Rmdir(id, talk.path("to-d")));
        talk.step("remove g", id -> new Request.Remove(id, talk.path("d/g")));
        talk.step("rmdir empty", id -> new Request.Rmdir(id, talk.path("d")));
    }

    private static void directories(TwinTalk talk) {
        talk.file("f", "1");
        for (String name : List.of("d", "d/", "d/e/", "f", "f/x", "none/x", "d/.", "d/..", "", "ü\u0001\u007f")) {
            talk.step("mkdir '" + name + "'", id -> new Request.Mkdir(id, talk.path(name), Attrs.NONE));
        }
        talk.link("dangling", "made");
        talk.step("mkdir of a dangling link", id -> new Request.Mkdir(id, talk.path("dangling"), Attrs.NONE));
        talk.stat("stat with a slash", "d/");
        talk.stat("stat of a file with a slash", "f/");
        talk.step("lstat with a slash", id -> new Request.Lstat(id, talk.path("d/")));
    }

    private static void links(TwinTalk talk) {
        talk.file("f", "content");
        talk.directory("d");
        talk.step("made", id -> new Request.Symlink(id, talk.path("=f"), talk.path("l")));
        talk.step("read", id -> new Request.Readlink(id, talk.path("l")));
        talk.content("followed", "l");
        talk.stat("stat", "l");
        talk.step("lstat type", id -> new Request.Readlink(id, talk.path("l/")));
        talk.step("taken", id -> new Request.Symlink(id, talk.path("=f"), talk.path("d")));
        talk.step("in no directory", id -> new Request.Symlink(id, talk.path("=f"), talk.path("none/l")));
        talk.step("dangling", id -> new Request.Symlink(id, talk.path("=nowhere"), talk.path("m")));
        talk.step("empty target", id -> new Request.Symlink(id, talk.path("="), talk.path("n")));
        talk.stat("stat of a dangling one", "m");
        talk.open("a dangling one made", "m", NEW);
        talk.stat("what it points at", "nowhere");
        for (String name : List.of("f", "d", "none", "f/x")) {
            talk.step("readlink " + name, id -> new Request.Readlink(id, talk.path(name)));
        }
        talk.link("loop", "loop");
        talk.stat("loop", "loop");
        talk.open("loop opened", "loop", READ);
        talk.link("around", "d/../l");
        talk.content("a link through dots", "around");
        talk.step("absolute", id -> new Request.Symlink(id, talk.path("f"), talk.path("abs")));
        talk.content("absolute followed", "abs");
    }

    private static void openingWhatIsNoFile(TwinTalk talk) {
        talk.directory("d");
        talk.file("f", "1");
        talk.link("to-d", "d");
        for (String name : List.of("d", "to-d", "")) {
            Bytes read = talk.open("'" + name + "' for reading", name, READ);
            talk.read("'" + name + "' read", read, 0, 10);
            talk.open("'" + name + "' for writing", name, WRITE);
            talk.open("'" + name + "' for making", name, NEW);
        }
        for (String name : List.of("f", "none", "f/x", "to-d", "d/")) {
            talk.step("opendir " + name, id -> new Request.Opendir(id, talk.path(name)));
        }
    }

    private static void readingAtTheEdges(TwinTalk talk) {
        talk.file("f", "0123456789");
        Bytes handle = talk.open("opened", "f", READ);
        talk.read("all", handle, 0, 10);
        talk.read("more than all", handle, 0, 1000);
        talk.read("nothing", handle, 0, 0);
        talk.read("across the end", handle, 8, 10);
        talk.read("at the end", handle, 10, 1);
        talk.read("behind the end", handle, 11, 1);
        talk.read("far behind", handle, FAR, 10);
        talk.read("4 GiB", handle, 3, -1);
        talk.read("2 GiB", handle, 3, Integer.MIN_VALUE);
        talk.read("at -1", handle, -1, 1);
        talk.read("at the last", handle, Long.MAX_VALUE, 1);
        talk.file("empty", "");
        Bytes empty = talk.open("empty, opened", "empty", READ);
        talk.read("of nothing", empty, 0, 100);
        Bytes written = talk.open("for writing", "f", WRITE);
        talk.read("for writing, read", written, 0, 1);
        talk.write("for reading, written", handle, 0, "x");
        talk.write("nothing written", written, 0, "");
        talk.content("unchanged", "f");
    }

    private static void writingFarAway(TwinTalk talk) {
        Bytes handle = talk.open("made", "f", READ | NEW);
        talk.write("far", handle, FAR, "x");
        talk.read("far, read", handle, FAR, 10);
        talk.read("hole", handle, FAR - 5, 10);
        talk.stat("size", "f");
        talk.write("at -1", handle, -1, "x");
        talk.write("at the last", handle, Long.MAX_VALUE, "x");
        talk.step("emptied again", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofSize(0))));
        talk.write("a hole at the start", handle, 5, "y");
        talk.read("hole at the start", handle, 0, 10);
    }

    private static void realPaths(TwinTalk talk) {
        talk.file("f", "1");
        talk.directory("d");
        talk.link("l", "d");
        talk.link("dangling", "none");
        talk.link("loop", "loop");
        List<String> asked = List.of(
                "",
                "f",
                "d/",
                "d/.",
                "d/..",
                "d/../f",
                "l",
                "l/..",
                "none",
                "none/x",
                "none/..",
                "f/x",
                "f/..",
                "dangling",
                "loop",
                "=.",
                "=",
                "=f",
                "=./d//",
                "=d/../l",
                "=none",
                "=none/x");
        for (String name : asked) talk.step("of '" + name + "'", id -> new Request.Realpath(id, talk.path(name)));
    }

    private static void handles(TwinTalk talk) {
        talk.file("f", "1");
        Bytes handle = talk.open("opened", "f", READ);
        talk.close("closed", handle);
        talk.close("closed again", handle);
        talk.read("read of a closed one", handle, 0, 1);
        talk.write("write of a closed one", handle, 0, "x");
        talk.step("stat of a closed one", id -> new Request.Fstat(id, handle));
        talk.step("change of a closed one", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofSize(0))));
        talk.step("listing of a closed one", id -> new Request.Readdir(id, handle));
        for (Bytes forged : List.of(Bytes.EMPTY, Bytes.of("x"), Bytes.of("\0\0\0\0"), Bytes.of("a".repeat(300)))) {
            talk.close("forged, of " + forged.length(), forged);
        }
        Bytes file = talk.open("a file", "f", READ);
        talk.step("a file listed", id -> new Request.Readdir(id, file));
        talk.step("opendir", id -> new Request.Opendir(id, talk.path("")));
        Bytes directory = talk.talk().handle(new Request.Opendir(talk.talk().nextId(), talk.path("")));
        talk.read("a directory read", directory, 0, 10);
        talk.write("a directory written", directory, 0, "x");
        talk.step("a directory's stat", id -> new Request.Fstat(id, directory));
        talk.step("a directory's sync", id -> new Request.Fsync(id, directory));
        talk.close("a directory closed", directory);
        talk.step("removed while open", id -> new Request.Remove(id, talk.path("f")));
        talk.read("read of what was removed", file, 0, 10);
        talk.step("stat of what was removed", id -> new Request.Fstat(id, file));
    }

    /// A NUL in a name ends the connection to OpenSSH; see [ServerBadInputIT].
    private static void names(TwinTalk talk) {
        talk.file("n".repeat(255), "1");
        talk.open("too long", "n".repeat(256), NEW);
        talk.stat("too long, stat", "n".repeat(256));
        talk.stat("far too long", "n/".repeat(5000));
        talk.file("with blank and ' and \" and \\ and \n", "2");
        talk.file("☃ and ünïcode", "3");
        for (String name : List.of("n".repeat(255), "with blank and ' and \" and \\ and \n", "☃ and ünïcode")) {
            talk.stat("there: " + name, name);
        }
        talk.stat("empty", "=");
        talk.step("empty made", id -> new Request.Mkdir(id, talk.path("="), Attrs.NONE));
    }

    private static void listings(TwinTalk talk) {
        talk.directory("d");
        talk.names("empty", "d", false);
        talk.file("d/f", "12345");
        talk.file("d/g", "");
        talk.directory("d/sub");
        talk.link("d/l", "f");
        talk.link("d/dangling", "none");
        Instant then = Instant.parse("2001-06-15T12:00:00Z");
        for (String name : List.of("d/f", "d/g", "d/sub")) {
            talk.set("old " + name, name, Changes.ofTimes(then, then));
        }
        talk.set("special bits", "d/f", Changes.ofPermissions(06755));
        talk.set("foreign", "d/g", Changes.ofOwner(54321, 0));
        talk.set("sticky", "d/sub", Changes.ofPermissions(01777));
        talk.names("names", "d", false);
        talk.step("remove links", id -> new Request.Remove(id, talk.path("d/l")));
        talk.step("remove links too", id -> new Request.Remove(id, talk.path("d/dangling")));
        talk.names("lines", "d", true);
        talk.names("of a file", "d/f", false);
        talk.names("of nothing", "none", false);
        Bytes handle = talk.talk().handle(new Request.Opendir(talk.talk().nextId(), talk.path("d/sub")));
        talk.step("removed meanwhile", id -> new Request.Rmdir(id, talk.path("d/sub")));
        talk.close("closed", handle);
    }

    private static void pipelined(TwinTalk talk) {
        talk.together(
                "all at once",
                List.of(
                        id -> new Request.Mkdir(id, talk.path("a"), Attrs.NONE),
                        id -> new Request.Mkdir(id, talk.path("a/b"), Attrs.NONE),
                        id -> new Request.Open(id, talk.path("a/b/f"), NEW, Attrs.NONE),
                        id -> new Request.Stat(id, talk.path("a/b/f")),
                        id -> new Request.Rename(id, talk.path("a/b/f"), talk.path("a/g")),
                        id -> new Request.Rmdir(id, talk.path("a/b")),
                        id -> new Request.Stat(id, talk.path("a/b")),
                        id -> new Request.Rename(id, talk.path("a"), talk.path("c")),
                        id -> new Request.Stat(id, talk.path("c/g")),
                        id -> new Request.Remove(id, talk.path("c/g")),
                        id -> new Request.Rmdir(id, talk.path("c"))));
    }

    private static void pipelinedOnOneHandle(TwinTalk talk) {
        Bytes handle = talk.open("made", "f", READ | NEW);
        talk.together(
                "writes, reads and a close at once",
                List.of(
                        id -> new Request.Write(id, handle, 0, Bytes.of("aaaa").buffer()),
                        id -> new Request.Write(id, handle, 2, Bytes.of("bbbb").buffer()),
                        id -> new Request.Read(id, handle, 0, 10),
                        id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofSize(3))),
                        id -> new Request.Read(id, handle, 0, 10),
                        id -> new Request.Write(id, handle, 4, Bytes.of("c").buffer()),
                        id -> new Request.Fstat(id, handle),
                        id -> new Request.Close(id, handle),
                        id -> new Request.Stat(id, talk.path("f"))));
        talk.content("content", "f");
    }

    private static void changingOpenFiles(TwinTalk talk) {
        talk.file("f", "0123456789");
        Bytes handle = talk.open("opened", "f", READ | WRITE);
        talk.step("mode", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofPermissions(04711))));
        talk.step("owner", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofOwner(7, 8))));
        talk.step("stat", id -> new Request.Fstat(id, handle));
        Instant then = Instant.ofEpochSecond(1_234_567_890);
        talk.step("times", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofTimes(then, then))));
        talk.times("are set", "f");
        talk.step("renamed", id -> new Request.Rename(id, talk.path("f"), talk.path("g")));
        talk.step("mode after that", id -> new Request.Fsetstat(id, handle, Attrs.of(Changes.ofPermissions(0600))));
        talk.stat("its mode", "g");
        Bytes directory = talk.talk().handle(new Request.Opendir(talk.talk().nextId(), talk.path("")));
        talk.step(
                "mode of a directory",
                id -> new Request.Fsetstat(id, directory, Attrs.of(Changes.ofPermissions(0750))));
        talk.stat("mode of it", "");
        int both = OpenFlags.READ;
        Bytes reading = talk.open("for reading", "g", both);
        talk.step("mode by reading", id -> new Request.Fsetstat(id, reading, Attrs.of(Changes.ofPermissions(0640))));
    }
}
