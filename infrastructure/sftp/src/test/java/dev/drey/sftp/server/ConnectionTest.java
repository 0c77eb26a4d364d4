package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.FileTree;
import dev.drey.files.OpenOptions;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the channels of one connection share, and what they do not.
class ConnectionTest extends Served {
    private final FakeClient other = new FakeClient();

    private SftpServer both(Connection connection) {
        ServerOptions options = ServerOptions.forPeer("test", connection);
        return both(tree, options);
    }

    private SftpServer both(FileTree shown, ServerOptions options) {
        serve(shown, options);
        SftpServer second = SftpServer.over(other, shown, options);
        client.init();
        other.init();
        return second;
    }

    private Request.Open opening(FakeClient who, String path) {
        return Request.Open.of(who.nextId(), path(path), OpenOptions.READ);
    }

    @Test
    void openFilesCountTogether() throws Exception {
        Connection connection = Connection.of(budget).withHandles(2);
        SftpServer second = both(connection);
        put("/f", "1");
        open("/f", OpenOptions.READ);
        other.handle(opening(other, "/f"));
        Reply refused = other.ask(opening(other, "/f"));
        assertThat(((Reply.Status) refused).message())
                .isEqualTo("/f: 2 files are open on this connection already; close some");
        second.close();
        assertThat(second.awaitEnd(Duration.ofSeconds(5))).isTrue();
        open("/f", OpenOptions.READ);
        assertThat(connection.open()).isEqualTo(2);
    }

    @Test
    void aClientIsAwaitedUntilItHasGoneAndThenForAMoment() throws Exception {
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        open("/f", OpenOptions.replace(0644));
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                closed.complete(server.awaitClient(Duration.ofMillis(50)));
            } catch (InterruptedException impossible) {
                closed.completeExceptionally(impossible);
            }
        });
        Thread.sleep(200);
        assertThat(closed).isNotDone();
        client.close();
        assertThat(closed.get(5, TimeUnit.SECONDS))
                .as("its file does not close")
                .isFalse();
        slow.gate().countDown();
        assertThat(server.awaitClient(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void bytesInFlightCountTogether() {
        SlowTree far = new SlowTree(tree);
        far.gate().countDown();
        Connection connection = Connection.of(budget).withInFlight(1 << 20);
        SftpServer second = both(far, ServerOptions.forPeer("test", connection));
        put("/f", "x".repeat(250_000));
        Bytes handle = open("/f", OpenOptions.READ);
        client.forgetful = true;
        client.stopReading();
        for (int i = 0; i < 100; i++) client.post(new Request.Read(10_000 + i, handle, 0, 250_000));
        for (int i = 0; i < 20; i++) {
            assertThat(other.ask(new Request.Stat(other.nextId(), path("/f")))).isInstanceOf(Reply.Attributes.class);
            assertThat(budget.taken()).isBetween(1L << 20, 2L << 20);
        }
        client.read();
        for (int i = 0; i < 100; i++) client.reply(10_000 + i);
        second.close();
    }

    @Test
    void aHandleOfAnotherChannelIsNobodys() {
        SftpServer second = both(Connection.of(budget));
        put("/f", "1");
        Bytes mine = open("/f", OpenOptions.READ_WRITE);
        other.handle(opening(other, "/f"));
        assertThat(other.status(new Request.Fstat(other.nextId(), mine))).isEqualTo(StatusCode.FAILURE);
        assertThat(other.status(new Request.Close(other.nextId(), mine))).isEqualTo(StatusCode.FAILURE);
        assertThat(client.ask(new Request.Fstat(client.nextId(), mine))).isInstanceOf(Reply.Attributes.class);
        second.close();
    }

    /// Their paths and answers would else be many times as large as the requests.
    @Test
    void largeQuestionsAreWeighedByTheirAnswers() {
        client.init();
        client.forgetful = true;
        client.stopReading();
        var ids = Collections.nCopies(30_000, 0);
        for (int i = 0; i < 500; i++) client.post(new Request.UsersGroupsById(10_000 + i, ids, List.of()));
        for (int i = 0; i < 500; i++) client.post(new Request.Stat(20_000 + i, path("/a".repeat(15_000))));
        assertThat(budget.taken()).isLessThan(18 << 20);
        client.read();
        for (int i = 0; i < 500; i++) client.reply(20_000 + i);
        await(() -> budget.taken() == 0);
    }

    @Test
    void namesThatDoNotFitOneReplyAreRefused() {
        client.init();
        var many = Collections.nCopies(70_000, 0);
        assertThat(client.status(new Request.UsersGroupsById(client.nextId(), many, List.of())))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.ask(new Request.UsersGroupsById(client.nextId(), List.of(0), List.of(0))))
                .isInstanceOf(Reply.Extended.class);
    }

    @Test
    void pathsOfThousandsOfNamesKeepTheirOrder() {
        client.init();
        StringBuilder deep = new StringBuilder();
        int first = client.nextId();
        for (int i = 0; i < 200; i++) {
            deep.append("/d");
            client.post(new Request.Mkdir(first + i, path(deep.toString()), Attrs.NONE));
        }
        for (int i = 0; i < 200; i++)
            assertThat(FakeClient.status(client.reply(first + i))).isEqualTo(StatusCode.OK);
    }
}
