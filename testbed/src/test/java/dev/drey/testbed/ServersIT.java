package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Each make of server starts, takes a file from OpenSSH's own client, and leaves no process behind.
@Timeout(60)
class ServersIT {
    @TestFactory
    Stream<DynamicTest> everyMakeTakesAFile() {
        return Stream.<Supplier<Server>>of(
                        Sshd::start, RcloneServer::start, ProftpdServer::start, AsyncsshServer::start)
                .map(start -> DynamicTest.dynamicTest("takes a file", () -> takesAFile(start)));
    }

    private static void takesAFile(Supplier<Server> start) throws Exception {
        Path folder;
        try (Server server = start.get();
                TempDir dir = TempDir.create()) {
            folder = server.disk();
            Path known = Files.write(dir.resolve("known_hosts"), server.knownHosts());
            Path file = Files.writeString(dir.resolve("file"), "content");
            Path batch = Files.writeString(
                    dir.resolve("batch"), "put " + file + " " + server.remote().resolve("file") + "\n");
            Child.run(sftp(server, known, batch));
            assertThat(folder.resolve("file")).hasContent("content");
        }
        assertThat(folder).doesNotExist();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static String[] sftp(Server server, Path known, Path batch) {
        return List.of(
                        "sftp",
                        "-F",
                        "none",
                        "-o",
                        "IdentitiesOnly=yes",
                        "-i",
                        server.clientKey().privateKey().toString(),
                        "-o",
                        "UserKnownHostsFile=" + known,
                        "-P",
                        Integer.toString(server.port()),
                        "-b",
                        batch.toString(),
                        server.user() + "@" + server.host())
                .toArray(String[]::new);
    }
}
