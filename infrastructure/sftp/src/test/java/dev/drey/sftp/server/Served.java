package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A tree in memory, served to a client without a line; when a test ends, everything must have been given back.
@Timeout(30)
abstract class Served {
    final MemoryTree tree = new MemoryTree();
    final FakeClient client = new FakeClient();
    final Budget budget = new Budget(1 << 30);
    final ServerOptions usual = ServerOptions.forPeer("test", budget);
    SftpServer server = SftpServer.over(client, tree, usual);

    void serve(FileTree other, ServerOptions options) {
        server = SftpServer.over(client, other, options);
    }

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        client.close();
        assertThat(server.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(server.open()).isZero();
        await(() -> budget.taken() == 0);
    }

    static RemotePath path(String text) {
        return RemotePath.of(text);
    }

    Bytes open(String path, OpenOptions options) {
        return client.handle(Request.Open.of(client.nextId(), path(path), options));
    }

    StatusCode write(Bytes handle, long offset, String text) {
        return client.status(new Request.Write(
                client.nextId(), handle, offset, Bytes.of(text).buffer()));
    }

    StatusCode close(Bytes handle) {
        return client.status(new Request.Close(client.nextId(), handle));
    }

    void put(String path, String text) {
        Bytes handle = open(path, OpenOptions.replace(0644));
        assertThat(write(handle, 0, text)).isEqualTo(StatusCode.OK);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
    }

    /// Into the tree itself, past the server.
    void lay(String path, String text) throws Failed {
        try (OpenFile file = tree.open(path(path), OpenOptions.replace(0644))) {
            for (int at = 0; at < text.length(); at += file.largestWrite()) {
                String some = text.substring(at, Math.min(text.length(), at + file.largestWrite()));
                file.write(at, Bytes.of(some).buffer()).await();
            }
        }
    }

    String get(String path) {
        Bytes handle = open(path, OpenOptions.READ);
        Reply reply = client.ask(new Request.Read(client.nextId(), handle, 0, 1 << 20));
        close(handle);
        return reply instanceof Reply.Data data ? Bytes.of(data.data()).text() : "";
    }
}
