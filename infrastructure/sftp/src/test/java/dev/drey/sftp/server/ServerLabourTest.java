package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.OpenOptions;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Request;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Work that takes long, and what it must not hold up.
class ServerLabourTest extends Served {
    private static final int MANY = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());

    private final EndlessTree endless = new EndlessTree(tree);

    /// As many as there are carriers of virtual threads would stop the whole process.
    @Test
    void manyHashesOfLargeFilesHoldUpNobody() throws Exception {
        serve(endless, usual);
        client.init();
        for (int i = 0; i < MANY; i++) {
            client.post(new Request.CheckFileName(100 + i, path("/f" + i), "sha512", 0, 0, 0));
        }
        Thread.sleep(200);
        FakeClient other = new FakeClient();
        SftpServer second = SftpServer.over(other, endless, ServerOptions.forPeer("second", budget));
        long start = System.nanoTime();
        other.init();
        other.ask(new Request.Stat(1, path("/f")));
        client.ask(new Request.Stat(1, path("/g")));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        // Not even another's hash.
        start = System.nanoTime();
        other.ask(new Request.CheckFileName(2, path("/f"), "md5", 0, 1 << 20, 0));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        other.close();
        assertThat(second.awaitEnd(Duration.ofSeconds(5))).isTrue();
        client.close();
        assertThat(server.awaitEnd(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aCopyEndsWithItsChannelHoweverNearItsRangesAre() throws Exception {
        serve(endless, usual);
        client.init();
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.WRITE);
        client.post(new Request.CopyData(50, from, 0, 0, to, 1));
        await(() -> endless.copies.get() > 3);
        client.close();
        assertThat(server.awaitEnd(Duration.ofSeconds(5))).isTrue();
        int copies = endless.copies.get();
        Thread.sleep(100);
        assertThat(endless.copies).hasValue(copies);
        assertThat(client.answered(50)).isFalse();
    }
}
