package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.LinkAttributes;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The table of grants and acts: what each set of rights lets one do inside a granted folder, beside it,
/// and above it.
class RightsTest {
    private final List<Hub> hubs = new ArrayList<>();
    private Hub hub = new Hub();

    private interface Deed {
        void at(FileTree tree, String folder) throws Failed;
    }

    private static RemotePath at(String folder, String name) {
        return RemotePath.of(folder + name);
    }

    private static void opened(FileTree tree, RemotePath path, OpenOptions options) throws Failed {
        try (OpenFile file = tree.open(path, options)) {
            file.attributes().await();
        }
    }

    /// Every act, on a folder that holds the file `f`, the file `g`, the empty directory `e` and the link
    /// `l` to `f`.
    private static Map<String, Deed> deeds() {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        deeds.put("stat R", (tree, in) -> tree.stat(at(in, "/f")));
        deeds.put("lstat R", (tree, in) -> tree.lstat(at(in, "/l")));
        deeds.put("realpath R", (tree, in) -> tree.realpath(at(in, "/f")));
        deeds.put("list R", (tree, in) -> tree.entries(at(in, "/e")));
        deeds.put("readlink R", (tree, in) -> tree.readlink(at(in, "/l")));
        deeds.put("read R", (tree, in) -> opened(tree, at(in, "/f"), OpenOptions.READ));
        deeds.put("read through a link R", (tree, in) -> opened(tree, at(in, "/l"), OpenOptions.READ));
        deeds.put("checksum R", (tree, in) -> power(tree, Checksums.class).checksums(at(in, "/f"), "sha256", 0, 0, 0));
        deeds.put("room R", (tree, in) -> power(tree, Space.class).room(at(in, "/f")));
        deeds.put("names R", (tree, in) -> power(tree, HardLinks.class).names(at(in, "/f")));
        deeds.put("write W", (tree, in) -> opened(tree, at(in, "/f"), OpenOptions.WRITE));
        deeds.put("replace the content W", (tree, in) -> opened(tree, at(in, "/f"), OpenOptions.replace(0600)));
        deeds.put("create W", (tree, in) -> opened(tree, at(in, "/new"), OpenOptions.createNew(0600)));
        deeds.put("read and write RW", (tree, in) -> opened(tree, at(in, "/f"), OpenOptions.READ_WRITE));
        deeds.put("mkdir W", (tree, in) -> tree.makeDirectory(at(in, "/new"), Changes.NONE));
        deeds.put("symlink W", (tree, in) -> tree.symlink(at(in, "/new"), RemotePath.of("f")));
        deeds.put("set W", (tree, in) -> tree.setAttributes(at(in, "/f"), Changes.ofPermissions(0600)));
        deeds.put(
                "set the link W",
                (tree, in) -> power(tree, LinkAttributes.class)
                        .setLinkAttributes(at(in, "/l"), Changes.ofTimes(Instant.EPOCH, Instant.EPOCH)));
        deeds.put("sync W", (tree, in) -> power(tree, SyncDirectory.class).syncDirectory(at(in, "/e")));
        deeds.put("hard link RW", (tree, in) -> power(tree, HardLinks.class).hardLink(at(in, "/f"), at(in, "/new")));
        deeds.put("rename WD", (tree, in) -> tree.rename(at(in, "/f"), at(in, "/new")));
        deeds.put("replace WD", (tree, in) -> power(tree, Replace.class).replace(at(in, "/f"), at(in, "/g")));
        deeds.put("remove D", (tree, in) -> tree.remove(at(in, "/f")));
        deeds.put("rmdir D", (tree, in) -> tree.removeDirectory(at(in, "/e")));
        return deeds;
    }

    private static <P extends dev.drey.files.Power> P power(FileTree tree, Class<P> type) {
        return tree.power(type).orElseThrow();
    }

    private FileTree fresh(String grant) throws Failed {
        hubs.add(hub);
        hub = new Hub();
        MemoryTree tree = hub.server("web-1");
        tree.makeDirectory(RemotePath.of("/srv/a"), Changes.NONE);
        for (String folder : List.of("/srv/a/in", "/srv/beside")) {
            tree.makeDirectory(RemotePath.of(folder), Changes.NONE);
            tree.makeDirectory(RemotePath.of(folder + "/e"), Changes.NONE);
            Hub.write(tree, folder + "/f", "f");
            Hub.write(tree, folder + "/g", "g");
            tree.symlink(RemotePath.of(folder + "/l"), RemotePath.of("f"));
        }
        return hub.view.everything(hub.user("ana", grant));
    }

    @AfterEach
    void close() {
        hubs.forEach(Hub::close);
        hub.close();
    }

    private static String outcome(FileTree tree, String folder, Deed deed) {
        try {
            deed.at(tree, folder);
            return "done";
        } catch (Failed failed) {
            return failed.code().name();
        }
    }

    /// The letters behind an act's name are the rights that it takes.
    private static boolean isCovered(String deed, String letters) {
        String needed = deed.substring(deed.lastIndexOf(' ') + 1);
        return needed.chars().allMatch(letter -> letters.indexOf(letter) >= 0);
    }

    @Test
    void eachActTakesItsRights() throws Failed {
        Map<String, String> grants = Map.of(
                "R",
                "read",
                "W",
                "write",
                "D",
                "delete",
                "RW",
                "read,write",
                "WD",
                "write,delete",
                "RD",
                "read,delete",
                "RWD",
                "read,write,delete",
                "N",
                "run");
        List<String> wrong = new ArrayList<>();
        for (var grant : grants.entrySet()) {
            for (var deed : deeds().entrySet()) {
                FileTree tree = fresh("web-1:/a/in:" + grant.getValue());
                String expected = isCovered(deed.getKey(), grant.getKey()) ? "done" : "PERMISSION_DENIED";
                String outcome = outcome(tree, "/web-1/a/in", deed.getValue());
                if (!outcome.equals(expected)) wrong.add(deed.getKey() + " with " + grant.getValue() + ": " + outcome);
                tree.close();
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void besideAGrantThereIsNothing() throws Failed {
        List<String> wrong = new ArrayList<>();
        for (var deed : deeds().entrySet()) {
            FileTree tree = fresh("web-1:/a/in:read,write,delete");
            String outcome = outcome(tree, "/web-1/beside", deed.getValue());
            if (!outcome.equals("NOT_FOUND")) wrong.add(deed.getKey() + ": " + outcome);
            String other = outcome(tree, "/web-2", deed.getValue());
            if (!other.equals("NOT_FOUND")) wrong.add(deed.getKey() + " elsewhere: " + other);
            tree.close();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theWayToAGrantIsOnlyLookedAt() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write,delete");
        assertThat(Hub.names(tree, "/web-1/a")).containsExactly("in");
        assertThat(tree.lstat(RemotePath.of("/web-1/a")).permissions()).hasValue(0555);
        assertThat(tree.realpath(RemotePath.of("/web-1/a/in/.."))).isEqualTo(RemotePath.of("/web-1/a"));
        FileTree alone = hub.view.target(Hub.pass("ana"), "web-1");
        assertThat(alone.realpath(RemotePath.of("a/in/.."))).isEqualTo(RemotePath.of("/a"));
        assertThat(alone.realpath(RemotePath.of("."))).isEqualTo(RemotePath.ROOT);
        Map<String, Deed> refused = Map.of(
                "set", (all, in) -> all.setAttributes(RemotePath.of(in), Changes.ofPermissions(0700)),
                "rename", (all, in) -> all.rename(RemotePath.of(in), RemotePath.of("/web-1/a/in/x")),
                "rmdir", (all, in) -> all.removeDirectory(RemotePath.of(in)),
                "room", (all, in) -> power(all, Space.class).room(RemotePath.of(in)));
        for (var deed : refused.entrySet()) {
            assertThat(outcome(tree, "/web-1/a", deed.getValue()))
                    .as(deed.getKey())
                    .isEqualTo("PERMISSION_DENIED");
        }
    }

    @Test
    void theGrantedFolderItselfStays() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write,delete");
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.removeDirectory(RemotePath.of(in))))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.rename(RemotePath.of(in), at(in, "/x"))))
                .isEqualTo("PERMISSION_DENIED");
        FileTree admin = hub.view.target(hub.admin("root"), "web-1");
        assertThat(outcome(admin, "/", (all, in) -> all.removeDirectory(RemotePath.of(in))))
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void whoMayWriteMayNameWhatTheyHaveJustMade() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write");
        opened(tree, RemotePath.of("/web-1/a/in/.part"), OpenOptions.createNew(0600));
        opened(tree, RemotePath.of("/web-1/a/in/.other"), OpenOptions.createNew(0600));
        tree.rename(RemotePath.of("/web-1/a/in/.part"), RemotePath.of("/web-1/a/in/whole"));
        tree.remove(RemotePath.of("/web-1/a/in/.other"));
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.remove(at(in, "/whole"))))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.rename(at(in, "/f"), at(in, "/x"))))
                .isEqualTo("PERMISSION_DENIED");
    }

    /// What somebody else has put under a name is theirs, whoever had made a file of that name.
    @Test
    void whatHasBecomeSomebodyElsesIsNotGivenUp() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write");
        MemoryTree there = (MemoryTree) hub.tree("web-1");
        for (String name : List.of("removed", "renamed", "held")) {
            tree.open(at("/web-1/a/in/", name), OpenOptions.createNew(0600)).close();
        }
        try (OpenFile held = tree.open(RemotePath.of("/web-1/a/in/open"), OpenOptions.createNew(0600))) {
            for (String name : List.of("removed", "renamed", "open")) {
                there.remove(at("/srv/a/in/", name));
                Hub.write(there, "/srv/a/in/" + name, "somebody else's");
            }
            assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.remove(at(in, "/open"))))
                    .isEqualTo("PERMISSION_DENIED");
            assertThat(held.attributes().await().size()).hasValue(0);
        }
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.remove(at(in, "/removed"))))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.rename(at(in, "/renamed"), at(in, "/x"))))
                .isEqualTo("PERMISSION_DENIED");
        opened(tree, RemotePath.of("/web-1/a/in/open"), OpenOptions.WRITE);
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> all.remove(at(in, "/open"))))
                .isEqualTo("PERMISSION_DENIED");
        tree.remove(RemotePath.of("/web-1/a/in/held"));
    }

    /// It stays one's own while one writes it, opens it again, and sets its times.
    @Test
    void whatOneGoesOnWritingStaysOnesOwn() throws Failed {
        FileTree tree = fresh("web-1:/a/in:write");
        RemotePath part = RemotePath.of("/web-1/a/in/.part");
        try (OpenFile file = tree.open(part, OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap(new byte[7])).await();
            tree.rename(part, RemotePath.of("/web-1/a/in/.other"));
            tree.setAttributes(RemotePath.of("/web-1/a/in/.other"), Changes.ofPermissions(0644));
        }
        try (OpenFile file = tree.open(part, OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap(new byte[7])).await();
            file.closing().await();
        }
        try (OpenFile file = tree.open(part, OpenOptions.replace(0600))) {
            file.write(0, ByteBuffer.wrap(new byte[9])).await();
        }
        tree.setAttributes(part, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH.plusSeconds(7)));
        tree.rename(part, RemotePath.of("/web-1/a/in/whole"));
        assertThat(hub.tree("web-1").stat(RemotePath.of("/srv/a/in/whole")).size())
                .hasValue(9);
    }

    @Test
    void aLinkGivesNoOtherRightThanWhereItLeads() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write");
        MemoryTree there = (MemoryTree) hub.tree("web-1");
        Hub.write(there, "/srv/beside/h", "beside");
        there.symlink(RemotePath.of("/srv/a/in/out"), RemotePath.of("../../beside/h"));
        there.symlink(RemotePath.of("/srv/a/in/dangling"), RemotePath.of("../../beside/new"));
        hub.user("ana", "web-1:/a/in:read,write", "web-1:/beside:read");
        assertThat(Hub.read(tree, "/web-1/a/in/out")).isEqualTo("beside");
        assertThat(outcome(tree, "/web-1/a/in", (all, in) -> opened(all, at(in, "/out"), OpenOptions.WRITE)))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(
                        tree, "/web-1/a/in", (all, in) -> opened(all, at(in, "/dangling"), OpenOptions.replace(0600))))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(there.exists(RemotePath.of("/srv/beside/new"))).isFalse();
    }

    /// Whether something hidden is there, may be looked into, or is a file, cannot be found out by links that
    /// lead through it or to it.
    @Test
    void aLinkTellsNothingOfWhatItLeadsThrough() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read,write,delete");
        MemoryTree there = (MemoryTree) hub.tree("web-1");
        there.makeDirectory(RemotePath.of("/srv/beside/shut"), Changes.ofPermissions(0));
        hub.put("web-1", there.as(MemoryTree.Identity.user(1000, 1000)));
        for (String owned : List.of("/srv/a/in", "/srv/a/in/e", "/srv/a/in/f")) {
            there.setAttributes(RemotePath.of(owned), Changes.ofOwner(1000, 1000));
        }
        List<String> ways = List.of("", "/", "/..", "/../../a/in/f", "/x", "/x/../../../a/in/f", "/.");
        for (String way : ways) {
            List<String> answers = new ArrayList<>();
            for (String place : List.of("f", "e", "l", "shut", "missing")) {
                RemotePath link = RemotePath.of("/web-1/a/in/to");
                tree.symlink(link, RemotePath.of("../../beside/" + place + way));
                answers.add(refusals(tree));
                tree.remove(link);
            }
            assertThat(answers).as(way).containsOnly(answers.getFirst());
            assertThat(answers.getFirst()).as(way).matches("(NOT_FOUND )+");
        }
        tree.close();
    }

    private static String refusals(FileTree tree) {
        StringBuilder all = new StringBuilder();
        List<Deed> deeds = List.of(
                (any, to) -> any.stat(RemotePath.of(to)),
                (any, to) -> any.realpath(RemotePath.of(to)),
                (any, to) -> any.entries(RemotePath.of(to)),
                (any, to) -> any.lstat(RemotePath.of(to + "/y")),
                (any, to) -> opened(any, RemotePath.of(to), OpenOptions.WRITE),
                (any, to) -> any.remove(RemotePath.of(to + "/y")),
                (any, to) -> any.makeDirectory(RemotePath.of(to + "/y"), Changes.NONE));
        for (Deed deed : deeds)
            all.append(outcome(tree, "/web-1/a/in/to", deed)).append(' ');
        return all.toString();
    }

    /// From what may be seen a link may lead up, and on the way to a grant as well.
    @Test
    void aLinkMayLeadUpThroughWhatIsShown() throws Failed {
        FileTree tree = fresh("web-1:/a/in:read");
        MemoryTree there = (MemoryTree) hub.tree("web-1");
        there.symlink(RemotePath.of("/srv/a/in/e/up"), RemotePath.of("../../../a/in/e/../f"));
        there.symlink(RemotePath.of("/srv/a/in/e/file"), RemotePath.of("../f/../g"));
        assertThat(Hub.read(tree, "/web-1/a/in/e/up")).isEqualTo("f");
        assertThat(outcome(tree, "/web-1/a/in/e/file", (all, in) -> all.stat(RemotePath.of(in))))
                .isEqualTo("NOT_A_DIRECTORY");
    }
}
