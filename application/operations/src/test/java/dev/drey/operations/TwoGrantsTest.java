package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Acts with two paths by somebody with two grants: what the rights here and the rights there let them do
/// together, also by links from one to the other.
class TwoGrantsTest {
    private static final List<String> RIGHTS = List.of("R", "W", "D", "RW", "WD", "RD", "RWD");
    private static final Map<Character, String> WORDS = Map.of('R', "read", 'W', "write", 'D', "delete");

    private final Hub hub = new Hub();

    @AfterEach
    void close() {
        hub.close();
    }

    /// One act with its two paths.
    private interface Deed {
        void at(FileTree tree, RemotePath from, RemotePath to) throws Failed;
    }

    /// What it takes: each right of the old name's folder, each of the new name's.
    private record Act(String name, String from, String to, RemotePath fresh, Deed deed) {}

    private static final List<Act> ACTS = List.of(
            new Act("rename", "D", "W", RemotePath.of("new"), FileTree::rename),
            new Act("replace what is not there", "D", "W", RemotePath.of("new"), TwoGrantsTest::replace),
            new Act("replace", "D", "WD", RemotePath.of("g"), TwoGrantsTest::replace),
            new Act(
                    "hard link",
                    "RW",
                    "W",
                    RemotePath.of("new"),
                    (tree, from, to) ->
                            tree.power(HardLinks.class).orElseThrow().hardLink(from, to)));

    private static void replace(FileTree tree, RemotePath from, RemotePath to) throws Failed {
        tree.power(Replace.class).orElseThrow().replace(from, to);
    }

    /// How the two paths are said, and from which folder their words are.
    private record Way(String name, String from, String to, boolean fromThere, boolean toHere) {}

    private static final List<Way> WAYS = List.of(
            new Way("directly", "/here/f", "/there/", false, false),
            new Way("to a link", "/here/f", "/here/link/", false, true),
            new Way("from a link", "/there/link/f", "/there/", true, false));

    private static boolean has(String rights, String needed) {
        return needed.chars().allMatch(letter -> rights.indexOf(letter) >= 0);
    }

    private static boolean isExpected(Act act, Way way, String here, String there) {
        boolean byWords = has(way.fromThere() ? there : here, act.from()) && has(way.toHere() ? here : there, act.to());
        boolean gains = "RW".chars().anyMatch(right -> there.indexOf(right) >= 0 && here.indexOf(right) < 0);
        return byWords && has(here, act.from()) && has(there, act.to()) && !gains;
    }

    private static String grant(String folder, String rights) {
        return "web-1:/" + folder + ":"
                + String.join(
                        ",",
                        rights.chars()
                                .mapToObj(right -> WORDS.get((char) right))
                                .toList());
    }

    private static MemoryTree folders(Hub hub) throws Failed {
        MemoryTree tree = hub.server("web-1");
        for (String folder : List.of("here", "there", "there/sub", "hidden"))
            tree.makeDirectory(RemotePath.of("/srv/" + folder), Changes.NONE);
        tree.symlink(RemotePath.of("/srv/here/link"), RemotePath.of("../there"));
        tree.symlink(RemotePath.of("/srv/there/link"), RemotePath.of("../here"));
        Hub.write(tree, "/srv/here/f", "f");
        Hub.write(tree, "/srv/there/g", "g");
        return tree;
    }

    private static String outcome(Deed deed, FileTree tree, String from, String to) {
        try {
            deed.at(tree, RemotePath.of(from), RemotePath.of(to));
            return "done";
        } catch (Failed failed) {
            return failed.code().name();
        }
    }

    @Test
    void bothSidesDecideByWordsAndByWhereTheyLead() throws Failed {
        List<String> wrong = new ArrayList<>();
        for (String here : RIGHTS) {
            for (String there : RIGHTS) {
                for (Act act : ACTS) {
                    for (Way way : WAYS) wrong.addAll(wrong(act, way, here, there));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> wrong(Act act, Way way, String here, String there) throws Failed {
        try (Hub hub = new Hub()) {
            MemoryTree web = folders(hub);
            FileTree tree = hub.view.target(hub.user("ana", grant("here", here), grant("there", there)), "web-1");
            String outcome =
                    outcome(act.deed(), tree, way.from(), way.to() + act.fresh().text());
            String expected = isExpected(act, way, here, there) ? "done" : "PERMISSION_DENIED";
            boolean isUntouched = web.exists(RemotePath.of("/srv/here/f"))
                    && Hub.read(web, "/srv/there/g").equals("g")
                    && !web.exists(RemotePath.of("/srv/there/new"));
            if (outcome.equals(expected) && isUntouched != outcome.equals("done")) return List.of();
            return List.of(act.name() + " " + way.name() + " with " + here + " and " + there + ": " + outcome);
        }
    }

    /// Somebody who may put files somewhere, and not read them, does not read them elsewhere.
    @Test
    void whatIsOnesOwnGivesNoRightElsewhere() throws Failed {
        folders(hub);
        FileTree tree = hub.view.target(hub.user("ana", grant("here", "W"), grant("there", "RW")), "web-1");
        tree.open(RemotePath.of("/here/part"), OpenOptions.createNew(0600)).close();
        assertThat(outcome(FileTree::rename, tree, "/here/part", "/there/part")).isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(FileTree::rename, tree, "/here/part", "/here/whole")).isEqualTo("done");
    }

    /// What lies in a directory gets the rights of the place that it then has.
    @Test
    void aDirectoryIsNotPutAroundAGrant() throws Failed {
        MemoryTree web = folders(hub);
        web.makeDirectory(RemotePath.of("/srv/here/d"), Changes.NONE);
        web.makeDirectory(RemotePath.of("/srv/here/d/sub"), Changes.NONE);
        FileTree tree = hub.view.target(
                hub.user("ana", grant("here", "WD"), grant("there", "W"), grant("there/new/sub", "R")), "web-1");
        assertThat(outcome(FileTree::rename, tree, "/here/d", "/there/new")).isEqualTo("PERMISSION_DENIED");
        assertThat(outcome(FileTree::rename, tree, "/here/d", "/there/other")).isEqualTo("done");
    }

    @Test
    void whereAGrantBeginsNothingGoesAndNoLinkComesAlsoByALink() throws Failed {
        MemoryTree web = folders(hub);
        FileTree tree = hub.view.target(
                hub.user("ana", grant("here", "RWD"), grant("there/sub", "RWD"), grant("there/free", "RWD")), "web-1");
        Map<String, Deed> deeds = Map.of(
                "rename", (all, sub, free) -> all.rename(sub, RemotePath.of("/here/stolen")),
                "rmdir", (all, sub, free) -> all.removeDirectory(sub),
                "remove", (all, sub, free) -> all.remove(free),
                "symlink", (all, sub, free) -> all.symlink(free, RemotePath.of("../hidden")),
                "rename to", (all, sub, free) -> all.rename(RemotePath.of("/here/f"), free),
                "replace", (all, sub, free) -> replace(all, RemotePath.of("/here/f"), free),
                "hard link",
                        (all, sub, free) ->
                                all.power(HardLinks.class).orElseThrow().hardLink(RemotePath.of("/here/f"), free));
        for (var deed : deeds.entrySet()) {
            for (String way : List.of("/there/", "/here/link/")) {
                assertThat(outcome(deed.getValue(), tree, way + "sub", way + "free"))
                        .as(deed.getKey() + " " + way)
                        .isEqualTo("PERMISSION_DENIED");
            }
        }
        assertThat(Hub.names(web, "/srv/there")).containsExactly("g", "link", "sub");
        assertThat(outcome((all, sub, free) -> all.makeDirectory(free, Changes.NONE), tree, "/", "/here/link/free"))
                .isEqualTo("done");
    }
}
