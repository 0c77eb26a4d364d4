package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// The real program against a real sshd, with an old file at each end. Behind every test, without its asking, the
/// old files have their bytes, modes and times, and there is no side file, no journal, no process of ours and no
/// file that anybody has open, the server included.
@Timeout(240)
abstract class Mishaps {
    static final String OLD = "what was there before\n";

    /// Of the account that the server makes up.
    static final int UID = 64_123;

    static Sshd sshd;

    DreyProgram drey;
    Path here;
    Path there;
    private List<Path> old;
    private List<String> before;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(SshdOptions.USUAL.withLogin("ana", "right horse"));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    /// The account is an ordinary one, so the server can refuse it things.
    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        here = drey.work();
        there = Files.createDirectory(sshd.disk().resolve("t"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(here.resolve("new"), "new\n");
        old = List.of(old(there.resolve("old")), old(here.resolve("old")));
        own(there.resolve("old"));
        before = states();
    }

    static Path old(Path file) throws IOException {
        Files.writeString(file, OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        return file;
    }

    /// Makes the account of the server its owner.
    static Path own(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", UID);
        Files.setAttribute(file, "unix:gid", UID);
        return file;
    }

    /// One more file that must stay as it is from now on.
    void watch(Path file) throws IOException {
        old = Stream.concat(old.stream(), Stream.of(file)).toList();
        before = states();
    }

    void unwatch(Path file) throws IOException {
        old = old.stream().filter(one -> !one.equals(file)).toList();
        before = states();
    }

    /// From now on the files may be what they are now.
    void replaced() throws IOException {
        before = states();
    }

    private List<String> states() throws IOException {
        List<String> states = new ArrayList<>();
        for (Path file : old) {
            states.add(file + " " + DiskState.sha256(file) + " "
                    + Files.readAttributes(file, "unix:mode,uid,gid,nlink,lastModifiedTime,ino"));
        }
        return states;
    }

    @AfterEach
    void end() throws IOException {
        try {
            assertNothingLeft();
        } finally {
            drey.close();
            TempDir.delete(there);
        }
    }

    private void assertNothingLeft() throws IOException {
        assertOldFiles();
        for (Path folder : List.of(there, here)) {
            Leftovers.assertNoSideFiles(folder);
            Leftovers.assertNobodyHolds(folder);
        }
        assertThat(journals()).as("journals").isEmpty();
        assertThat(drey.running()).as("processes of ours").isEmpty();
    }

    void assertOldFiles() throws IOException {
        assertThat(states()).as("the old files").isEqualTo(before);
    }

    private List<Path> journals() throws IOException {
        if (!Files.exists(drey.state())) return List.of();
        try (Stream<Path> all = Files.walk(drey.state())) {
            return all.filter(file -> file.toString().endsWith(".journal")).toList();
        }
    }

    /// Whether an unfinished file of at least that size lies there.
    static boolean sided(Path folder, long size) throws IOException {
        for (String name : CliTrees.files(folder)) {
            if (name.endsWith(".drey-part") && Files.size(folder.resolve(name)) >= size) return true;
        }
        return false;
    }

    DreyProgram with(String more) {
        return drey.configured("servers:\n" + DreyProgram.server("box", sshd, more));
    }
}
