package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static dev.drey.sftp.server.FakeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SftpServerTest {
    private final MemoryTree tree = new MemoryTree();
    private final FakeClient client = new FakeClient();
    private final Budget budget = new Budget(1 << 30);
    private final ServerOptions usual = ServerOptions.forPeer("test", budget);
    private SftpServer server = SftpServer.over(client, tree, usual);

    private void serve(FileTree other, ServerOptions options) {
        server = SftpServer.over(client, other, options);
    }

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        client.close();
        assertThat(server.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(server.open()).isZero();
        await(() -> budget.taken() == 0);
    }

    private static RemotePath path(String text) {
        return RemotePath.of(text);
    }

    private Bytes open(String path, OpenOptions options) {
        return client.handle(Request.Open.of(client.nextId(), path(path), options));
    }

    private StatusCode write(Bytes handle, long offset, String text) {
        return client.status(new Request.Write(
                client.nextId(), handle, offset, Bytes.of(text).buffer()));
    }

    private StatusCode close(Bytes handle) {
        return client.status(new Request.Close(client.nextId(), handle));
    }

    private void put(String path, String text) {
        Bytes handle = open(path, OpenOptions.replace(0644));
        assertThat(write(handle, 0, text)).isEqualTo(StatusCode.OK);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
    }

    private String get(String path) {
        Bytes handle = open(path, OpenOptions.READ);
        Reply reply = client.ask(new Request.Read(client.nextId(), handle, 0, 1 << 20));
        close(handle);
        return reply instanceof Reply.Data data ? Bytes.of(data.data()).text() : "";
    }

    @Test
    void whatTheTreeCanDoIsAnnounced() {
        var version = client.init();
        assertThat(version.version()).isEqualTo(3);
        for (Extension extension : List.of(
                Extension.POSIX_RENAME,
                Extension.STATVFS,
                Extension.FSTATVFS,
                Extension.HARDLINK,
                Extension.FSYNC,
                Extension.LSETSTAT,
                Extension.LIMITS,
                Extension.EXPAND_PATH,
                Extension.USERS_GROUPS_BY_ID,
                Extension.COPY_DATA,
                Extension.HOME_DIRECTORY)) {
            assertThat(version.announces(extension)).as(extension.wireName()).isTrue();
        }
    }

    @Test
    void whatTheTreeCannotDoIsNeitherAnnouncedNorDone() {
        serve(new SlowTree(tree), usual);
        var version = client.init();
        assertThat(version.announces(Extension.POSIX_RENAME)).isFalse();
        assertThat(version.announces(Extension.LIMITS)).isTrue();
        assertThat(client.status(new Request.PosixRename(client.nextId(), path("/a"), path("/b"))))
                .isEqualTo(StatusCode.OP_UNSUPPORTED);
        assertThat(client.status(new Request.UnknownExtended(client.nextId(), "x@y", Bytes.EMPTY)))
                .isEqualTo(StatusCode.OP_UNSUPPORTED);
    }

    @Test
    void filesAreWrittenAndRead() {
        client.init();
        put("/f", "hello");
        assertThat(get("/f")).isEqualTo("hello");
        Bytes handle = open("/f", OpenOptions.READ);
        assertThat(client.status(new Request.Read(client.nextId(), handle, 5, 10)))
                .isEqualTo(StatusCode.EOF);
        assertThat(write(handle, 0, "x")).isEqualTo(StatusCode.PERMISSION_DENIED);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
        assertThat(close(handle)).isEqualTo(StatusCode.FAILURE);
    }

    @Test
    void directoriesAndFilesInThemAreMadeWithoutWaiting() {
        client.init();
        for (int round = 0; round < 50; round++) {
            String top = "/r" + round;
            Request last = Request.Open.of(1003, path(top + "/b/f"), OpenOptions.createNew(0644));
            client.post(new Request.Mkdir(1000, path(top), Attrs.NONE));
            client.post(new Request.Mkdir(1001, path(top + "/b"), Attrs.NONE));
            client.post(new Request.Symlink(1002, path("b"), path(top + "/l")));
            client.post(last);
            client.post(new Request.Rename(1004, path(top), path(top + "x")));
            client.post(new Request.Stat(1005, path(top + "x/b/f")));
            assertThat(status(client.reply(1000))).isEqualTo(StatusCode.OK);
            assertThat(status(client.reply(1001))).isEqualTo(StatusCode.OK);
            assertThat(status(client.reply(1002))).isEqualTo(StatusCode.OK);
            Bytes handle = ((Reply.Handle) client.reply(1003)).handle();
            assertThat(status(client.reply(1004))).isEqualTo(StatusCode.OK);
            assertThat(client.reply(1005)).isInstanceOf(Reply.Attributes.class);
            assertThat(close(handle)).isEqualTo(StatusCode.OK);
        }
    }

    @Test
    void aWholeFileIsSentWithoutWaitingForAnything() {
        client.init();
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Bytes handle = open("/f", OpenOptions.createNew(0600));
        List<Integer> ids = new ArrayList<>();
        for (int at = 0; at < content.length; at += 30_000) {
            ids.add(client.nextId());
            client.post(new Request.Write(ids.getLast(), handle, at, ByteBuffer.wrap(content, at, 30_000)));
        }
        ids.add(client.nextId());
        client.post(new Request.Fsetstat(ids.getLast(), handle, Attrs.of(Changes.ofPermissions(04755))));
        ids.add(client.nextId());
        client.post(new Request.Close(ids.getLast(), handle));
        ids.add(client.nextId());
        client.post(new Request.PosixRename(ids.getLast(), path("/f"), path("/g")));
        client.post(new Request.Stat(9999, path("/g")));
        for (int id : ids) assertThat(status(client.reply(id))).isEqualTo(StatusCode.OK);
        var attributes = ((Reply.Attributes) client.reply(9999)).attrs().attributes();
        assertThat(attributes.sizeOrZero()).isEqualTo(content.length);
        assertThat(attributes.permissions()).isEqualTo(OptionalInt.of(04755));
    }

    @Test
    void readsOfASlowTreeAreUnderWayTogetherAndComeWhole() throws Failed {
        byte[] content = new byte[500_000];
        new Random(2).nextBytes(content);
        try (OpenFile file = tree.open(path("/f"), OpenOptions.createNew(0644))) {
            file.write(0, ByteBuffer.wrap(content, 0, 250_000));
            file.write(250_000, ByteBuffer.wrap(content, 250_000, 250_000));
        }
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.READ);
        for (int i = 0; i < 5; i++) client.post(new Request.Read(100 + i, handle, i * 100_000L, 100_000));
        await(() -> slow.asked().get() == 5 * 4);
        slow.gate().countDown();
        for (int i = 0; i < 5; i++) {
            var data = ((Reply.Data) client.reply(100 + i)).data();
            assertThat(data).isEqualTo(ByteBuffer.wrap(content, i * 100_000, 100_000));
        }
        Reply tail = client.ask(new Request.Read(200, handle, 499_000, 50_000));
        assertThat(((Reply.Data) tail).data().remaining()).isEqualTo(1000);
    }

    @Test
    void aStatWaitsForTheWritesBeforeItAndNotForOtherFiles() {
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.createNew(0644));
        client.post(new Request.Write(50, handle, 0, Bytes.of("12345").buffer()));
        client.post(new Request.Stat(51, path("/f")));
        assertThat(client.ask(new Request.Mkdir(52, path("/d"), Attrs.NONE))).isInstanceOf(Reply.Status.class);
        assertThat(client.answered(51)).isFalse();
        slow.gate().countDown();
        assertThat(((Reply.Attributes) client.reply(51)).attrs().size()).isEqualTo(5);
    }

    @Test
    void appendingAndGrowingAreHonoured() {
        client.init();
        put("/f", "abc");
        Bytes handle = open("/f", OpenOptions.WRITE.appending());
        write(handle, 0, "de");
        close(handle);
        assertThat(get("/f")).isEqualTo("abcde");
        Attrs longer = Attrs.of(Changes.ofSize(7));
        assertThat(client.status(new Request.Setstat(client.nextId(), path("/f"), longer)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/f")).isEqualTo("abcde\0\0");
        Bytes kept = open("/f", OpenOptions.WRITE);
        close(kept);
        assertThat(get("/f")).hasSize(7);
    }

    @Test
    void refusalsHaveTheTruestStatusAndWords() {
        client.init();
        put("/f", "1");
        Reply missing = client.ask(new Request.Stat(client.nextId(), path("/none")));
        assertThat(missing).isInstanceOfSatisfying(Reply.Status.class, status -> {
            assertThat(status.code()).isEqualTo(StatusCode.NO_SUCH_FILE);
            assertThat(status.message()).isEqualTo("/none: No such file or directory");
        });
        assertThat(client.status(new Request.Mkdir(client.nextId(), path("/f"), Attrs.NONE)))
                .isEqualTo(StatusCode.FAILURE);
        assertThat(client.status(new Request.Stat(client.nextId(), path("/" + "x".repeat(300)))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Stat(client.nextId(), path("/a".repeat(20_000)))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Readdir(client.nextId(), open("/f", OpenOptions.READ))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Fstat(client.nextId(), Bytes.of("nothing"))))
                .isEqualTo(StatusCode.FAILURE);
    }

    @Test
    void aDirectoryIsListedWithLongNames() throws Failed {
        client.init();
        put("/f", "12345");
        Instant then = Instant.parse("2001-06-15T12:00:00Z");
        tree.setAttributes(path("/f"), Changes.ofPermissions(04751).withTimes(then, then));
        Bytes handle = client.handle(new Request.Opendir(client.nextId(), path("/")));
        Reply.Names names = (Reply.Names) client.ask(new Request.Readdir(client.nextId(), handle));
        assertThat(names.names()).singleElement().satisfies(named -> {
            assertThat(named.filename().text()).isEqualTo("f");
            assertThat(named.longname().text()).isEqualTo("-rwsr-x--x    1 root     root            5 Jun 15  2001 f");
            assertThat(named.attrs().mode()).isEqualTo(0104751);
        });
        assertThat(client.status(new Request.Readdir(client.nextId(), handle))).isEqualTo(StatusCode.EOF);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
    }

    @Test
    void aLargeDirectoryComesInPortions() throws Failed {
        for (int i = 0; i < 1234; i++) tree.makeDirectory(path("/d" + i), Changes.NONE);
        client.init();
        Bytes handle = client.handle(new Request.Opendir(client.nextId(), path(".")));
        int count = 0;
        while (client.ask(new Request.Readdir(client.nextId(), handle)) instanceof Reply.Names names) {
            assertThat(names.names()).hasSizeBetween(1, 100);
            count += names.names().size();
        }
        assertThat(count).isEqualTo(1234);
    }

    @Test
    void directoryRepliesComeInTheOrderOfTheirRequests() throws Failed {
        for (int i = 0; i < 150; i++) tree.makeDirectory(path("/d" + i), Changes.NONE);
        client.init();
        for (int round = 0; round < 200; round++) {
            Bytes handle = client.handle(new Request.Opendir(client.nextId(), path("/")));
            for (int i = 0; i < 3; i++) client.post(new Request.Readdir(90_000 + i, handle));
            client.post(new Request.Close(90_003, handle));
            assertThat(((Reply.Names) client.reply(90_000)).names()).hasSize(100);
            assertThat(((Reply.Names) client.reply(90_001)).names()).hasSize(50);
            assertThat(status(client.reply(90_002))).isEqualTo(StatusCode.EOF);
            assertThat(status(client.reply(90_003))).isEqualTo(StatusCode.OK);
        }
    }

    @Test
    void theThousandAndFirstHandleIsRefused() {
        serve(tree, usual.withHandles(10));
        client.init();
        List<Bytes> handles = new ArrayList<>();
        for (int i = 0; i < 10; i++) handles.add(open("/f" + i, OpenOptions.replace(0644)));
        Reply refused = client.ask(Request.Open.of(client.nextId(), path("/g"), OpenOptions.replace(0644)));
        assertThat(((Reply.Status) refused).message()).contains("10 files are open");
        close(handles.getFirst());
        open("/g", OpenOptions.replace(0644));
        assertThat(client.status(Request.Open.of(client.nextId(), path("/none"), OpenOptions.READ)))
                .isEqualTo(StatusCode.FAILURE);
    }

    @Test
    void anOpenThatFailsKeepsNoHandle() {
        serve(tree, usual.withHandles(1));
        client.init();
        for (int i = 0; i < 5; i++) {
            assertThat(client.status(Request.Open.of(client.nextId(), path("/none"), OpenOptions.READ)))
                    .isEqualTo(StatusCode.NO_SUCH_FILE);
        }
        assertThat(server.open()).isZero();
    }

    @Test
    void noFlagsAtAllMeanReading() {
        client.init();
        put("/f", "1");
        Bytes handle = client.handle(new Request.Open(client.nextId(), path("/f"), 0, Attrs.NONE));
        assertThat(client.ask(new Request.Read(client.nextId(), handle, 0, 10))).isInstanceOf(Reply.Data.class);
        assertThat(OpenFlags.READ).isEqualTo(1);
    }

    @Test
    void limitsAndRoomAreTold() {
        client.init();
        Reply.Extended limits = (Reply.Extended) client.ask(new Request.Limits(client.nextId()));
        assertThat(Answer.decode(limits.body(), Answer.Limits.class).toString())
                .contains("packet=307200, read=261120, write=261120, handles=1000");
        Reply.Extended room = (Reply.Extended) client.ask(new Request.Statvfs(client.nextId(), path("/")));
        assertThat(Answer.decode(room.body(), Answer.Statvfs.class).toString()).contains("frsize=4096");
        Reply home = client.ask(new Request.HomeDirectory(client.nextId(), ""));
        assertThat(((Reply.Names) home).names().getFirst().filename().text()).isEqualTo("/");
    }

    @Test
    void dataIsCopiedBetweenHandles() {
        client.init();
        put("/f", "0123456789");
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.replace(0644));
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 2, 0, to, 1)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("\00023456789");
    }

    private Reply hash(Bytes handle, String algorithms, long offset, long length, int block) {
        return client.ask(new Request.CheckFileHandle(client.nextId(), handle, algorithms, offset, length, block));
    }

    private static byte[] hashes(Reply reply) {
        var decoded = Answer.decode(((Reply.Extended) reply).body(), Answer.CheckFile.class);
        return ((dev.drey.sftp.wire.Decoded.Whole<Answer.CheckFile>) decoded)
                .packet()
                .hashes()
                .toArray();
    }

    @Test
    void rangesAreHashedByHandleAndByName() throws Exception {
        client.init();
        String text = "0123456789".repeat(70_000);
        Bytes writer = open("/f", OpenOptions.replace(0644));
        for (int at = 0; at < text.length(); at += 100_000) write(writer, at, text.substring(at, at + 100_000));
        close(writer);
        Bytes handle = open("/f", OpenOptions.READ);
        var sha256 = java.security.MessageDigest.getInstance("SHA-256");
        byte[] whole = sha256.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(hashes(hash(handle, "crc32,sha256,md5", 0, 0, 0))).isEqualTo(whole);
        assertThat(hashes(client.ask(new Request.CheckFileName(client.nextId(), path("/f"), "sha256", 0, 0, 0))))
                .isEqualTo(whole);
        byte[] blocks = hashes(hash(handle, "sha256", 5, 1000, 300));
        byte[] byName =
                hashes(client.ask(new Request.CheckFileName(client.nextId(), path("/f"), "sha256", 5, 1000, 300)));
        assertThat(blocks).hasSize(4 * 32).isEqualTo(byName);
        tree.remove(path("/f"));
        assertThat(hashes(hash(handle, "sha256", 0, 0, 0))).isEqualTo(whole);
    }

    @Test
    void hashesThatCannotBeAreRefused() {
        client.init();
        put("/f", "x".repeat(200_000));
        Bytes handle = open("/f", OpenOptions.READ);
        assertThat(status(hash(handle, "crc32", 0, 0, 0))).isEqualTo(StatusCode.OP_UNSUPPORTED);
        assertThat(status(hash(handle, "md5", 0, 0, 255))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(handle, "md5", 0, 0, -1))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(handle, "md5", -1, 0, 0))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(hash(handle, "md5", 200_001, 7, 256)).isInstanceOf(Reply.Extended.class);
        Bytes writer = open("/f", OpenOptions.WRITE);
        client.status(new Request.Setstat(client.nextId(), path("/f"), Attrs.of(Changes.ofSize(1L << 40))));
        assertThat(status(hash(handle, "md5", 0, 0, 256))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(writer, "md5", 0, 10, 0))).isEqualTo(StatusCode.PERMISSION_DENIED);
    }

    @Test
    void md5IsGivenOnlyWhereTheQuickCheckIsRight() {
        client.init();
        put("/f", "abc");
        Bytes right = Bytes.of(java.util.HexFormat.of().parseHex("900150983cd24fb0d6963f7d28e17f72"));
        for (Bytes quick : List.of(Bytes.EMPTY, right)) {
            Reply reply = client.ask(new Request.Md5Hash(client.nextId(), path("/f"), 0, 0, quick));
            assertThat(Answer.decode(((Reply.Extended) reply).body(), Answer.Md5.class)
                            .toString())
                    .contains(right.toString());
        }
        Reply other = client.ask(new Request.Md5Hash(client.nextId(), path("/f"), 0, 0, Bytes.of("0123456789abcdef")));
        assertThat(Answer.decode(((Reply.Extended) other).body(), Answer.Md5.class)
                        .toString())
                .contains("hash=]");
    }

    @Test
    void aMalformedPacketEndsTheChannel() {
        client.init();
        Bytes handle = open("/f", OpenOptions.replace(0644));
        assertThat(handle.length()).isEqualTo(8);
        client.raw(ByteBuffer.wrap(new byte[] {0, 0, 0, 6, 17, 0, 0, 0, 1, 9}));
        await(() -> !client.isOpen());
        await(() -> server.open() == 0);
    }

    @Test
    void aPacketThatIsTooLargeEndsTheChannel() {
        client.init();
        client.raw(ByteBuffer.wrap(new byte[] {0x7f, 0, 0, 6, 17}));
        await(() -> !client.isOpen());
    }

    @Test
    void aRequestBeforeInitEndsTheChannel() {
        client.post(new Request.Stat(1, path("/")));
        await(() -> !client.isOpen());
    }

    @Test
    void aPacketOfAnUnknownTypeIsUnsupported() {
        client.init();
        client.raw(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 21, 0, 0, 0, 77}));
        assertThat(status(client.reply(77))).isEqualTo(StatusCode.OP_UNSUPPORTED);
    }

    @Test
    void everythingThatCameIsCreditedInTheEnd() {
        client.init();
        put("/f", "x".repeat(200_000));
        for (int i = 0; i < 3000; i++) client.post(new Request.Stat(10_000 + i, path("/f")));
        for (int i = 0; i < 3000; i++) client.reply(10_000 + i);
        await(() -> client.credited.get() == client.sent.get());
    }

    @Test
    void aHalfPacketInASmallWindowIsCreditedSoThatTheRestCanCome() {
        client.init();
        Bytes handle = open("/f", OpenOptions.replace(0644));
        byte[] data = new byte[100_000];
        ByteBuffer[] parts = new Request.Write(500, handle, 0, ByteBuffer.wrap(data)).encode();
        for (ByteBuffer part : parts) {
            while (part.hasRemaining()) {
                int some = Math.min(1000, part.remaining());
                client.raw(part.slice(part.position(), some));
                part.position(part.position() + some);
                await(() -> client.credited.get() == client.sent.get());
            }
        }
        assertThat(status(client.reply(500))).isEqualTo(StatusCode.OK);
    }

    @Test
    void aClientThatNeverReadsIsNotReadFromEither() {
        serve(tree, usual.withInFlight(4 << 20));
        client.init();
        put("/f", "x".repeat(250_000));
        Bytes handle = open("/f", OpenOptions.READ);
        client.forgetful = true;
        client.stopReading();
        long before = client.credited.get();
        for (int i = 0; i < 20_000; i++) client.post(new Request.Read(10_000 + i, handle, 0, 50_000));
        assertThat(budget.taken()).isLessThan(5 << 20);
        assertThat(client.credited.get() - before).isLessThan(20_000);
        client.read();
        client.reply(10_000 + 19_999);
        await(() -> client.credited.get() == client.sent.get());
    }

    @Test
    void serversOfOneProcessShareABudget() {
        Budget small = new Budget(300_000);
        serve(tree, ServerOptions.forPeer("test", small));
        FakeClient other = new FakeClient();
        SftpServer second = SftpServer.over(other, tree, ServerOptions.forPeer("second", small));
        client.init();
        other.init();
        put("/f", "x".repeat(250_000));
        Bytes handle = open("/f", OpenOptions.READ);
        client.stopReading();
        for (int i = 0; i < 50; i++) client.post(new Request.Read(10_000 + i, handle, 0, 250_000));
        for (int i = 1; i < 50; i++)
            assertThat(other.ask(new Request.Stat(i, path("/f")))).isNotNull();
        assertThat(small.taken()).isLessThan(800_000);
        client.read();
        for (int i = 0; i < 50; i++) client.reply(10_000 + i);
        await(() -> small.taken() == 0);
        second.close();
    }

    @Test
    void theEndOfTheChannelClosesWhatIsOpen() throws Exception {
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.replace(0644));
        client.post(new Request.Write(50, handle, 0, Bytes.of("kept").buffer()));
        await(() -> slow.asked().get() == 1);
        tree.remove(path("/f"));
        client.close();
        assertThat(server.awaitEnd(Duration.ofMillis(100))).isFalse();
        slow.gate().countDown();
        assertThat(server.awaitEnd(Duration.ofSeconds(10))).isTrue();
        var space = tree.power(dev.drey.files.Space.class).orElseThrow().room(path("/"));
        assertThat(space.free()).isEqualTo(space.total());
    }

    @Test
    void hostileNumbersAreRefusedAndNeverFollowed() {
        client.init();
        put("/f", "1");
        Bytes handle = open("/f", OpenOptions.READ_WRITE);
        for (long offset : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(client.ask(new Request.Read(client.nextId(), handle, offset, -1)))
                    .isInstanceOf(Reply.Status.class);
            assertThat(write(handle, offset, "x")).isEqualTo(StatusCode.BAD_MESSAGE);
            assertThat(client.status(new Request.CopyData(client.nextId(), handle, offset, -1, handle, offset)))
                    .isEqualTo(StatusCode.BAD_MESSAGE);
        }
        Attrs huge = new Attrs(Attrs.SIZE, -1, 0, 0, 0, 0, 0, List.of());
        assertThat(client.status(new Request.Setstat(client.nextId(), path("/f"), huge)))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(get("/f")).isEqualTo("1");
    }

    @Test
    void theVersionComesFirstEvenWhenRequestsCameWithTheInit() {
        for (ByteBuffer part : new dev.drey.sftp.wire.Init(3, List.of()).encode()) client.raw(part);
        for (int i = 1; i <= 100; i++) client.post(new Request.Stat(i, path("/")));
        for (int i = 1; i <= 100; i++) assertThat(client.reply(i)).isInstanceOf(Reply.Attributes.class);
    }

    /// Packets with right and wrong parts, none of which may hang, crash or leave something open.
    @Test
    void randomRequestsAreAllAnsweredOrEndTheChannel() {
        Random random = new Random(11);
        int[] types = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 200};
        for (int round = 0; round < 300; round++) {
            FakeClient one = new FakeClient();
            SftpServer.over(one, tree, usual);
            one.init();
            for (int i = 0; i < 20 && one.isOpen(); i++) {
                byte[] body = new byte[random.nextInt(60)];
                random.nextBytes(body);
                for (int at = 0; at + 4 < body.length; at += 12) {
                    ByteBuffer.wrap(body).putInt(at, random.nextInt(16));
                }
                ByteBuffer packet = ByteBuffer.allocate(9 + body.length);
                packet.putInt(5 + body.length).put((byte) types[random.nextInt(types.length)]);
                one.raw(packet.putInt(i).put(body).flip());
            }
            one.close();
        }
    }
}
