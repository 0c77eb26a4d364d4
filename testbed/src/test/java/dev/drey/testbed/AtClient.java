package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A server, and one `drey mcp` behind the official TypeScript SDK with an open session there, for all tests of a
/// class; each test has a folder of its own at the server.
abstract class AtClient {
    static Sshd sshd;
    static DreyProgram drey;
    static TypeScriptClient client;
    static String session;

    Path there;

    /// Two names for one server, the first of them the default.
    @BeforeAll
    static void start() {
        sshd = Sshd.start();
        drey = new DreyProgram()
                .configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "")
                        + DreyProgram.server("bex", sshd, ""));
        client = TypeScriptClient.start(drey, "mcp");
        session = client.session("box");
    }

    @AfterAll
    static void stop() {
        client.close();
        drey.close();
        sshd.close();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        there = Files.createTempDirectory(sshd.disk(), "t");
    }

    /// A file in the test's folder, from where the server starts.
    String name(String file) {
        return there.getFileName() + "/" + file;
    }
}
