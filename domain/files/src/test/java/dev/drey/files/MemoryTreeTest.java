package dev.drey.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryTree.Identity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemoryTreeTest {
    private final MemoryTree tree = new MemoryTree();

    static void refused(Code code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    }

    static RemotePath path(String text) {
        return RemotePath.of(text);
    }

    static void write(FileTree tree, String path, String text) throws Failed {
        try (OpenFile file = tree.open(path(path), OpenOptions.replace(0644))) {
            if (!text.isEmpty())
                file.write(0, ByteBuffer.wrap(text.getBytes(UTF_8))).await();
        }
    }

    static String read(FileTree tree, String path) throws Failed {
        try (OpenFile file = tree.open(path(path), OpenOptions.READ)) {
            return read(file);
        }
    }

    private static String read(OpenFile file) throws Failed {
        StringBuilder text = new StringBuilder();
        while (true) {
            ByteBuffer some = file.read(text.length(), file.largestRead()).await();
            if (!some.hasRemaining()) return text.toString();
            text.append(UTF_8.decode(some));
        }
    }

    private void directory(String path) throws Failed {
        tree.makeDirectory(path(path), Changes.NONE);
    }

    private <P extends Power> P power(Class<P> type) {
        return tree.power(type).orElseThrow();
    }

    @Test
    void aNewTreeHasAnEmptyRoot() throws Failed {
        assertThat(tree.realpath(RemotePath.HERE)).isEqualTo(RemotePath.ROOT);
        assertThat(tree.entries(RemotePath.ROOT)).isEmpty();
        assertThat(tree.stat(path("/..")).isDirectory()).isTrue();
    }

    @Test
    void relativePathsStartAtTheHome() throws Failed {
        directory("/home");
        MemoryTree there = tree.at(path("/home"));
        write(there, "x", "1");
        assertThat(read(tree, "/home/x")).isEqualTo("1");
        assertThat(there.realpath(path("."))).isEqualTo(path("/home"));
        assertThat(there.realpath(path("../none"))).isEqualTo(path("/none"));
        refused(Code.NOT_FOUND, () -> there.realpath(path("none/none")));
    }

    @Test
    void linksAreFollowedAsPosixDoes() throws Failed {
        directory("/a");
        directory("/a/b");
        write(tree, "/a/file", "there");
        tree.symlink(path("/to-b"), path("a/b"));
        tree.symlink(path("/to-file"), path("/to-b/../file"));
        tree.symlink(path("/dangling"), path("a/new"));
        assertThat(read(tree, "/to-b/../file")).isEqualTo("there");
        assertThat(tree.realpath(path("/to-file"))).isEqualTo(path("/a/file"));
        assertThat(tree.lstat(path("/to-b")).isLink()).isTrue();
        assertThat(tree.lstat(path("/to-b/")).isDirectory()).isTrue();
        refused(Code.NOT_A_DIRECTORY, () -> tree.stat(path("/to-file/")));
        refused(Code.NOT_FOUND, () -> tree.stat(path("/dangling")));
        refused(Code.ALREADY_EXISTS, () -> tree.open(path("/dangling"), OpenOptions.createNew(0644)));
        write(tree, "/dangling", "made");
        assertThat(read(tree, "/a/new")).isEqualTo("made");
        assertThat(tree.readlink(path("/to-b"))).isEqualTo(path("a/b"));
        refused(Code.INVALID_ARGUMENT, () -> tree.readlink(path("/a")));
    }

    @Test
    void fortyLinksAreFollowedAndTheFortyFirstIsTooMany() throws Failed {
        write(tree, "/0", "end");
        for (int i = 1; i <= 41; i++) tree.symlink(path("/" + i), path("" + (i - 1)));
        assertThat(read(tree, "/40")).isEqualTo("end");
        refused(Code.TOO_MANY_LINKS, () -> tree.stat(path("/41")));
        tree.symlink(path("/self"), path("self"));
        refused(Code.TOO_MANY_LINKS, () -> tree.stat(path("/self/x")));
    }

    @Test
    void namesAreAnyBytesUpTo255() throws Failed {
        byte[] odd = new byte[255];
        for (int i = 0; i < odd.length; i++) odd[i] = (byte) (i + 1);
        odd['/' - 1] = (byte) 0xff;
        RemotePath path = RemotePath.ROOT.resolve(Name.ofBytes(odd));
        tree.makeDirectory(path, Changes.NONE);
        assertThat(tree.entries(RemotePath.ROOT).getFirst().name().bytes()).isEqualTo(odd);
        refused(Code.INVALID_PATH, () -> tree.stat(path("/" + "x".repeat(256))));
        refused(Code.INVALID_PATH, () -> tree.stat(path("/a\0b")));
        refused(Code.NOT_FOUND, () -> tree.stat(path("")));
    }

    @Test
    void openForWritingKeepsWhatIsThereUnlessAsked() throws Failed {
        write(tree, "/f", "0123456789");
        try (OpenFile file = tree.open(path("/f"), OpenOptions.WRITE)) {
            file.write(2, ByteBuffer.wrap(new byte[] {'x'})).await();
        }
        assertThat(read(tree, "/f")).isEqualTo("01x3456789");
        write(tree, "/f", "new");
        assertThat(read(tree, "/f")).isEqualTo("new");
        refused(Code.ALREADY_EXISTS, () -> tree.open(path("/f"), OpenOptions.createNew(0600)));
    }

    @Test
    void appendingIgnoresTheOffset() throws Failed {
        write(tree, "/f", "abc");
        try (OpenFile file = tree.open(path("/f"), OpenOptions.WRITE.appending())) {
            file.write(0, ByteBuffer.wrap("de".getBytes(UTF_8))).await();
        }
        assertThat(read(tree, "/f")).isEqualTo("abcde");
    }

    @Test
    void writingBeyondTheEndLeavesZeros() throws Failed {
        try (OpenFile file = tree.open(path("/f"), OpenOptions.replace(0644).andRead())) {
            file.write(200_000, ByteBuffer.wrap(new byte[] {7})).await();
            ByteBuffer zeros = file.read(100_000, 100_000).await();
            assertThat(zeros.remaining()).isEqualTo(100_000);
            assertThat(zeros).isEqualTo(ByteBuffer.wrap(new byte[100_000]));
            assertThat(file.read(200_000, 10).await().get()).isEqualTo((byte) 7);
            assertThat(file.read(200_001, 10).await().hasRemaining()).isFalse();
        }
    }

    @Test
    void cuttingAndGrowingLeavesNoOldBytes() throws Failed {
        write(tree, "/f", "secret");
        tree.setAttributes(path("/f"), Changes.ofSize(2));
        tree.setAttributes(path("/f"), Changes.ofSize(6));
        assertThat(read(tree, "/f")).isEqualTo("se\0\0\0\0");
        assertThat(tree.stat(path("/f")).size()).isEqualTo(OptionalLong.of(6));
    }

    @Test
    void randomWritesAreWhatAnArrayWouldHold() throws Failed {
        var random = new java.util.Random(7);
        byte[] model = new byte[400_000];
        try (OpenFile file = tree.open(path("/f"), OpenOptions.replace(0644).andRead())) {
            for (int i = 0; i < 200; i++) {
                byte[] data = new byte[1 + random.nextInt(90_000)];
                random.nextBytes(data);
                int at = random.nextInt(model.length - data.length);
                System.arraycopy(data, 0, model, at, data.length);
                file.write(at, ByteBuffer.wrap(data)).await();
            }
            for (int at = 0; at < file.attributes().await().sizeOrZero(); at += 250_000) {
                byte[] some = new byte[file.read(at, 250_000).await().remaining()];
                file.read(at, 250_000).await().get(some);
                assertThat(some).isEqualTo(java.util.Arrays.copyOfRange(model, at, at + some.length));
            }
        }
    }

    @Test
    void aFullTreeSaysSoAndChangesNothing() throws Failed {
        MemoryTree small = new MemoryTree(Identity.ROOT, 8192);
        write(small, "/a", "x".repeat(4096));
        try (OpenFile file = small.open(path("/b"), OpenOptions.replace(0644).andRead())) {
            refused(
                    Code.NO_SPACE,
                    () -> file.write(0, ByteBuffer.wrap(new byte[5000])).await());
            assertThat(file.attributes().await().sizeOrZero()).isZero();
            file.write(0, ByteBuffer.wrap(new byte[4096])).await();
            refused(
                    Code.NO_SPACE,
                    () -> file.write(4096, ByteBuffer.wrap(new byte[1])).await());
            small.remove(path("/a"));
            file.write(4096, ByteBuffer.wrap(new byte[1])).await();
        }
        assertThat(small.power(Space.class).orElseThrow().room(RemotePath.ROOT).free())
                .isZero();
    }

    @Test
    void anOpenFileOutlivesItsName() throws Failed {
        MemoryTree small = new MemoryTree(Identity.ROOT, 4096);
        write(small, "/f", "still here");
        Space space = small.power(Space.class).orElseThrow();
        try (OpenFile file = small.open(path("/f"), OpenOptions.READ)) {
            small.remove(path("/f"));
            assertThat(read(file)).isEqualTo("still here");
            assertThat(space.room(RemotePath.ROOT).free()).isZero();
        }
        assertThat(space.room(RemotePath.ROOT).free()).isEqualTo(4096);
    }

    @Test
    void renameRefusesAndReplaceReplaces() throws Failed {
        write(tree, "/a", "a");
        write(tree, "/b", "b");
        directory("/d");
        directory("/d/e");
        refused(Code.ALREADY_EXISTS, () -> tree.rename(path("/a"), path("/b")));
        power(Replace.class).replace(path("/a"), path("/b"));
        assertThat(read(tree, "/b")).isEqualTo("a");
        assertThat(tree.exists(path("/a"))).isFalse();
        refused(Code.IS_A_DIRECTORY, () -> power(Replace.class).replace(path("/b"), path("/d/e")));
        refused(Code.NOT_A_DIRECTORY, () -> power(Replace.class).replace(path("/d"), path("/b")));
        refused(Code.INVALID_ARGUMENT, () -> tree.rename(path("/d"), path("/d/e/f")));
        tree.rename(path("/d/e"), path("/e"));
        assertThat(tree.realpath(path("/e/."))).isEqualTo(path("/e"));
        refused(Code.NOT_FOUND, () -> tree.rename(path("/none"), path("/x")));
    }

    @Test
    void removingMindsTheKind() throws Failed {
        write(tree, "/f", "");
        directory("/d");
        directory("/d/e");
        refused(Code.IS_A_DIRECTORY, () -> tree.remove(path("/d")));
        refused(Code.NOT_A_DIRECTORY, () -> tree.removeDirectory(path("/f")));
        refused(Code.DIRECTORY_NOT_EMPTY, () -> tree.removeDirectory(path("/d")));
        tree.removeDirectory(path("/d/e"));
        tree.removeDirectory(path("/d"));
        tree.remove(path("/f"));
        assertThat(tree.entries(RemotePath.ROOT)).isEmpty();
    }

    @Test
    void hardLinksShareEverything() throws Failed {
        write(tree, "/a", "1");
        HardLinks links = power(HardLinks.class);
        links.hardLink(path("/a"), path("/b"));
        write(tree, "/b", "2");
        assertThat(read(tree, "/a")).isEqualTo("2");
        assertThat(links.names(path("/a"))).isEqualTo(OptionalInt.of(2));
        refused(Code.ALREADY_EXISTS, () -> links.hardLink(path("/a"), path("/b")));
        tree.remove(path("/a"));
        assertThat(links.names(path("/b"))).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void modesOwnersAndTimesAreKept() throws Failed {
        write(tree, "/f", "");
        Instant then = Instant.parse("2001-02-03T04:05:06.789Z");
        tree.setAttributes(
                path("/f"), Changes.ofPermissions(06751).withOwner(7, 8).withTimes(then, then.plusSeconds(1)));
        Attributes now = tree.stat(path("/f"));
        assertThat(now.permissions()).isEqualTo(OptionalInt.of(06751));
        assertThat(now.uid()).isEqualTo(OptionalInt.of(7));
        assertThat(now.gid()).isEqualTo(OptionalInt.of(8));
        assertThat(now.accessed()).contains(then);
        assertThat(now.modified()).contains(then.plusSeconds(1));
        refused(Code.INVALID_ARGUMENT, () -> tree.setAttributes(path("/f"), Changes.ofPermissions(010000)));
    }

    @Test
    void aLinkHasOwnersAndTimesOfItsOwn() throws Failed {
        write(tree, "/f", "");
        tree.symlink(path("/l"), path("f"));
        Instant then = Instant.EPOCH;
        power(LinkAttributes.class)
                .setLinkAttributes(path("/l"), Changes.ofTimes(then, then).withOwner(5, 6));
        assertThat(tree.lstat(path("/l")).uid()).isEqualTo(OptionalInt.of(5));
        assertThat(tree.lstat(path("/l")).modified()).contains(then);
        assertThat(tree.stat(path("/l")).uid()).isEqualTo(OptionalInt.of(0));
        refused(
                Code.UNSUPPORTED,
                () -> power(LinkAttributes.class).setLinkAttributes(path("/l"), Changes.ofPermissions(0600)));
    }

    @Test
    void othersAreDeniedWhatTheirPermissionsDoNotGive() throws Failed {
        write(tree, "/secret", "1");
        tree.setAttributes(path("/secret"), Changes.ofPermissions(0600));
        directory("/closed");
        write(tree, "/closed/f", "");
        tree.setAttributes(path("/closed"), Changes.ofPermissions(0700));
        MemoryTree guest = tree.as(Identity.user(1000, 1000));
        refused(Code.PERMISSION_DENIED, () -> guest.open(path("/secret"), OpenOptions.READ));
        refused(Code.PERMISSION_DENIED, () -> guest.open(path("/new"), OpenOptions.replace(0644)));
        refused(Code.PERMISSION_DENIED, () -> guest.stat(path("/closed/f")));
        refused(Code.PERMISSION_DENIED, () -> guest.list(path("/closed")));
        refused(Code.PERMISSION_DENIED, () -> guest.remove(path("/secret")));
        refused(Code.PERMISSION_DENIED, () -> guest.setAttributes(path("/secret"), Changes.ofPermissions(0777)));
        refused(Code.PERMISSION_DENIED, () -> guest.makeDirectory(path("/d"), Changes.NONE));
        assertThat(guest.stat(path("/secret")).sizeOrZero()).isEqualTo(1);
    }

    @Test
    void aStickyDirectoryKeepsEverybodysFilesTheirOwn() throws Failed {
        directory("/tmp");
        tree.setAttributes(path("/tmp"), Changes.ofPermissions(01777));
        MemoryTree one = tree.as(Identity.user(1, 1));
        MemoryTree two = tree.as(Identity.user(2, 2));
        write(one, "/tmp/one", "1");
        refused(Code.PERMISSION_DENIED, () -> two.remove(path("/tmp/one")));
        refused(Code.PERMISSION_DENIED, () -> two.rename(path("/tmp/one"), path("/tmp/two")));
        one.remove(path("/tmp/one"));
    }

    @Test
    void aSpecialFileIsNeverOpened() throws Failed {
        tree.makeSpecial(path("/fifo"), 0644);
        assertThat(tree.stat(path("/fifo")).type()).isEqualTo(FileType.FIFO);
        refused(Code.UNSUPPORTED, () -> tree.open(path("/fifo"), OpenOptions.READ));
        tree.remove(path("/fifo"));
    }

    @Test
    void directoriesAreNotOpenedAsFiles() throws Failed {
        directory("/d");
        refused(Code.IS_A_DIRECTORY, () -> tree.open(path("/d"), OpenOptions.READ));
        refused(Code.IS_A_DIRECTORY, () -> tree.open(path("/new/"), OpenOptions.replace(0644)));
        refused(Code.IS_A_DIRECTORY, () -> tree.setAttributes(path("/d"), Changes.ofSize(1)));
        refused(Code.ALREADY_EXISTS, () -> tree.makeDirectory(path("/d"), Changes.NONE));
    }

    @Test
    void newFilesComeUnderTheUmask() throws Failed {
        try (OpenFile file = tree.umask(077).open(path("/f"), OpenOptions.replace(0666))) {
            assertThat(file.attributes().await().permissions()).isEqualTo(OptionalInt.of(0600));
        }
    }

    @Test
    void rangesAreHashedAndCopiedWhereTheyAre() throws Failed {
        write(tree, "/f", "x".repeat(1000));
        Checksums sums = power(Checksums.class);
        assertThat(sums.checksums(path("/f"), "sha256", 0, 0, 256)).hasSize(4);
        assertThat(sums.checksums(path("/f"), "md5", 0, 0, 0)).hasSize(1);
        refused(Code.INVALID_ARGUMENT, () -> sums.checksums(path("/f"), "md5", 0, 0, 255));
        refused(Code.UNSUPPORTED, () -> sums.checksums(path("/f"), "crc32", 0, 0, 0));
        try (OpenFile from = tree.open(path("/f"), OpenOptions.READ);
                OpenFile to = tree.open(path("/g"), OpenOptions.replace(0644))) {
            power(ServerSideCopy.class).copyData(from, 10, 0, to, 5).await();
        }
        assertThat(read(tree, "/g")).isEqualTo("\0".repeat(5) + "x".repeat(990));
    }

    @Test
    void aClosedFileAndAClosedTreeAnswerNoMore() throws Failed {
        write(tree, "/f", "1");
        OpenFile file = tree.open(path("/f"), OpenOptions.READ);
        file.close();
        file.close();
        assertThat(file.closing().await()).isEqualTo(Done.DONE);
        refused(Code.INVALID_ARGUMENT, () -> file.read(0, 1));
        MemoryTree other = tree.as(Identity.ROOT);
        other.close();
        refused(Code.SESSION_CLOSED, () -> other.stat(RemotePath.ROOT));
        assertThat(tree.exists(path("/f"))).isTrue();
    }

    @Test
    void manyThreadsMakeManyFiles() throws Exception {
        try (var workers = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var all = java.util.stream.IntStream.range(0, 200)
                    .mapToObj(i -> workers.submit(() -> {
                        write(tree, "/f" + i, "content " + i);
                        return i;
                    }))
                    .toList();
            for (var one : all) one.get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(tree.entries(RemotePath.ROOT)).hasSize(200);
        assertThat(read(tree, "/f17")).isEqualTo("content 17");
    }

    @Test
    void aCompositeTakesPowersFromOthersFirst() throws Failed {
        MemoryTree more = tree.as(Identity.user(1, 1));
        try (Composite both = new Composite(tree, List.of(more))) {
            write(both, "/f", "1");
            assertThat(read(tree, "/f")).isEqualTo("1");
            assertThat(both.power(Accounts.class).orElseThrow().users(java.util.Set.of(1)))
                    .containsKey(1);
            assertThat(both.power(Lanes.class)).isEmpty();
        }
        refused(Code.SESSION_CLOSED, () -> more.stat(RemotePath.ROOT));
    }
}
