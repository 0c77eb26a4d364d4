package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.link.PipeLink;
import dev.drey.sftp.client.Limits;
import dev.drey.sftp.client.MoreLinks;
import dev.drey.sftp.client.SftpClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Our client against OpenSSH's `sftp-server` on pipes: every extension, and what a real server does when
/// it is refused room, frozen or killed.
@Timeout(60)
class SftpTreeIT {
    private final TempDir dir = TempDir.create();
    private final SftpServerPipes server = SftpServerPipes.start();
    private FileTree tree = new dev.drey.files.MemoryTree();

    @BeforeEach
    void connect() throws Failed {
        tree = SftpClient.over(server);
    }

    @AfterEach
    void end() {
        tree.close();
        server.close();
        dir.close();
    }

    private Path disk(String name) {
        return dir.path().resolve(name);
    }

    private RemotePath at(String name) {
        return RemotePath.of(disk(name).toString());
    }

    private static Failure failureOf(Callable<?> action) throws Exception {
        try {
            action.call();
        } catch (Failed failed) {
            return failed.failure();
        }
        throw new AssertionError("it should have failed");
    }

    @Test
    void limitsOfTheServerAreUsed() throws Failed {
        try (OpenFile file = tree.open(at("f"), OpenOptions.createNew(0600))) {
            assertThat(file.largestRead()).isEqualTo(255 << 10);
            assertThat(file.largestWrite()).isEqualTo(255 << 10);
        }
        assertThat(tree.power(Lanes.class).orElseThrow().openFiles()).isGreaterThan(100);
    }

    @Test
    void replaceTakesThePlaceOfAFileAndTellsWhyNotOfADirectory() throws Exception {
        Files.writeString(disk("new"), "new");
        Files.writeString(disk("old"), "old");
        Files.createDirectories(disk("full/of"));
        Files.createDirectory(disk("empty"));
        Replace replace = tree.power(Replace.class).orElseThrow();
        replace.replace(at("new"), at("old"));
        assertThat(disk("old")).hasContent("new");
        assertThat(refusal(() -> replace.replace(at("old"), at("full")))).isEqualTo(Code.IS_A_DIRECTORY);
        assertThat(refusal(() -> replace.replace(at("empty"), at("full")))).isEqualTo(Code.DIRECTORY_NOT_EMPTY);
        assertThat(refusal(() -> replace.replace(at("empty"), at("old")))).isEqualTo(Code.NOT_A_DIRECTORY);
        assertThat(refusal(() -> replace.replace(at("gone"), at("old")))).isEqualTo(Code.NOT_FOUND);
        assertThat(disk("old")).hasContent("new");
    }

    private interface Refusable {
        void run() throws Failed;
    }

    private static Code refusal(Refusable action) throws Exception {
        return failureOf(() -> {
                    action.run();
                    return true;
                })
                .code();
    }

    @Test
    void betweenFileSystemsNothingIsRenamedOrLinked() throws Exception {
        Path elsewhere = Files.createTempFile(Path.of("/dev/shm"), "drey", "x");
        RemotePath from = RemotePath.of(elsewhere.toString());
        try {
            assertThat(refusal(() -> tree.rename(from, at("x")))).isEqualTo(Code.UNSUPPORTED);
            Replace replace = tree.power(Replace.class).orElseThrow();
            assertThat(refusal(() -> replace.replace(from, at("x")))).isEqualTo(Code.UNSUPPORTED);
            HardLinks links = tree.power(HardLinks.class).orElseThrow();
            assertThat(refusal(() -> links.hardLink(from, at("x")))).isEqualTo(Code.UNSUPPORTED);
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void hardLinkIsASecondName() throws Exception {
        Files.writeString(disk("f"), "x");
        HardLinks links = tree.power(HardLinks.class).orElseThrow();
        links.hardLink(at("f"), at("g"));
        assertThat(Files.getAttribute(disk("g"), "unix:nlink")).isEqualTo(2);
        assertThat(refusal(() -> links.hardLink(at("f"), at("g")))).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(links.names(at("f"))).hasValue(2);
    }

    @Test
    void timesOfALinkAreItsOwn() throws Exception {
        Files.createSymbolicLink(disk("l"), Path.of("nowhere"));
        Instant then = Instant.parse("2001-02-03T04:05:06Z");
        LinkAttributes links = tree.power(LinkAttributes.class).orElseThrow();
        links.setLinkAttributes(at("l"), Changes.ofTimes(then, then));
        FileTime modified = Files.getLastModifiedTime(disk("l"), LinkOption.NOFOLLOW_LINKS);
        assertThat(modified.toInstant()).isEqualTo(then);
        assertThat(refusal(() -> links.setLinkAttributes(at("l"), Changes.ofPermissions(0600))))
                .isEqualTo(Code.UNSUPPORTED);
    }

    @Test
    void spaceIsWhatTheDiskSays() throws Exception {
        Space.Room room = tree.power(Space.class).orElseThrow().room(at("."));
        assertThat(room.total()).isEqualTo(Files.getFileStore(dir.path()).getTotalSpace());
        assertThat(room.available()).isPositive().isLessThanOrEqualTo(room.free());
        assertThat(room.readOnly()).isFalse();
        assertThat(refusal(() -> tree.power(Space.class).orElseThrow().room(at("gone"))))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void serverCopiesBetweenItsFiles() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        Files.write(disk("f"), content);
        ServerSideCopy copy = tree.power(ServerSideCopy.class).orElseThrow();
        try (OpenFile from = tree.open(at("f"), OpenOptions.READ);
                OpenFile to = tree.open(at("g"), OpenOptions.createNew(0600))) {
            assertThat(copy.copyData(from, 1000, 0, to, 500).await()).isEqualTo(Done.DONE);
            assertThat(copy.copyData(from, 0, 500, to, 0).await()).isEqualTo(Done.DONE);
        }
        byte[] copied = Files.readAllBytes(disk("g"));
        assertThat(copied).hasSize(content.length - 500);
        assertThat(copied[499]).isEqualTo(content[499]);
        assertThat(copied[500]).isEqualTo(content[1000]);
        assertThat(copied[copied.length - 1]).isEqualTo(content[content.length - 1]);
    }

    @Test
    void homeIsWhereRelativePathsStart() throws Exception {
        Home home = tree.power(Home.class).orElseThrow();
        RemotePath mine = tree.realpath(RemotePath.HERE);
        assertThat(home.expand(RemotePath.of("~"))).isEqualTo(mine);
        assertThat(home.expand(RemotePath.of("~/x"))).isEqualTo(mine.resolve("x"));
        assertThat(home.expand(RemotePath.of("~root"))).isEqualTo(RemotePath.of("/root"));
    }

    @Test
    void ownersAreNamedWhereTheServerCan() throws Exception {
        var accounts = tree.power(Accounts.class);
        assertThat(accounts).isPresent();
        assertThat(accounts.get().users(Set.of(0, 4_000_000))).isEqualTo(Map.of(0, "root"));
        assertThat(accounts.get().groups(Set.of(0))).isEqualTo(Map.of(0, "root"));
    }

    @Test
    void syncIsDone() throws Exception {
        try (OpenFile file = tree.open(at("f"), OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap("x".getBytes(UTF_8)));
            assertThat(file.sync().await()).isEqualTo(Done.DONE);
        }
    }

    @Test
    void fullFileSystemIsNoSpace() throws Exception {
        Path mount = Files.createDirectory(disk("small"));
        Child.run("mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "none", mount.toString());
        try (OpenFile file = tree.open(at("small/f"), OpenOptions.createNew(0600))) {
            List<Pending<Done>> writes = new ArrayList<>();
            for (int i = 0; i < 8; i++) writes.add(file.write(i * 200_000L, ByteBuffer.allocate(200_000)));
            List<Code> refused = new ArrayList<>();
            for (Pending<Done> write : writes) {
                try {
                    write.await();
                } catch (Failed failed) {
                    refused.add(failed.code());
                }
            }
            assertThat(refused).isNotEmpty().containsOnly(Code.NO_SPACE);
        } finally {
            Child.run("umount", mount.toString());
        }
    }

    @Test
    void readOnlyFileSystemIsReadOnly() throws Exception {
        Path mount = Files.createDirectory(disk("fixed"));
        Child.run("mount", "-t", "tmpfs", "-o", "ro,size=1m", "none", mount.toString());
        try {
            assertThat(refusal(() -> tree.makeDirectory(at("fixed/d"), Changes.NONE)))
                    .isEqualTo(Code.READ_ONLY);
            assertThat(refusal(() -> tree.open(at("fixed/f"), OpenOptions.createNew(0600))
                            .close()))
                    .isEqualTo(Code.READ_ONLY);
        } finally {
            Child.run("umount", mount.toString());
        }
    }

    @Test
    void frozenServerIsNoticedByTheQuietLimit() throws Exception {
        try (FileTree hasty = SftpClient.over(server, Limits.USUAL.withQuiet(Duration.ofMillis(500)), MoreLinks.NONE)) {
            hasty.stat(at("."));
            server.freeze();
            assertThat(failureOf(() -> hasty.stat(at("."))).code()).isEqualTo(Code.TIMEOUT);
        }
    }

    @Test
    void killedServerFailsEveryCallUnderWayAtOnce() throws Exception {
        Files.writeString(disk("f"), "x");
        OpenFile file = tree.open(at("f"), OpenOptions.READ);
        server.freeze();
        List<FutureTask<Failure>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            FutureTask<Failure> task =
                    new FutureTask<>(() -> failureOf(() -> file.read(0, 1).await()));
            waiting.add(task);
            Thread.ofVirtual().start(task);
        }
        server.killServers();
        for (FutureTask<Failure> task : waiting) {
            Failure failure = task.get(10, TimeUnit.SECONDS);
            assertThat(failure.code()).isEqualTo(Code.CONNECTION_LOST);
            assertThat(failure.isTransient()).isTrue();
        }
        file.close();
    }

    @Test
    void readOnlyServerDenies() throws Exception {
        try (SftpServerPipes fixed = SftpServerPipes.start("-R");
                FileTree looking = SftpClient.over(fixed)) {
            assertThat(refusal(() -> looking.makeDirectory(at("d"), Changes.NONE)))
                    .isEqualTo(Code.PERMISSION_DENIED);
            assertThat(looking.stat(at(".")).isDirectory()).isTrue();
        }
    }

    @Test
    void programThatPrintsTextIsExplained() throws Exception {
        try (PipeLink shell =
                new PipeLink(List.of("sh", "-c", "echo Hello from .bashrc; exec " + SftpServer.PROGRAM))) {
            Failure failure = failureOf(() -> SftpClient.over(shell));
            assertThat(failure.code()).isEqualTo(Code.NO_SFTP_SUBSYSTEM);
            assertThat(failure.message()).contains("Hello from .bashrc");
        }
    }

    @Test
    void programThatEndsIsNoSftpServer() throws Exception {
        try (PipeLink nothing = new PipeLink(List.of("true"))) {
            assertThat(failureOf(() -> SftpClient.over(nothing)).code())
                    .isIn(Code.NO_SFTP_SUBSYSTEM, Code.CONNECTION_LOST);
        }
    }

    @Test
    void lanesAreFurtherChannelsToTheSameFiles() throws Exception {
        Lanes lanes = tree.power(Lanes.class).orElseThrow();
        for (int number = 1; number <= 3; number++) {
            try (OpenFile file = lanes.lane(number).orElseThrow().open(at("f" + number), OpenOptions.createNew(0600))) {
                file.write(0, ByteBuffer.wrap("x".getBytes(UTF_8))).await();
            }
            assertThat(tree.stat(at("f" + number)).size()).hasValue(1);
        }
        assertThat(lanes.lane(4)).isEmpty();
        assertThat(lanes.roundTrip()).isPositive();
    }

    @Test
    void bigFileGoesUpAndDownWithoutAWrongByte() throws Exception {
        byte[] content = new byte[48 << 20];
        new Random(3).nextBytes(content);
        try (PipeLink link = new PipeLink(List.of(SftpServer.PROGRAM));
                FileTree direct = SftpClient.over(link)) {
            put(direct, at("big"), content);
            assertThat(Files.mismatch(disk("big"), Files.write(disk("same"), content)))
                    .isEqualTo(-1);
            assertThat(java.util.Arrays.mismatch(get(direct, at("big"), content.length), content))
                    .isEqualTo(-1);
        }
    }

    private static void put(FileTree tree, RemotePath path, byte[] content) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.createNew(0600))) {
            ArrayDeque<Pending<Done>> writes = new ArrayDeque<>();
            int most = file.largestWrite();
            for (int at = 0; at < content.length; at += most) {
                if (writes.size() == 32) writes.remove().await();
                writes.add(file.write(at, ByteBuffer.wrap(content, at, Math.min(most, content.length - at))));
            }
            for (Pending<Done> write : writes) write.await();
        }
    }

    private static byte[] get(FileTree tree, RemotePath path, int length) throws Failed {
        byte[] content = new byte[length];
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            int most = file.largestRead();
            ArrayDeque<Pending<ByteBuffer>> reads = new ArrayDeque<>();
            for (int at = 0; at < length; at += most) reads.add(file.read(at, Math.min(most, length - at)));
            int at = 0;
            for (Pending<ByteBuffer> read : reads) {
                ByteBuffer bytes = read.await();
                int count = bytes.remaining();
                bytes.get(content, at, count);
                at += count;
            }
        }
        return content;
    }

    @Test
    void closingLeavesNoThreadAndNoProcess() throws Exception {
        long before = pipeThreads();
        PipeLink link = new PipeLink(List.of(SftpServer.PROGRAM));
        FileTree direct = SftpClient.over(link);
        direct.power(Lanes.class).orElseThrow().lane(1);
        direct.stat(at("."));
        assertThat(children()).isGreaterThanOrEqualTo(2);
        direct.close();
        link.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> pipeThreads() <= before);
    }

    private static long pipeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pipe from"))
                .count();
    }

    private static long children() throws IOException {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }
}
