package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/// A server that is configured by two names, `box`, the default, and `bex`; each test has a folder of its own there.
abstract class AtTwoNames extends AtServer {
    Path there;

    @BeforeEach
    @Override
    void begin() {
        try {
            there = Files.createTempDirectory(sshd.disk(), "t");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drey = new DreyProgram()
                .configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "")
                        + DreyProgram.server("bex", sshd, ""));
    }

    /// As the server knows a file of that folder.
    String name(String file) {
        return there.getFileName() + "/" + file;
    }
}
