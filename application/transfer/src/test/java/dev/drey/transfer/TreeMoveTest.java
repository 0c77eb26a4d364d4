package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TreeMoveTest {
    @TempDir
    Path state;

    private TreeBed bed;

    @BeforeEach
    void makeTrees() throws Failed {
        bed = new TreeBed(state);
    }

    private static Failure.Code code(MovedTree moved, String path) {
        return moved.failures().stream()
                .filter(item -> item.path().equals(RemotePath.of(path)))
                .map(item -> item.failure().code())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTreeArrivesWhole() throws Failed {
        bed.directory("a", 0755);
        bed.directory("a/b", 0750);
        bed.directory("empty", 0755);
        bed.file("top", "1");
        bed.file("a/x", "22");
        bed.file("a/b/y", "");
        bed.source.symlink(RemotePath.of("/src/a/l"), RemotePath.of("b/y"));
        MovedTree moved = bed.move();
        assertThat(moved.failures()).isEmpty();
        assertThat(TreeBed.all(bed.target, "/dst")).isEqualTo(TreeBed.all(bed.source, "/src"));
        assertThat(moved.files()).isEqualTo(3);
        assertThat(moved.directories()).isEqualTo(3);
        assertThat(moved.links()).isEqualTo(1);
        assertThat(moved.bytes()).isEqualTo(3);
        assertThat(moved.warnings()).isEmpty();
    }

    @Test
    void oddNamesArriveAsTheyAre() throws Failed {
        List<Name> odd = List.of(
                Name.of("a b"),
                Name.of("\"q'"),
                Name.of("new\nline"),
                Name.of("😀"),
                Name.ofBytes(new byte[] {'x', (byte) 0xff, (byte) 0xc3}),
                Name.of("n".repeat(255)),
                Name.of("c:d"),
                Name.of("b\\s"),
                Name.of("-rf"),
                Name.of("..."));
        for (Name name : odd) TreeBed.write(bed.source, RemotePath.of("/src").resolve(name), "x");
        MovedTree moved = bed.move();
        assertThat(moved.failures()).isEmpty();
        for (Name name : odd) {
            assertThat(TreeBed.read(bed.target, RemotePath.of("/dst").resolve(name)))
                    .isEqualTo("x");
        }
        assertThat(moved.files()).isEqualTo(odd.size());
    }

    @Test
    void directoriesGetTheirTimesAfterTheirContents() throws Failed {
        bed.directory("a", 0755);
        bed.directory("a/b", 0755);
        bed.file("a/b/x", "1");
        for (String path : List.of("/src/a/b", "/src/a")) {
            bed.source.setAttributes(RemotePath.of(path), Changes.ofTimes(TreeBed.OLD, TreeBed.OLD));
        }
        bed.move();
        assertThat(bed.target.stat(RemotePath.of("/dst/a")).modified()).contains(TreeBed.OLD);
        assertThat(bed.target.stat(RemotePath.of("/dst/a/b")).modified()).contains(TreeBed.OLD);
    }

    @Test
    void aReadOnlyDirectoryIsFilledAndReadOnlyAfterwardsAlsoTheSecondTime() throws Failed {
        bed.to = bed.target.as(dev.drey.files.MemoryTree.Identity.user(7, 7));
        bed.target.setAttributes(RemotePath.of("/dst"), Changes.ofOwner(7, 7));
        bed.directory("ro", 0755);
        bed.file("ro/x", "1");
        bed.source.setAttributes(RemotePath.of("/src/ro"), Changes.ofPermissions(0555));
        bed.options = bed.options.withKeeping(new Options.Keeping(
                true,
                true,
                false,
                false,
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                false));
        assertThat(bed.move().failures()).isEmpty();
        assertThat(bed.target.stat(RemotePath.of("/dst/ro")).permissions()).hasValue(0555);
        bed.file("ro/y", "2");
        bed.transfer = new Transfer("again", "again");
        assertThat(bed.move().failures()).isEmpty();
        assertThat(bed.at("ro/y")).isEqualTo("2");
        assertThat(bed.target.stat(RemotePath.of("/dst/ro")).permissions()).hasValue(0555);
    }

    @Test
    void withoutExactModesAReadOnlyDirectoryIsStillFilledAndThenReadOnly() throws Failed {
        bed.to = bed.target.as(dev.drey.files.MemoryTree.Identity.user(7, 7));
        bed.target.setAttributes(RemotePath.of("/dst"), Changes.ofOwner(7, 7));
        bed.directory("ro", 0755);
        bed.file("ro/x", "1");
        bed.source.setAttributes(RemotePath.of("/src/ro"), Changes.ofPermissions(0555));
        assertThat(bed.move().failures()).isEmpty();
        assertThat(bed.target.stat(RemotePath.of("/dst/ro")).permissions()).hasValue(0555);
    }

    @Test
    void oneFilesFailureStopsNoOther() throws Failed {
        bed.file("a", "1");
        bed.file("b", "2");
        bed.directory("d", 0755);
        bed.file("d/c", "3");
        bed.carrier = job -> {
            if (job.from().path().equals(RemotePath.of("/src/b"))) {
                throw Failure.of(Failure.Code.PERMISSION_DENIED, "no").thrown();
            }
            return new FileMove(job).run();
        };
        MovedTree moved = bed.move();
        assertThat(moved.isWhole()).isFalse();
        assertThat(moved.failed()).isEqualTo(1);
        assertThat(code(moved, "b")).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(moved.files()).isEqualTo(2);
        assertThat(bed.at("d/c")).isEqualTo("3");
    }

    @Test
    void whatFailsEverythingStopsTheTreeEarly() throws Failed {
        for (int i = 0; i < 2000; i++) bed.file("f" + i, "x");
        AtomicInteger tried = new AtomicInteger();
        bed.carrier = job -> {
            tried.incrementAndGet();
            throw Failure.of(Failure.Code.NO_SPACE, "disk full").thrown();
        };
        MovedTree moved = bed.move();
        assertThat(moved.failed()).isEqualTo(1);
        assertThat(tried.get()).isLessThanOrEqualTo(2 * Walk.TASKS);
        assertThat(moved.warnings()).anyMatch(w -> w.contains("disk full")).anyMatch(w -> w.contains("not tried"));
    }

    @Test
    void aLineThatBreaksForAMomentIsNoFailure() throws Failed {
        bed.directory("a", 0755);
        bed.file("a/x", "1");
        AtomicInteger calls = new AtomicInteger();
        bed.from = new WrappedTree(bed.source) {
            @Override
            void before(String call, RemotePath path) throws Failed {
                if (calls.incrementAndGet() % 2 == 1) {
                    throw Failure.of(Failure.Code.CONNECTION_LOST, "gone").thrown();
                }
            }
        };
        bed.to = new WrappedTree(bed.target) {
            @Override
            void before(String call, RemotePath path) throws Failed {
                if (call.equals("makeDirectory") && calls.incrementAndGet() % 2 == 1) {
                    throw Failure.of(Failure.Code.CONNECTION_LOST, "gone").thrown();
                }
            }
        };
        bed.carrier = job -> TreeBed.moved(job, 1);
        assertThat(bed.move().failures()).isEmpty();
    }

    @Test
    void aListingThatBreaksHalfWayIsReadAgainWithoutDoublets() throws Failed {
        for (int i = 0; i < 3000; i++) bed.file("f" + i, "");
        AtomicInteger portions = new AtomicInteger();
        bed.from = new WrappedTree(bed.source) {
            @Override
            public dev.drey.files.Listing list(RemotePath directory) throws Failed {
                dev.drey.files.Listing listing = inner.list(directory);
                return new dev.drey.files.Listing() {
                    @Override
                    public Optional<List<dev.drey.files.Entry>> next() throws Failed {
                        if (portions.incrementAndGet() == 3) {
                            throw Failure.of(Failure.Code.CONNECTION_LOST, "gone")
                                    .thrown();
                        }
                        return listing.next();
                    }

                    @Override
                    public void close() throws Failed {
                        listing.close();
                    }
                };
            }
        };
        MovedTree moved = bed.move();
        assertThat(moved.failures()).isEmpty();
        assertThat(moved.files()).isEqualTo(3000);
        assertThat(portions.get()).isGreaterThan(3);
    }

    @Test
    void aLinkThatLeadsOutOfTheTreeIsReportedAndLeftOut() throws Failed {
        bed.source.symlink(RemotePath.of("/src/abs"), RemotePath.of("/etc/passwd"));
        bed.source.symlink(RemotePath.of("/src/up"), RemotePath.of("../x"));
        bed.file("ok", "1");
        MovedTree moved = bed.move();
        assertThat(moved.failed()).isEqualTo(2);
        assertThat(code(moved, "abs")).isEqualTo(Failure.Code.INVALID_PATH);
        assertThat(TreeBed.all(bed.target, "/dst")).containsOnlyKeys("ok");
    }

    @Test
    void linksAreSkippedWhenAskedFor() throws Failed {
        bed.source.symlink(RemotePath.of("/src/l"), RemotePath.of("x"));
        bed.parts = new TreeOptions(Links.SKIP, TreeOptions.Selection.ALL, true);
        MovedTree moved = bed.move();
        assertThat(moved.skipped()).isEqualTo(1);
        assertThat(moved.isWhole()).isTrue();
        assertThat(TreeBed.all(bed.target, "/dst")).isEmpty();
    }

    @Test
    void linksAreFollowedWhenAskedForAndLoopsRefused() throws Failed {
        bed.source.makeDirectory(RemotePath.of("/other"), Changes.NONE);
        TreeBed.write(bed.source, RemotePath.of("/other/x"), "9");
        bed.source.symlink(RemotePath.of("/other/back"), RemotePath.of("/src/d"));
        bed.directory("d", 0755);
        bed.source.symlink(RemotePath.of("/src/d/self"), RemotePath.of("."));
        bed.source.symlink(RemotePath.of("/src/d/up"), RemotePath.of(".."));
        bed.source.symlink(RemotePath.of("/src/d/away"), RemotePath.of("/other"));
        bed.source.symlink(RemotePath.of("/src/d/gone"), RemotePath.of("nowhere"));
        bed.parts = new TreeOptions(Links.FOLLOW, TreeOptions.Selection.ALL, true);
        MovedTree moved = bed.move();
        assertThat(bed.at("d/away/x")).isEqualTo("9");
        assertThat(code(moved, "d/self")).isEqualTo(Failure.Code.TOO_MANY_LINKS);
        assertThat(code(moved, "d/up")).isEqualTo(Failure.Code.TOO_MANY_LINKS);
        assertThat(code(moved, "d/away/back")).isEqualTo(Failure.Code.TOO_MANY_LINKS);
        assertThat(code(moved, "d/gone")).isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(moved.failed()).isEqualTo(4);
    }

    @Test
    void specialFilesAreSkippedAndCountedAndOwnSideFilesNeverCarried() throws Failed {
        bed.source.makeSpecial(RemotePath.of("/src/pipe"), 0644);
        bed.file(".x.0123abcd.drey-part", "half");
        bed.file("x", "1");
        MovedTree moved = bed.move();
        assertThat(moved.specials()).isEqualTo(1);
        assertThat(moved.isWhole()).isTrue();
        assertThat(TreeBed.all(bed.target, "/dst")).containsOnlyKeys("x");
    }

    @Test
    void nothingIsWrittenThroughALinkThatStandsWhereADirectoryBelongs() throws Failed {
        bed.target.makeDirectory(RemotePath.of("/outside"), Changes.NONE);
        bed.target.symlink(RemotePath.of("/dst/d"), RemotePath.of("/outside"));
        bed.directory("d", 0755);
        bed.directory("d/e", 0755);
        bed.file("d/x", "1");
        bed.file("d/e/y", "1");
        MovedTree moved = bed.move();
        assertThat(code(moved, "d")).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
        assertThat(moved.failed()).isEqualTo(1);
        assertThat(TreeBed.all(bed.target, "/outside")).isEmpty();
    }

    @Test
    void aRootThatIsALinkIsTheCallersOwnChoice() throws Failed {
        bed.target.removeDirectory(RemotePath.of("/dst"));
        bed.target.makeDirectory(RemotePath.of("/real"), Changes.NONE);
        bed.target.symlink(RemotePath.of("/dst"), RemotePath.of("/real"));
        bed.file("x", "1");
        assertThat(bed.move().failures()).isEmpty();
        assertThat(TreeBed.all(bed.target, "/real")).containsOnlyKeys("x");
    }

    @Test
    void aFileGoesThroughALinkOnlyInsideTheDestination() throws Failed {
        TreeBed.write(bed.target, RemotePath.of("/secret"), "old");
        bed.there("inner", "old");
        bed.target.symlink(RemotePath.of("/dst/out"), RemotePath.of("/secret"));
        bed.target.symlink(RemotePath.of("/dst/in"), RemotePath.of("inner"));
        bed.target.symlink(RemotePath.of("/dst/dangling"), RemotePath.of("/nowhere"));
        for (String name : List.of("out", "in", "dangling")) bed.file(name, "new");
        MovedTree moved = bed.move();
        assertThat(TreeBed.read(bed.target, RemotePath.of("/secret"))).isEqualTo("old");
        assertThat(bed.target.exists(RemotePath.of("/nowhere"))).isFalse();
        assertThat(code(moved, "out")).isEqualTo(Failure.Code.INVALID_PATH);
        assertThat(code(moved, "dangling")).isEqualTo(Failure.Code.INVALID_PATH);
        assertThat(bed.at("inner")).isEqualTo("new");
    }

    @Test
    void aFileWhereADirectoryBelongsIsReportedOnce() throws Failed {
        bed.there("d", "file");
        bed.directory("d", 0755);
        for (int i = 0; i < 10; i++) bed.file("d/" + i, "1");
        MovedTree moved = bed.move();
        assertThat(moved.failed()).isEqualTo(1);
        assertThat(code(moved, "d")).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
    }

    @Test
    void directoriesAreMadeOnlyForWhatIsCarriedWhenEmptyOnesAreNotWanted() throws Failed {
        bed.directory("empty", 0755);
        bed.directory("a", 0755);
        bed.directory("a/b", 0755);
        bed.file("a/b/x.c", "1");
        bed.file("a/b/x.o", "1");
        bed.parts = new TreeOptions(Links.COPY, TreeOptions.Selection.ALL, false);
        bed.move();
        assertThat(TreeBed.all(bed.target, "/dst")).containsOnlyKeys("a/", "a/b/", "a/b/x.c", "a/b/x.o");
    }

    @Test
    void withIncludePatternsOnlyDirectoriesOnTheWayAreMade() throws Failed {
        bed.directory("no", 0755);
        bed.directory("a", 0755);
        bed.directory("a/b", 0755);
        bed.file("a/b/x.c", "1");
        bed.file("a/b/x.o", "1");
        bed.file("no/x.o", "1");
        bed.parts = new TreeOptions(
                Links.COPY,
                new TreeOptions.Selection(
                        List.of("*.c", "*.never"),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty()),
                true);
        MovedTree moved = bed.move();
        assertThat(TreeBed.all(bed.target, "/dst")).containsOnlyKeys("a/", "a/b/", "a/b/x.c");
        assertThat(moved.warnings()).anyMatch(w -> w.contains("*.never"));
    }

    @Test
    void aDryRunChangesNothing() throws Failed {
        bed.directory("a", 0755);
        bed.file("a/x", "1");
        bed.source.symlink(RemotePath.of("/src/a/l"), RemotePath.of("x"));
        bed.options = dryRun(bed.options);
        bed.carrier = job -> {
            Moved moved = TreeBed.moved(job, 1);
            return new Moved(
                    Moved.Outcome.PLANNED,
                    moved.destination(),
                    1,
                    moved.took(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    true,
                    Optional.empty(),
                    List.of());
        };
        MovedTree moved = bed.move();
        assertThat(moved.files()).isEqualTo(1);
        assertThat(moved.directories()).isEqualTo(1);
        assertThat(moved.links()).isEqualTo(1);
        assertThat(TreeBed.all(bed.target, "/dst")).isEmpty();
        assertThat(state.toFile().list()).isEmpty();
    }

    private static Options dryRun(Options o) {
        return new Options(
                o.overwrite(),
                o.placement(),
                o.replaceLinks(),
                o.tempDir(),
                o.resuming(),
                o.verify(),
                o.keeping(),
                o.backup(),
                o.createDirectories(),
                o.syncEach(),
                o.pace(),
                o.priority(),
                true);
    }

    @Test
    void aTreeIsNotCopiedIntoItself() {
        bed.to = bed.source;
        assertThatThrownBy(() -> {
                    bed.source.symlink(RemotePath.of("/dst"), RemotePath.of("/src/inside"));
                    bed.source.makeDirectory(RemotePath.of("/src/inside"), Changes.NONE);
                    bed.move();
                })
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.INVALID_ARGUMENT));
    }

    @Test
    void aMissingSourceAndAFileAsSourceFailTheWhole() throws Failed {
        bed.source.removeDirectory(RemotePath.of("/src"));
        assertThatThrownBy(() -> bed.move())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.NOT_FOUND));
        TreeBed.write(bed.source, RemotePath.of("/src"), "file");
        assertThatThrownBy(() -> bed.move())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.NOT_A_DIRECTORY));
    }

    @Test
    void aMissingDestinationIsMade() throws Failed {
        bed.target.removeDirectory(RemotePath.of("/dst"));
        bed.file("x", "1");
        assertThat(bed.move().failures()).isEmpty();
        assertThat(bed.at("x")).isEqualTo("1");
    }
}
