package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.sftp.client.SftpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// Over OpenSSH's `sftp-server` on pipes, without SSH; a broken line is one that has been closed in the
/// middle of a packet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferOnPipesIT extends TransferContract {
    private final TempDir dir = TempDir.create();
    private final SftpServerPipes server = SftpServerPipes.start();

    @Override
    FileTree openTree() throws Exception {
        return SftpClient.over(server);
    }

    @Override
    public Breaking breaking(Way way, long bytes) throws Exception {
        Cut cut = way == Way.TO_SERVER ? Cut.afterSending(bytes) : Cut.afterReceiving(bytes);
        return new Torn(SftpClient.over(WeakLink.cut(server, cut)));
    }

    private record Torn(FileTree tree) implements Breaking {
        @Override
        public void close() {
            tree.close();
        }
    }

    @Override
    RemotePath remote() {
        return RemotePath.of(dir.path().toString());
    }

    @Override
    Path disk() {
        return dir.path();
    }

    @AfterAll
    void stop() {
        try (dir) {
            server.close();
        }
    }

    @Override
    public Map<String, String> deviations() {
        return Map.of(
                "aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor TO_CLIENT",
                "it tells no hashes, and to read what is there would cost as much as to fetch it again");
    }
}
