package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Removing, changing, summing, measuring and finding whole trees.
@Timeout(20)
class ErrandTest {
    private final MemoryTree tree = new MemoryTree();
    private FileTree seen = tree;

    @BeforeEach
    void makeTree() throws Failed {
        for (String directory : List.of("/t", "/t/a", "/t/a/b", "/t/empty", "/outside")) {
            tree.makeDirectory(RemotePath.of(directory), Changes.ofPermissions(0755));
        }
        write("/t/one", "1");
        write("/t/a/two", "two");
        write("/t/a/b/three", "a needle in hay");
        write("/outside/kept", "kept");
        tree.symlink(RemotePath.of("/t/a/link"), RemotePath.of("/outside"));
    }

    private void write(String path, String content) throws Failed {
        TreeBed.write(tree, RemotePath.of(path), content);
    }

    private Errand errand(String path) {
        Transfer reins = new Transfer("t", "t");
        return new Errand(reins, new End(seen, RemotePath.of(path), "mem", false), Observer.NOBODY, TreeBed.QUICK);
    }

    private int mode(String path) throws Failed {
        return tree.lstat(RemotePath.of(path)).permissions().orElseThrow();
    }

    @Test
    void aTreeIsRemovedAndNothingBehindItsLinks() throws Failed {
        Worked worked = new Removal(errand("/t")).run();
        assertThat(worked.isWhole()).isTrue();
        assertThat(worked.files()).isEqualTo(4);
        assertThat(worked.directories()).isEqualTo(4);
        assertThat(tree.exists(RemotePath.of("/t"))).isFalse();
        assertThat(TreeBed.all(tree, "/outside")).containsOnlyKeys("kept");
    }

    @Test
    void aLinkThatIsNamedIsRemovedItself() throws Failed {
        new Removal(errand("/t/a/link")).run();
        assertThat(TreeBed.all(tree, "/outside")).containsOnlyKeys("kept");
        assertThatThrownBy(() -> tree.lstat(RemotePath.of("/t/a/link"))).isInstanceOf(Failed.class);
    }

    @Test
    void whatCannotBeRemovedIsListedOnceAndTheRestGoes() throws Failed {
        seen = new WrappedTree(tree) {
            @Override
            void before(String call, RemotePath path) throws Failed {
                if (call.equals("remove") && path.equals(RemotePath.of("/t/a/b/three"))) {
                    throw Failure.of(Failure.Code.PERMISSION_DENIED, "no").thrown();
                }
            }
        };
        Worked worked = new Removal(errand("/t")).run();
        assertThat(worked.failed()).isEqualTo(1);
        assertThat(worked.failures().getFirst().path()).isEqualTo(RemotePath.of("a/b/three"));
        assertThat(TreeBed.all(tree, "/t")).containsOnlyKeys("a/", "a/b/", "a/b/three");
    }

    @Test
    void removingWhatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> new Removal(errand("/gone")).run())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.NOT_FOUND));
    }

    @Test
    void aNameThatAppearsWhileATreeIsRemovedGoesToo() throws Failed {
        seen = new WrappedTree(tree) {
            @Override
            void before(String call, RemotePath path) throws Failed {
                if (call.equals("removeDirectory") && path.equals(RemotePath.of("/t/empty")) && !made) {
                    made = true;
                    write("/t/empty/late", "x");
                }
            }

            private boolean made;
        };
        assertThat(new Removal(errand("/t")).run().isWhole()).isTrue();
        assertThat(tree.exists(RemotePath.of("/t"))).isFalse();
    }

    @Test
    void modesChangeEverywhereButThroughLinks() throws Failed {
        TreeChanges.Wanted wanted = new TreeChanges.Wanted(
                Optional.of(ModeChange.parse("go-rwx,u+X")), OptionalInt.empty(), OptionalInt.empty());
        Worked worked = new TreeChanges(errand("/t"), wanted).run();
        assertThat(worked.isWhole()).isTrue();
        assertThat(worked.directories()).isEqualTo(4);
        assertThat(List.of(mode("/t"), mode("/t/a/b"))).containsOnly(0700);
        assertThat(mode("/t/a/two")).isEqualTo(0600);
        assertThat(mode("/outside")).isEqualTo(0755);
    }

    @ParameterizedTest
    @CsvSource({"a-x, 644", "u=, 055", "0, 0"})
    void takingRightsAwayDoesNotLockUsOutHalfWay(String change, String directoryMode) throws Failed {
        own(RemotePath.of("/t"));
        seen = tree.as(MemoryTree.Identity.user(7, 7));
        TreeChanges.Wanted wanted =
                new TreeChanges.Wanted(Optional.of(ModeChange.parse(change)), OptionalInt.empty(), OptionalInt.empty());
        assertThat(new TreeChanges(errand("/t"), wanted).run().failures()).isEmpty();
        assertThat(mode("/t/a/b")).isEqualTo(Integer.parseInt(directoryMode, 8));
    }

    @Test
    void givingRightsBackReachesWhatWasLocked() throws Failed {
        own(RemotePath.of("/t"));
        tree.setAttributes(RemotePath.of("/t/a/b"), Changes.ofPermissions(0));
        tree.setAttributes(RemotePath.of("/t/a"), Changes.ofPermissions(0));
        seen = tree.as(MemoryTree.Identity.user(7, 7));
        TreeChanges.Wanted wanted = new TreeChanges.Wanted(
                Optional.of(ModeChange.parse("u+rwX")), OptionalInt.empty(), OptionalInt.empty());
        assertThat(new TreeChanges(errand("/t"), wanted).run().failures()).isEmpty();
        assertThat(mode("/t/a/b")).isEqualTo(0700);
    }

    private void own(RemotePath path) throws Failed {
        tree.setAttributes(path, Changes.ofOwner(7, 7));
        for (Entry entry : tree.entries(path)) {
            RemotePath below = path.resolve(entry.name());
            if (entry.attributes().isDirectory()) own(below);
            else if (entry.attributes().isFile()) tree.setAttributes(below, Changes.ofOwner(7, 7));
        }
    }

    @Test
    void ownersChangeOneNumberAtATimeAndSetuidSurvives() throws Failed {
        tree.setAttributes(RemotePath.of("/t/one"), Changes.ofOwner(5, 6));
        TreeChanges.Wanted wanted = new TreeChanges.Wanted(Optional.empty(), OptionalInt.empty(), OptionalInt.of(9));
        assertThat(new TreeChanges(errand("/t"), wanted).run().isWhole()).isTrue();
        assertThat(tree.stat(RemotePath.of("/t/one")).uid()).hasValue(5);
        assertThat(tree.stat(RemotePath.of("/t/one")).gid()).hasValue(9);
        assertThat(tree.stat(RemotePath.of("/t/a/b")).gid()).hasValue(9);
        assertThat(tree.lstat(RemotePath.of("/t/a/link")).gid()).hasValue(9);
        assertThat(tree.stat(RemotePath.of("/outside")).gid()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "md5, c4ca4238a0b923820dcc509a6f75849b",
        "sha1, 356a192b7913b04c54574d18c28d46e6395428ab",
        "sha256, 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    })
    void sumsComeByPathInOrder(String algorithm, String one) throws Failed {
        TreeSum.Summed summed = new TreeSum(errand("/t"), algorithm).run();
        assertThat(summed.sums().keySet())
                .containsExactly(RemotePath.of("a/b/three"), RemotePath.of("a/two"), RemotePath.of("one"));
        assertThat(summed.sums()).containsEntry(RemotePath.of("one"), one);
        assertThat(new TreeSum(errand("/t/one"), algorithm).run().sums().values())
                .containsExactly(one);
    }

    @Test
    void sumsAreReadWhereTheFarSideCannotHash() throws Failed {
        seen = new WrappedTree(tree) {
            @Override
            public <P extends dev.drey.files.Power> Optional<P> power(Class<P> type) {
                return Optional.empty();
            }
        };
        TreeSum.Summed summed = new TreeSum(errand("/t"), "sha256").run();
        assertThat(summed.method()).isEqualTo("read");
        assertThat(summed.sums()).hasSize(3);
        assertThatThrownBy(() -> new TreeSum(errand("/t"), "crc32")).isInstanceOf(Failed.class);
    }

    @Test
    void usageIsAddedUpByDirectory() throws Failed {
        Usage.Used used = new Usage(errand("/t"), 1).run();
        assertThat(used.uses())
                .containsExactly(
                        new Usage.Use(RemotePath.of(""), 19, 4, 3),
                        new Usage.Use(RemotePath.of("a"), 18, 3, 1),
                        new Usage.Use(RemotePath.of("empty"), 0, 0, 0));
    }

    @Test
    void findingByNameTypeSizeAndText() throws Failed {
        assertThat(find(named("*e*"))).containsExactlyInAnyOrder("one", "a/b/three", "empty");
        assertThat(find(named("a/**"))).containsExactlyInAnyOrder("a/two", "a/b", "a/b/three", "a/link");
        assertThat(find(new Find.Wanted(
                        Optional.empty(),
                        OptionalLong.of(2),
                        OptionalLong.of(5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly("a/two");
        assertThat(find(new Find.Wanted(
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(FileType.LINK),
                        Optional.empty())))
                .containsExactly("a/link");
        assertThat(find(new Find.Wanted(
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("needle"))))
                .containsExactly("a/b/three");
    }

    @Test
    void findingByAge() throws Failed {
        tree.setAttributes(RemotePath.of("/t/one"), Changes.ofTimes(TreeBed.OLD, TreeBed.OLD));
        assertThat(find(new Find.Wanted(
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofDays(1)),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactly("one");
        assertThat(find(new Find.Wanted(
                        Optional.of("t*"),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofDays(1)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .containsExactlyInAnyOrder("a/two", "a/b/three");
    }

    private static Find.Wanted named(String pattern) {
        return new Find.Wanted(
                Optional.of(pattern),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<String> find(Find.Wanted wanted) throws Failed {
        List<String> found = new ArrayList<>();
        new Find(errand("/t"), wanted, match -> found.add(match.path().text())).run();
        return found;
    }

    @Test
    void textIsFoundAcrossTheBordersOfPortions() {
        Search search = new Search(new byte[] {1, 1, 2});
        assertThat(search.reached(java.nio.ByteBuffer.wrap(new byte[] {0, 1}))).isFalse();
        assertThat(search.reached(java.nio.ByteBuffer.wrap(new byte[] {1}))).isFalse();
        assertThat(search.reached(java.nio.ByteBuffer.wrap(new byte[] {1}))).isFalse();
        assertThat(search.reached(java.nio.ByteBuffer.wrap(new byte[] {2, 9}))).isTrue();
    }

    @Test
    void aCancelEndsAnErrand() {
        Errand errand = errand("/t");
        errand.transfer().cancel();
        assertThatThrownBy(() -> new Removal(errand).run())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.CANCELLED));
        assertThatThrownBy(() -> tree.stat(RemotePath.of("/t/gone"))).isInstanceOf(Failed.class);
    }
}
