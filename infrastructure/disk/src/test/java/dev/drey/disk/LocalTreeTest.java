package dev.drey.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.HardLinks;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LocalTreeTest {
    @TempDir
    Path home;

    private LocalTree tree() {
        return new LocalTree(home);
    }

    private static RemotePath path(String text) {
        return RemotePath.of(text);
    }

    private static Failure.Code code(ThrowingCallable call) {
        Failed failed = catchThrowableOfType(Failed.class, call);
        assertThat(failed).as("a failure").isNotNull();
        return failed.code();
    }

    private static void put(LocalTree tree, RemotePath path, String text) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.replace(0644))) {
            file.write(0, ByteBuffer.wrap(text.getBytes(UTF_8))).await();
        }
    }

    private static String get(OpenFile file) throws Failed {
        return UTF_8.decode(file.read(0, 1000).await()).toString();
    }

    @Test
    void readsBackWhatItWroteAtAnyOffset() throws Exception {
        try (OpenFile file = tree().open(path("a"), OpenOptions.createNew(0640).andRead())) {
            file.write(3, ByteBuffer.wrap("def".getBytes(UTF_8))).await();
            file.write(0, ByteBuffer.wrap("abc".getBytes(UTF_8))).await();
            assertThat(get(file)).isEqualTo("abcdef");
            assertThat(file.read(6, 10).await().remaining()).isZero();
            assertThat(file.attributes().await().size()).hasValue(6);
        }
        assertThat(home.resolve("a")).hasContent("abcdef");
    }

    @Test
    void devicesAreOpenedOnlyWhereAskedForAndOnlyThoseThatNeverWait() throws Exception {
        assertThat(code(() -> tree().open(path("/dev/zero"), OpenOptions.READ))).isEqualTo(Failure.Code.UNSUPPORTED);
        LocalTree whole = LocalTree.withMemoryDevices(home);
        try (OpenFile zero = whole.open(path("/dev/zero"), OpenOptions.READ)) {
            assertThat(zero.read(0, 3).await()).isEqualTo(ByteBuffer.allocate(3));
            assertThat(code(() ->
                            zero.write(0, ByteBuffer.wrap("x".getBytes(UTF_8))).await()))
                    .isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
        for (OpenOptions how : List.of(OpenOptions.WRITE, OpenOptions.READ_WRITE, OpenOptions.replace(0600))) {
            assertThat(code(() -> whole.open(path("/dev/null"), how))).isEqualTo(Failure.Code.UNSUPPORTED);
        }
        assertThat(code(() -> whole.open(path("/dev/ptmx"), OpenOptions.READ))).isEqualTo(Failure.Code.UNSUPPORTED);
    }

    @Test
    void aDeviceWithoutEndIsNeverHashed() {
        LocalTree whole = LocalTree.withMemoryDevices(home);
        Checksums hashes = whole.power(Checksums.class).orElseThrow();
        assertThat(code(() -> hashes.checksums(path("/dev/zero"), "sha256", 0, 0, 0)))
                .isEqualTo(Failure.Code.UNSUPPORTED);
    }

    @Test
    void aNameThatIsNoUtf8IsMadeListedOpenedRenamedAndRemoved() throws Exception {
        byte[] raw = {'n', (byte) 0xff, (byte) 0xc3, 'e'};
        Name odd = Name.ofBytes(raw);
        LocalTree tree = tree();
        RemotePath directory = RemotePath.HERE.resolve(odd);
        tree.makeDirectory(directory, Changes.NONE);
        put(tree, directory.resolve(odd), "x");
        assertThat(tree.entries(RemotePath.HERE)).extracting(Entry::name).containsExactly(odd);
        assertThat(tree.entries(directory)).extracting(Entry::name).containsExactly(odd);
        assertThat(tree.realpath(directory).name()).isEqualTo(odd);
        tree.symlink(path("link"), RemotePath.ofBytes(raw));
        assertThat(tree.readlink(path("link"))).isEqualTo(RemotePath.ofBytes(raw));
        tree.rename(directory.resolve(odd), directory.resolve("plain"));
        assertThat(tree.exists(directory.resolve("plain"))).isTrue();
        tree.remove(directory.resolve("plain"));
        tree.removeDirectory(directory);
        assertThat(tree.exists(directory)).isFalse();
    }

    @Test
    void aNulOrALongNameIsAnInvalidPath() {
        assertThat(code(() -> tree().stat(path("a\0b")))).isEqualTo(Failure.Code.INVALID_PATH);
        assertThat(code(() -> tree().stat(path("n".repeat(300))))).isEqualTo(Failure.Code.INVALID_PATH);
    }

    @Test
    void aFifoIsUnsupportedAtOnce() throws Exception {
        new ProcessBuilder("mkfifo", home.resolve("pipe").toString()).start().waitFor(10, TimeUnit.SECONDS);
        LocalTree tree = tree();
        assertThat(tree.lstat(path("pipe")).type()).isEqualTo(FileType.FIFO);
        assertThat(code(() -> tree.open(path("pipe"), OpenOptions.READ))).isEqualTo(Failure.Code.UNSUPPORTED);
        assertThat(code(() -> tree.open(path("pipe"), OpenOptions.replace(0600))))
                .isEqualTo(Failure.Code.UNSUPPORTED);
        Changes times = Changes.ofTimes(Instant.EPOCH, Instant.EPOCH);
        assertThat(code(() -> tree.setAttributes(path("pipe"), times))).isEqualTo(Failure.Code.UNSUPPORTED);
        tree.setAttributes(path("pipe"), Changes.ofPermissions(0600));
        assertThat(tree.stat(path("pipe")).permissions()).hasValue(0600);
    }

    @Test
    void directoriesAndFilesAreNotTakenForEachOther() throws Exception {
        LocalTree tree = tree();
        tree.makeDirectory(path("d"), Changes.NONE);
        put(tree, path("f"), "x");
        assertThat(code(() -> tree.open(path("d"), OpenOptions.READ))).isEqualTo(Failure.Code.IS_A_DIRECTORY);
        assertThat(code(() -> tree.remove(path("d")))).isEqualTo(Failure.Code.IS_A_DIRECTORY);
        assertThat(code(() -> tree.removeDirectory(path("f")))).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
        assertThat(code(() -> tree.list(path("f")))).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
        assertThat(code(() -> tree.stat(path("f/x")))).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
        assertThat(code(() -> tree.stat(path("f/")))).isEqualTo(Failure.Code.NOT_A_DIRECTORY);
        assertThat(code(() -> tree.makeDirectory(path("f"), Changes.NONE))).isEqualTo(Failure.Code.ALREADY_EXISTS);
    }

    @Test
    void exclusiveCreationRefusesADanglingLinkAndPlainCreationGoesThroughIt() throws Exception {
        LocalTree tree = tree();
        tree.symlink(path("link"), path("target"));
        assertThat(code(() -> tree.open(path("link"), OpenOptions.createNew(0600))))
                .isEqualTo(Failure.Code.ALREADY_EXISTS);
        assertThat(tree.realpath(path("link")).name()).isEqualTo(Name.of("target"));
        put(tree, path("link"), "through");
        assertThat(home.resolve("target")).hasContent("through");
        assertThat(tree.lstat(path("link")).isLink()).isTrue();
    }

    @Test
    void appendGoesToTheEndAndCanReadToo() throws Exception {
        LocalTree tree = tree();
        put(tree, path("log"), "one");
        try (OpenFile file = tree.open(path("log"), OpenOptions.WRITE.andRead().appending())) {
            file.write(0, ByteBuffer.wrap("two".getBytes(UTF_8))).await();
            assertThat(get(file)).isEqualTo("onetwo");
            file.setAttributes(Changes.ofSize(10)).await();
            file.setAttributes(Changes.ofSize(2)).await();
        }
        assertThat(home.resolve("log")).hasContent("on");
    }

    @Test
    void growsWithZerosAndWithoutTakingRoom() throws Exception {
        LocalTree tree = tree();
        put(tree, path("sparse"), "x");
        tree.setAttributes(path("sparse"), Changes.ofSize(1L << 33));
        Attributes grown = tree.stat(path("sparse"));
        assertThat(grown.size()).hasValue(1L << 33);
        assertThat(((Number) Files.getAttribute(home.resolve("sparse"), "unix:nlink")).intValue())
                .isOne();
        try (OpenFile file = tree.open(path("sparse"), OpenOptions.READ)) {
            assertThat(file.read(1L << 32, 4).await()).isEqualTo(ByteBuffer.allocate(4));
        }
    }

    @Test
    void modesWithSetuidAndTimesWithNanosecondsAreKept() throws Exception {
        LocalTree tree = tree();
        put(tree, path("f"), "x");
        Instant modified = Instant.ofEpochSecond(1_000_000_000, 123_456_789);
        Instant accessed = Instant.ofEpochSecond(1_100_000_000, 987_654_321);
        Changes all = Changes.ofPermissions(06751).withTimes(accessed, modified).withOwner(1234, 2345);
        tree.setAttributes(path("f"), all);
        Attributes there = tree.stat(path("f"));
        assertThat(there.permissions()).hasValue(06751);
        assertThat(there.modified()).hasValue(modified);
        assertThat(there.accessed()).hasValue(accessed);
        assertThat(there.uid()).hasValue(1234);
        assertThat(there.gid()).hasValue(2345);
    }

    @Test
    void changesALinkItselfAndNotItsTarget() throws Exception {
        LocalTree tree = tree();
        put(tree, path("f"), "x");
        tree.symlink(path("link"), path("f"));
        Attributes before = tree.stat(path("f"));
        LinkAttributes links = tree.power(LinkAttributes.class).orElseThrow();
        Instant modified = Instant.ofEpochSecond(1_000_000_000, 123_456_789);
        links.setLinkAttributes(
                path("link"), Changes.ofTimes(modified, modified).withOwner(7, 8));
        assertThat(tree.lstat(path("link")).modified()).hasValue(modified);
        assertThat(tree.lstat(path("link")).uid()).hasValue(7);
        assertThat(tree.stat(path("f"))).isEqualTo(before);
        assertThat(code(() -> links.setLinkAttributes(path("link"), Changes.ofPermissions(0600))))
                .isEqualTo(Failure.Code.UNSUPPORTED);
    }

    @Test
    void aNewFileHasItsModeUnderTheUmask() throws Exception {
        LocalTree tree = tree();
        tree.open(path("f"), OpenOptions.createNew(0777)).close();
        tree.open(path("s"), OpenOptions.createNew(04711)).close();
        tree.makeDirectory(path("d"), Changes.ofPermissions(01777));
        Process umask = new ProcessBuilder("sh", "-c", "umask").start();
        int mask = Integer.parseInt(new String(umask.getInputStream().readAllBytes(), UTF_8).trim(), 8);
        assertThat(tree.stat(path("f")).permissions()).hasValue(0777 & ~mask);
        assertThat(tree.stat(path("s")).permissions()).hasValue(04000 | (0711 & ~mask));
        assertThat(tree.stat(path("d")).permissions()).hasValue(01000 | (0777 & ~mask));
    }

    @Test
    void renameNeverReplacesButReplaceDoes() throws Exception {
        LocalTree tree = tree();
        put(tree, path("a"), "a");
        put(tree, path("b"), "b");
        tree.makeDirectory(path("empty"), Changes.NONE);
        tree.makeDirectory(path("dir"), Changes.NONE);
        assertThat(code(() -> tree.rename(path("a"), path("b")))).isEqualTo(Failure.Code.ALREADY_EXISTS);
        assertThat(code(() -> tree.rename(path("dir"), path("empty")))).isEqualTo(Failure.Code.ALREADY_EXISTS);
        assertThat(code(() -> tree.rename(path("none"), path("b")))).isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(code(() -> tree.rename(path("dir"), path("dir/sub")))).isEqualTo(Failure.Code.INVALID_ARGUMENT);
        tree.power(Replace.class).orElseThrow().replace(path("a"), path("b"));
        assertThat(home.resolve("b")).hasContent("a");
    }

    @Test
    void renamingWithoutTheNativeCallDoesNotReplaceEither() throws IOException {
        Path a = Files.writeString(home.resolve("a"), "a");
        Path b = Files.writeString(home.resolve("b"), "b");
        assertThat(catchThrowableOfType(IOException.class, () -> Renaming.portably(FileType.FILE, a, b)))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        Path d = Files.createDirectory(home.resolve("d"));
        Path e = Files.createDirectory(home.resolve("e"));
        assertThat(catchThrowableOfType(IOException.class, () -> Renaming.portably(FileType.DIRECTORY, d, e)))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        Renaming.portably(FileType.FILE, a, home.resolve("c"));
        Renaming.portably(FileType.DIRECTORY, d, home.resolve("f"));
        assertThat(home.resolve("c")).hasContent("a");
        assertThat(a).doesNotExist();
        assertThat(home.resolve("f")).isDirectory();
    }

    @Test
    void hardLinksAreCounted() throws Exception {
        LocalTree tree = tree();
        put(tree, path("a"), "a");
        HardLinks links = tree.power(HardLinks.class).orElseThrow();
        links.hardLink(path("a"), path("b"));
        assertThat(links.names(path("a"))).hasValue(2);
        assertThat(code(() -> links.hardLink(path("a"), path("b")))).isEqualTo(Failure.Code.ALREADY_EXISTS);
    }

    @Test
    void anOpenFileIsKnownAfterItWasRenamedAndRemoved() throws Exception {
        LocalTree tree = tree();
        try (OpenFile file = tree.open(path("a"), OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap(new byte[5])).await();
            tree.rename(path("a"), path("b"));
            put(tree, path("a"), "another");
            assertThat(file.attributes().await().size()).hasValue(5);
            file.setAttributes(Changes.ofPermissions(0640)).await();
            assertThat(tree.stat(path("b")).permissions()).hasValue(0640);
            tree.remove(path("b"));
            assertThat(file.attributes().await().size()).hasValue(5);
            file.setAttributes(Changes.ofPermissions(0600)).await();
        }
        assertThat(tree.stat(path("a")).sizeOrZero()).isEqualTo(7);
    }

    @Test
    void anInterruptedRequestLeavesTheFileToTheOthers() throws Exception {
        LocalTree tree = tree();
        try (OpenFile file = tree.open(path("big"), OpenOptions.createNew(0600).andRead())) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicReference<Throwable> trouble = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            Thread steady = Thread.ofVirtual().start(() -> {
                try {
                    while (!stop.get()) {
                        file.write(0, ByteBuffer.allocate(100_000)).await();
                        started.countDown();
                    }
                } catch (Failed failed) {
                    trouble.set(failed);
                }
            });
            started.await(10, TimeUnit.SECONDS);
            for (int i = 0; i < 200; i++) {
                Thread cancelled = Thread.ofVirtual().start(() -> writeUntilCancelled(file, trouble));
                cancelled.interrupt();
                assertThat(cancelled.join(java.time.Duration.ofSeconds(10))).isTrue();
            }
            stop.set(true);
            assertThat(steady.join(java.time.Duration.ofSeconds(10))).isTrue();
            assertThat(trouble.get()).isNull();
            assertThat(file.read(99_999, 10).await().remaining()).isOne();
        }
    }

    private static void writeUntilCancelled(OpenFile file, AtomicReference<Throwable> trouble) {
        try {
            while (true) file.write(0, ByteBuffer.allocate(100_000)).await();
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.CANCELLED) trouble.set(failed);
        }
    }

    @Test
    void aClosedFileAndAClosedTreeSayso() throws Exception {
        LocalTree tree = tree();
        OpenFile file = tree.open(path("a"), OpenOptions.createNew(0600));
        file.close();
        file.close();
        Pending<?> late = file.write(0, ByteBuffer.wrap(new byte[1]));
        assertThat(code(late::await)).isEqualTo(Failure.Code.SESSION_CLOSED);
        tree.close();
        assertThat(code(() -> tree.stat(path("a")))).isEqualTo(Failure.Code.SESSION_CLOSED);
    }

    @Test
    void messagesSayWhatAndWhere() {
        Failed failed = catchThrowableOfType(Failed.class, () -> tree().open(path("no/such"), OpenOptions.READ));
        assertThat(failed.getMessage()).isEqualTo("open no/such: No such file or directory");
    }

    @Test
    void everyErrnoHasItsOwnWords() {
        for (Errno errno : Errno.values()) {
            assertThat(Errno.ofText(errno.words())).hasValue(errno);
            assertThat(Posix.strerror(errno.number())).isEqualTo(errno.words());
        }
        assertThat(Errno.ofText("Too many levels of symbolic links or unable to access attributes of symbolic link"))
                .hasValue(Errno.ELOOP);
    }

    @Test
    void windowsPathsAreMapped() {
        assertThat(List.of(
                        DiskPath.windowsText("/C:/a b/c"),
                        DiskPath.windowsText("/C:"),
                        DiskPath.windowsText("a/b"),
                        DiskPath.remoteText("C:\\a b\\c"),
                        DiskPath.remoteText("a\\b")))
                .containsExactly("C:/a b/c", "C:/", "a/b", "/C:/a b/c", "a/b");
    }
}
