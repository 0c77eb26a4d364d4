package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static dev.drey.sftp.server.FakeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a client may not do to the server, and what the end of a channel leaves.
class ServerBoundsTest extends Served {
    @Test
    void theThousandAndFirstHandleIsRefused() {
        client.init();
        List<Bytes> handles = new ArrayList<>();
        for (int i = 0; i < 1000; i++) handles.add(open("/f" + i, OpenOptions.replace(0644)));
        Reply refused = client.ask(Request.Open.of(client.nextId(), path("/g"), OpenOptions.replace(0644)));
        assertThat(((Reply.Status) refused).message()).contains("1000 files are open");
        close(handles.getFirst());
        open("/g", OpenOptions.replace(0644));
        assertThat(client.status(Request.Open.of(client.nextId(), path("/none"), OpenOptions.READ)))
                .isEqualTo(StatusCode.FAILURE);
    }

    /// Else a client could have any number open by closing them slowly.
    @Test
    void aPlaceIsFreeWhenItsCloseHasEnded() throws Exception {
        lay("/f", "1");
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual.withHandles(10));
        client.init();
        List<Bytes> handles = new ArrayList<>();
        for (int i = 0; i < 10; i++) handles.add(open("/f", OpenOptions.READ));
        for (int i = 0; i < 10; i++) client.post(new Request.Close(50 + i, handles.get(i)));
        await(() -> slow.asked().get() == 10);
        assertThat(server.open()).isEqualTo(10);
        assertThat(client.status(new Request.Fstat(70, handles.getFirst()))).isEqualTo(StatusCode.FAILURE);
        assertThat(client.status(Request.Open.of(71, path("/f"), OpenOptions.READ)))
                .isEqualTo(StatusCode.FAILURE);
        slow.gate().countDown();
        for (int i = 0; i < 10; i++) assertThat(status(client.reply(50 + i))).isEqualTo(StatusCode.OK);
        for (int i = 0; i < 10; i++) open("/f", OpenOptions.READ);
        client.close();
        assertThat(server.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(server.open()).isZero();
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
        SlowTree far = new SlowTree(tree);
        far.gate().countDown();
        serve(far, usual.withInFlight(4 << 20));
        client.init();
        put("/f", "x".repeat(250_000));
        Bytes handle = open("/f", OpenOptions.READ);
        client.forgetful = true;
        client.stopReading();
        long before = client.credited.get();
        for (int i = 0; i < 20_000; i++) client.post(new Request.Read(10_000 + i, handle, 0, 50_000));
        assertThat(budget.taken()).isBetween(4L << 20, 5L << 20);
        assertThat(client.credited.get() - before).isLessThan(20_000);
        client.read();
        client.reply(10_000 + 19_999);
        await(() -> client.credited.get() == client.sent.get());
    }

    @Test
    void serversOfOneProcessShareABudget() {
        Budget small = new Budget(300_000);
        SlowTree far = new SlowTree(tree);
        far.gate().countDown();
        serve(far, ServerOptions.forPeer("test", small));
        FakeClient other = new FakeClient();
        SftpServer second = SftpServer.over(other, far, ServerOptions.forPeer("second", small));
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

    /// Four who ask for much and read nothing, and one who reads.
    @Test
    void clientsThatDoNotReadHoldUpNoOther() throws Exception {
        lay("/f", "x".repeat(250_000));
        SlowTree ready = new SlowTree(tree);
        ready.gate().countDown();
        Budget process = new Budget(64 << 20);
        List<FakeClient> deaf = new ArrayList<>();
        List<SftpServer> servers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FakeClient one = new FakeClient();
            servers.add(SftpServer.over(one, ready, ServerOptions.forPeer("deaf", process)));
            one.init();
            Bytes handle = one.handle(Request.Open.of(one.nextId(), path("/f"), OpenOptions.READ));
            one.stopReading();
            for (int j = 0; j < 200; j++) one.post(new Request.Read(100 + j, handle, 0, 255 << 10));
            deaf.add(one);
        }
        assertThat(process.isFull()).isTrue();
        SlowTree slow = new SlowTree(tree);
        serve(slow, ServerOptions.forPeer("other", process));
        client.init();
        Bytes handle = open("/f", OpenOptions.READ);
        for (int i = 0; i < 16; i++) client.post(new Request.Read(100 + i, handle, i * 1000L, 20_000));
        await(() -> slow.asked().get() == 16);
        slow.gate().countDown();
        for (int i = 0; i < 16; i++) client.reply(100 + i);
        for (FakeClient one : deaf) one.close();
        for (SftpServer one : servers)
            assertThat(one.awaitEnd(Duration.ofSeconds(5))).isTrue();
        await(() -> process.taken() == 0);
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

    /// A tree tells hundreds of names at once, and one reply takes a hundred of them.
    @Test
    void directoriesThatAreReadInPartHoldLittle() {
        List<WeakReference<Entry>> told = new ArrayList<>();
        serve(
                new Around(tree) {
                    @Override
                    public Listing list(RemotePath directory) {
                        return new Portions(2, told);
                    }
                },
                usual);
        client.init();
        List<Bytes> handles = new ArrayList<>();
        for (int i = 0; i < 1000; i++) handles.add(client.handle(new Request.Opendir(client.nextId(), path("/"))));
        int names = 0;
        for (Bytes handle : handles) names += read(handle);
        assertThat(told).hasSize(300_000);
        System.gc();
        assertThat(told.stream().filter(one -> one.get() != null).count()).isLessThan(20_000);
        assertThat(budget.taken()).isBetween(3L << 20, 9L << 20);
        for (Bytes handle : handles) {
            for (int some = read(handle); some > 0; some = read(handle)) names += some;
        }
        assertThat(names).isEqualTo(600_000);
        await(() -> budget.taken() == 0);
    }

    private int read(Bytes handle) {
        return client.ask(new Request.Readdir(client.nextId(), handle)) instanceof Reply.Names names
                ? names.names().size()
                : 0;
    }

    /// Portions of 300 long names.
    private static final class Portions implements Listing {
        private final List<WeakReference<Entry>> told;
        private int left;

        Portions(int portions, List<WeakReference<Entry>> told) {
            this.left = portions;
            this.told = told;
        }

        @Override
        public Optional<List<Entry>> next() {
            if (left-- <= 0) return Optional.empty();
            List<Entry> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) all.add(new Entry(Name.of("x".repeat(250 - i % 3) + i), Attributes.NONE));
            synchronized (told) {
                all.forEach(one -> told.add(new WeakReference<>(one)));
            }
            return Optional.of(all);
        }

        @Override
        public void close() {}
    }

    /// Packets with right and wrong parts, none of which may hang, crash or leave something open.
    @Test
    void randomRequestsAreAllAnsweredOrEndTheChannel() throws Exception {
        Random random = new Random(11);
        int[] types = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 200};
        for (int round = 0; round < 300; round++) {
            FakeClient one = new FakeClient();
            Connection connection = Connection.of(budget);
            SftpServer server = SftpServer.over(one, tree, ServerOptions.forPeer("random", connection));
            one.init();
            List<Integer> asked = new ArrayList<>();
            for (int i = 0; i < 20 && one.isOpen(); i++) {
                byte[] body = new byte[random.nextInt(60)];
                random.nextBytes(body);
                for (int at = 0; at + 4 < body.length; at += 12) {
                    ByteBuffer.wrap(body).putInt(at, random.nextInt(16));
                }
                ByteBuffer packet = ByteBuffer.allocate(9 + body.length);
                packet.putInt(5 + body.length).put((byte) types[random.nextInt(types.length)]);
                one.raw(packet.putInt(i).put(body).flip());
                asked.add(i);
            }
            await(() -> !one.isOpen() || asked.stream().allMatch(one::answered));
            one.close();
            assertThat(server.awaitEnd(Duration.ofSeconds(10))).isTrue();
            assertThat(server.open()).isZero();
            assertThat(connection.open()).isZero();
            assertThat(server.isIdle()).isTrue();
        }
        await(() -> budget.taken() == 0);
    }
}
