package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.HardLinks;
import dev.drey.files.MemoryTree;
import dev.drey.files.MemoryTree.Identity;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the new file gets its name, and what of the old one is kept. Small and large files go different ways, so most
/// is tried with both.
@Timeout(30)
class PlacingTest {
    private static final int LARGE = 600_000;

    @TempDir
    Path state;

    private Yard yard;

    @BeforeEach
    void twoTrees() throws Failed {
        yard = new Yard(state);
        Yard.write(yard.there, "/b", Yard.bytes(77), 0600);
    }

    private static Options overwrite(Overwrite rule) {
        return Options.DEFAULTS.withOverwrite(rule);
    }

    private static Options placed(Placement placement) {
        Options usual = Options.DEFAULTS;
        return new Options(
                usual.overwrite(),
                placement,
                usual.replaceLinks(),
                usual.tempDir(),
                usual.resuming(),
                usual.verify(),
                usual.keeping(),
                usual.backup(),
                usual.createDirectories(),
                usual.syncEach(),
                usual.pace(),
                usual.priority(),
                usual.dryRun());
    }

    private static Options backedUp(int keep) {
        Options usual = Options.DEFAULTS;
        return new Options(
                usual.overwrite(),
                usual.placement(),
                usual.replaceLinks(),
                usual.tempDir(),
                usual.resuming(),
                usual.verify(),
                usual.keeping(),
                Optional.of(new Options.Backup(Optional.empty(), keep)),
                usual.createDirectories(),
                usual.syncEach(),
                usual.pace(),
                usual.priority(),
                usual.dryRun());
    }

    private void assertMoved(int size, String path) throws Failed {
        assertThat(Yard.read(yard.there, path)).isEqualTo(Yard.bytes(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void theOldFilesModeIsKept(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size), 0755);
        yard.put("/a", "/b", Options.DEFAULTS);
        assertMoved(size, "/b");
        assertThat(Yard.stat(yard.there, "/b").permissions()).hasValue(0600);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aNewFileGetsTheSourcesModeUnderTheFarUmaskAndItsTimes(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size), 0755);
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofPermissions(0777));
        Instant then = Instant.parse("2020-02-02T02:02:02Z");
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofTimes(then, then));
        yard.put("/a", "/new", Options.DEFAULTS);
        assertThat(Yard.stat(yard.there, "/new").permissions()).hasValue(0755);
        assertThat(Yard.stat(yard.there, "/new").modified()).contains(then);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void permissionsThatAreKeptAreTheSourcesExactly(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofPermissions(0666));
        Options.Keeping keeping = new Options.Keeping(
                true, true, false, false, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), false);
        yard.put("/a", "/b", Options.DEFAULTS.withKeeping(keeping));
        assertThat(Yard.stat(yard.there, "/b").permissions()).hasValue(0666);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aLinkIsFollowedToItsTarget(int size) throws Failed {
        yard.there.symlink(RemotePath.of("/link"), RemotePath.of("b"));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/link", Options.DEFAULTS);
        assertMoved(size, "/b");
        assertThat(moved.destination()).isEqualTo(RemotePath.of("/b"));
        assertThat(yard.there.lstat(RemotePath.of("/link")).isLink()).isTrue();
    }

    @Test
    void aLinkItselfIsReplacedWhenThatWasAsked() throws Failed {
        yard.there.symlink(RemotePath.of("/link"), RemotePath.of("b"));
        Yard.write(yard.here, "/a", Yard.bytes(10));
        Options usual = Options.DEFAULTS;
        Options links = new Options(
                usual.overwrite(),
                usual.placement(),
                true,
                usual.tempDir(),
                usual.resuming(),
                usual.verify(),
                usual.keeping(),
                usual.backup(),
                usual.createDirectories(),
                usual.syncEach(),
                usual.pace(),
                usual.priority(),
                usual.dryRun());
        yard.put("/a", "/link", links);
        assertThat(yard.there.lstat(RemotePath.of("/link")).isFile()).isTrue();
        assertMoved(77, "/b");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aFileWithSeveralNamesIsWrittenInPlaceWithAWarning(int size) throws Failed {
        yard.there.power(HardLinks.class).orElseThrow().hardLink(RemotePath.of("/b"), RemotePath.of("/second"));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/b", Options.DEFAULTS);
        assertMoved(size, "/second");
        assertThat(moved.atomic()).isFalse();
        assertThat(moved.warnings()).anyMatch(words -> words.contains("several names"));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aForeignOwnerIsKeptByWritingInPlace(int size) throws Failed {
        MemoryTree root = new MemoryTree();
        Yard.write(root, "/b", Yard.bytes(77), 0666);
        root.setAttributes(RemotePath.of("/b"), Changes.ofPermissions(0666));
        root.setAttributes(RemotePath.of("/b"), Changes.ofOwner(7, 7));
        root.setAttributes(RemotePath.of("/"), Changes.ofPermissions(0777));
        yard = new Yard(state, new MemoryTree(), root.as(Identity.user(8, 8)));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/b", Options.DEFAULTS);
        assertMoved(size, "/b");
        assertThat(Yard.stat(root, "/b").uid()).hasValue(7);
        assertThat(moved.atomic()).isFalse();
        assertThat(moved.warnings()).isNotEmpty();
        assertThat(Yard.names(root, "/")).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aForeignOwnerIsLostWithAWarningWhenARenameIsForced(int size) throws Failed {
        MemoryTree root = new MemoryTree();
        Yard.write(root, "/b", Yard.bytes(77), 0666);
        root.setAttributes(RemotePath.of("/b"), Changes.ofOwner(7, 7));
        root.setAttributes(RemotePath.of("/"), Changes.ofPermissions(0777));
        yard = new Yard(state, new MemoryTree(), root.as(Identity.user(8, 8)));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/b", placed(Placement.RENAME));
        assertMoved(size, "/b");
        assertThat(Yard.stat(root, "/b").uid()).hasValue(8);
        assertThat(moved.attributesWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aClosedDirectoryIsWrittenInPlace(int size) throws Failed {
        MemoryTree root = new MemoryTree();
        root.makeDirectory(RemotePath.of("/d"), Changes.NONE);
        Yard.write(root, "/d/b", Yard.bytes(LARGE + 5), 0666);
        root.setAttributes(RemotePath.of("/d/b"), Changes.ofOwner(8, 8));
        yard = new Yard(state, new MemoryTree(), root.as(Identity.user(8, 8)));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.put("/a", "/d/b", Options.DEFAULTS);
        assertMoved(size, "/d/b");
        assertThat(moved.warnings()).anyMatch(words -> words.contains("no new file may be made"));
        assertThatThrownBy(() -> yard.put("/a", "/d/b", placed(Placement.RENAME)))
                .hasMessageContaining("Permission denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void failAndSkipAreDecidedAlsoByTheRename(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Failed failed = catchThrowableOfType(Failed.class, () -> yard.put("/a", "/b", overwrite(Overwrite.FAIL)));
        assertThat(failed.code()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(yard.put("/a", "/b", overwrite(Overwrite.SKIP)).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertMoved(77, "/b");
        Rigged late = new Rigged(yard.there, 1)
                .refusing(Code.ALREADY_EXISTS, one -> one.what().equals("rename"));
        Failed race = catchThrowableOfType(
                Failed.class,
                () -> yard.move(Yard.local(yard.here, "/a"), Yard.remote(late, "/new"), overwrite(Overwrite.FAIL)));
        assertThat(race.code()).isEqualTo(Code.ALREADY_EXISTS);
        Moved skipped = yard.move(Yard.local(yard.here, "/a"), Yard.remote(late, "/new2"), overwrite(Overwrite.SKIP));
        assertThat(skipped.outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertThat(Yard.names(yard.there, "/")).doesNotContain("new2");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void renameKeepsBoth(int size) throws Failed {
        Yard.write(yard.there, "/c.tar.gz", Yard.bytes(5));
        Yard.write(yard.here, "/a", Yard.bytes(size));
        assertThat(yard.put("/a", "/c.tar.gz", overwrite(Overwrite.RENAME)).destination())
                .isEqualTo(RemotePath.of("/c.tar (1).gz"));
        yard.put("/a", "/c.tar.gz", overwrite(Overwrite.RENAME));
        assertThat(Yard.names(yard.there, "/")).containsExactly("b", "c.tar (1).gz", "c.tar (2).gz", "c.tar.gz");
    }

    @Test
    void newerAndDifferentCompareAtTheCoarserGrain() throws Failed {
        Instant then = Instant.parse("2020-02-02T02:02:02.900Z");
        Yard.write(yard.here, "/a", Yard.bytes(77));
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofTimes(then, then));
        Instant second = Instant.parse("2020-02-02T02:02:02Z");
        yard.there.setAttributes(RemotePath.of("/b"), Changes.ofTimes(second, second));
        assertThat(yard.put("/a", "/b", overwrite(Overwrite.NEWER)).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertThat(yard.put("/a", "/b", overwrite(Overwrite.DIFFERENT)).outcome())
                .isEqualTo(Moved.Outcome.SKIPPED);
        Instant later = then.plusSeconds(1);
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofTimes(later, later));
        assertThat(yard.put("/a", "/b", overwrite(Overwrite.NEWER)).outcome()).isEqualTo(Moved.Outcome.MOVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void withoutReplacingRenamesThreeStepsAreTaken(int size) throws Failed {
        Rigged plain = new Rigged(yard.there, 1).without(Replace.class);
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved moved = yard.move(Yard.local(yard.here, "/a"), Yard.remote(plain, "/b"), Options.DEFAULTS);
        assertMoved(size, "/b");
        assertThat(moved.atomic()).isFalse();
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
        assertThat(Yard.stat(yard.there, "/b").permissions()).hasValue(0600);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void aReplacementInThreeStepsThatBrokeIsUndoneByTheNextRun(int size) throws Failed {
        Rigged plain = new Rigged(yard.there, 1).without(Replace.class);
        plain.refusing(
                Code.CONNECTION_LOST,
                one -> one.what().equals("rename") && plain.asked("rename").size() >= 3);
        Yard.write(yard.here, "/a", Yard.bytes(size));
        End from = Yard.local(yard.here, "/a");
        assertThatThrownBy(() -> yard.move(from, Yard.remote(plain, "/b"), quick(1)))
                .isInstanceOf(Failed.class);
        assertThat(Yard.names(yard.there, "/")).doesNotContain("b");
        plain.refusing(Code.INTERNAL, one -> false);
        yard.move(from, Yard.remote(plain, "/b"), overwrite(Overwrite.SKIP));
        assertMoved(77, "/b");
        yard.move(from, Yard.remote(plain, "/b"), Options.DEFAULTS);
        assertMoved(size, "/b");
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
    }

    static Options quick(int attempts) {
        Pace usual = Pace.DEFAULTS;
        Pace.Retry retry = new Pace.Retry(
                attempts,
                java.time.Duration.ofMillis(1),
                java.time.Duration.ofMillis(2),
                2,
                java.time.Duration.ofSeconds(5));
        return Options.DEFAULTS.withPace(new Pace(
                usual.bandwidth(), usual.concurrency(), usual.chunkSize(), usual.windowSize(), usual.limit(), retry));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void backupsKeepTheNewest(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Moved first = yard.put("/a", "/b", backedUp(2));
        assertThat(Yard.read(yard.there, first.backup().orElseThrow().text())).isEqualTo(Yard.bytes(77));
        for (int i = 0; i < 3; i++) yard.put("/a", "/b", backedUp(2));
        assertThat(Yard.names(yard.there, "/")).hasSize(3).allMatch(name -> name.equals("b") || name.endsWith(".bak"));
    }

    @Test
    void tooLittleRoomForASecondCopyIsWrittenInPlaceAndNoRoomAtAllFailsBeforeTheFirstByte() throws Failed {
        MemoryTree small = new MemoryTree(Identity.ROOT, 1_500_000);
        Yard.write(small, "/b", Yard.bytes(1_000_000));
        yard = new Yard(state, new MemoryTree(), small);
        Yard.write(yard.here, "/a", Yard.bytes(1_100_000));
        Moved moved = yard.put("/a", "/b", Options.DEFAULTS);
        assertMoved(1_100_000, "/b");
        assertThat(moved.warnings()).anyMatch(words -> words.contains("too little room"));
        Yard.write(yard.here, "/c", Yard.bytes(2_000_000));
        Failed failed = catchThrowableOfType(Failed.class, () -> yard.put("/c", "/c", Options.DEFAULTS));
        assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
        assertThat(failed.failure().message())
                .isEqualTo("put /c: No space left on device (388.8 KiB are free, 1.9 MiB are needed)");
        assertThat(Yard.names(small, "/")).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void attributesThatAreRefusedAreAWarningUnlessStrict(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        Rigged stiff = new Rigged(yard.there, 1)
                .refusing(Code.PERMISSION_DENIED, one -> one.what().startsWith("set"));
        Moved moved = yard.move(Yard.local(yard.here, "/a"), Yard.remote(stiff, "/new"), Options.DEFAULTS);
        assertMoved(size, "/new");
        assertThat(moved.attributesWhole()).isFalse();
        Options.Keeping strict = new Options.Keeping(
                true, false, false, false, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), true);
        Options options = Options.DEFAULTS.withKeeping(strict);
        assertThatThrownBy(() -> yard.move(Yard.local(yard.here, "/a"), Yard.remote(stiff, "/new2"), options))
                .isInstanceOf(Failed.class);
        assertThat(Yard.names(yard.there, "/")).doesNotContain("new2");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void whatIsNoFileIsRefused(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        yard.here.makeSpecial(RemotePath.of("/fifo"), 0644);
        yard.there.makeSpecial(RemotePath.of("/fifo"), 0644);
        yard.there.makeDirectory(RemotePath.of("/d"), Changes.NONE);
        assertCode(Code.IS_A_DIRECTORY, "/a", "/d");
        assertCode(Code.IS_A_DIRECTORY, "/", "/new");
        assertCode(Code.UNSUPPORTED, "/a", "/fifo");
        assertCode(Code.UNSUPPORTED, "/fifo", "/new");
        assertCode(Code.NOT_FOUND, "/missing", "/new");
        assertCode(Code.NOT_FOUND, "/a", "/no/such/place");
        yard.put("/a", "/no/such/place", Options.DEFAULTS.withCreateDirectories(true));
        assertMoved(size, "/no/such/place");
    }

    private void assertCode(Code code, String from, String to) {
        Failed failed = catchThrowableOfType(Failed.class, () -> yard.put(from, to, Options.DEFAULTS));
        assertThat(failed.code()).as(failed.failure().message()).isEqualTo(code);
    }

    @Test
    void aDryRunChangesNothing() throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(LARGE));
        Options usual = Options.DEFAULTS;
        Options dry = new Options(
                usual.overwrite(),
                usual.placement(),
                usual.replaceLinks(),
                usual.tempDir(),
                usual.resuming(),
                usual.verify(),
                usual.keeping(),
                usual.backup(),
                usual.createDirectories(),
                usual.syncEach(),
                usual.pace(),
                usual.priority(),
                true);
        assertThat(yard.put("/a", "/new", dry).outcome()).isEqualTo(Moved.Outcome.PLANNED);
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
    }

    @Test
    void aLongNameGetsASideFileThatFits() throws Failed {
        String name = "ü".repeat(127);
        Yard.write(yard.here, "/a", Yard.bytes(LARGE));
        yard.put("/a", "/" + name, Options.DEFAULTS);
        assertMoved(LARGE, "/" + name);
        assertThat(SideName.part(dev.drey.files.Name.of(name), new JobId("0123456789abcdef"))
                        .length())
                .isBetween(253, 255);
    }

    @Test
    void aPartialFileUnderTheFinalNameIsTakenUpOnlyWhenAskedAndProved() throws Failed {
        byte[] whole = Yard.bytes(LARGE);
        Yard.write(yard.here, "/a", whole);
        Yard.write(yard.there, "/p", java.util.Arrays.copyOf(whole, 400_000));
        Moved moved = yard.put("/a", "/p", overwrite(Overwrite.RESUME));
        assertThat(moved.resumedFrom()).isEqualTo(400_000);
        assertThat(moved.provedBy()).contains(Proof.REMOTE_HASH);
        assertMoved(LARGE, "/p");
        byte[] wrong = java.util.Arrays.copyOf(whole, 400_000);
        wrong[7]++;
        Yard.write(yard.there, "/q", wrong);
        Options hinted = overwrite(Overwrite.RESUME)
                .withResuming(new Options.Resuming(true, true, true, OptionalLong.of(400_000)));
        Moved again = yard.put("/a", "/q", hinted);
        assertThat(again.resumedFrom()).isZero();
        assertMoved(LARGE, "/q");
        assertThat(yard.put("/a", "/q", hinted).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
    }
}
