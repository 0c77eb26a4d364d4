package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people get wrong about files, and what disks and servers refuse of them: each with its code and
/// message.
class CliBadFilesIT extends CliMishaps {
    private static final Path NOTHING = Path.of("/dev/null");

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        fails(Code.NOT_FOUND, 1, "No such file", "get", "box:t/missing", "old");
        fails(Code.NOT_FOUND, 1, "No such file", "put", "missing", "box:t/old");
        says(1, "No such file", "ls", "box:t/missing");
    }

    @Test
    void aMissingDirectoryIsToldWithTheOptionThatMakesIt() throws IOException {
        fails(Code.NOT_FOUND, 1, "No such directory", "put", "new", "box:t/no/such/dir");
        fails(Code.NOT_FOUND, 1, "No such directory", "get", "box:t/old", "no/such/dir");
        says(1, "No such directory; --parents makes it on the way", "put", "new", "box:t/no/such/dir");
        fine("put", "--parents", "new", "box:t/no/such/dir");
        assertThat(there.resolve("no/such/dir")).hasContent("new\n");
    }

    @Test
    void aDirectoryWhereAFileShouldBeAndTheOtherWayRound() throws IOException {
        Files.createDirectories(there.resolve("d/new"));
        Files.createDirectory(here.resolve("tree"));
        fails(Code.IS_A_DIRECTORY, 1, "s a directory", "put", "new", "box:t/d");
        fails(Code.NOT_A_DIRECTORY, 1, "ot a directory", "put", "-r", "tree", "box:t/old");
        says(1, "s a directory", "cat", "box:t/d");
        // OpenSSH answers "No such file" below a file, and its own sftp shows the same.
        fails(Code.NOT_FOUND, 1, "No such file", "get", "box:t/old/x", "y");
        assertThat(there.resolve("d/new")).isEmptyDirectory();
    }

    @Test
    void whatMayNotBeReadIsDenied() throws IOException {
        Path secret = Files.writeString(there.resolve("secret"), "s");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        watch(secret);
        fails(Code.PERMISSION_DENIED, 1, "Permission denied", "get", "box:t/secret", "old");
        says(1, "Permission denied", "get", "box:t/secret", "old");
    }

    /// Neither a new file in a closed directory, nor a file that belongs to somebody else in it.
    @Test
    void whatMayNotBeWrittenIsDenied() throws IOException {
        Path closed = Files.createDirectory(there.resolve("closed"));
        Path foreign = Files.writeString(closed.resolve("foreign"), OLD);
        watch(foreign);
        fails(Code.PERMISSION_DENIED, 1, "Permission denied", "put", "new", "box:t/closed/x");
        fails(Code.PERMISSION_DENIED, 1, "Permission denied", "put", "new", "box:t/closed/foreign");
        says(1, "Permission denied", "put", "new", "box:t/closed/foreign");
    }

    @Test
    void aFullDiskKeepsTheOldFileAndSaysHowMuchIsMissing() throws IOException {
        try (TempDir small = TempDir.open()) {
            mount(small.path());
            // Started afterwards: the server has mounts of its own, and copies those that are there.
            try (Sshd full = Sshd.start()) {
                drey.knowing(full);
                watch(old(small.resolve("f")));
                Files.write(here.resolve("big"), new byte[4 << 20]);
                String target = "box:" + small.resolve("f");
                fails(Code.NO_SPACE, 1, "No space left on device", "put", "big", target);
                says(1, "No space left on device (2.0 MiB are free, 4.0 MiB are needed)", "put", "big", target);
                Run fed = inTime(drey.fed(new byte[4 << 20], "write", target));
                says(1, "No space left on device", fed);
                Leftovers.assertNoSideFiles(small.path());
                replacedBy(small.resolve("f"));
            } finally {
                Child.run("umount", small.path().toString());
            }
        }
    }

    @Test
    void aFullDiskHereKeepsTheOldFileToo() throws IOException {
        Path small = Files.createDirectory(here.resolve("small"));
        mount(small);
        try {
            watch(old(small.resolve("f")));
            Files.write(there.resolve("big"), new byte[4 << 20]);
            String words = "No space left on device (2.0 MiB are free, 4.0 MiB are needed)";
            fails(Code.NO_SPACE, 1, words, "get", "box:t/big", "small/f");
            Leftovers.assertNoSideFiles(small);
            replacedBy(small.resolve("f"));
        } finally {
            Child.run("umount", small.toString());
        }
    }

    private static void mount(Path small) {
        Child.run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", small.toString());
    }

    /// A disk that goes away takes the old file with it, which was looked at for the last time.
    private void replacedBy(Path gone) throws IOException {
        assertThat(gone).hasContent(OLD);
        unwatch(gone);
    }

    @Test
    void aFifoNeverHangs() throws IOException {
        Child.run("mkfifo", here.resolve("fifo").toString());
        Child.run("mkfifo", "-m", "666", there.resolve("fifo").toString());
        fails(Code.UNSUPPORTED, 1, "fifo", "put", "fifo", "box:t/x");
        fails(Code.UNSUPPORTED, 1, "fifo", "get", "box:t/fifo", "x");
        fails(Code.UNSUPPORTED, 1, "fifo", "put", "new", "box:t/fifo");
        says(1, "fifo", "cat", "box:t/fifo");
        fine("put", "-r", "./", "box:t/copy");
        assertThat(there.resolve("copy/fifo")).doesNotExist();
        assertThat(there.resolve("copy/old")).hasContent(OLD);
    }

    @Test
    void oddNamesTravelBothWays() throws IOException {
        List<String> words = new ArrayList<>(List.of("put", "--"));
        List<String> names = Stream.of(OddName.values())
                .filter(OddName::isText)
                .map(odd -> odd.asName().text())
                .toList();
        for (String name : names) {
            Files.writeString(here.resolve(name), name);
            words.add("./" + name);
        }
        words.add("box:t/");
        fine(words.toArray(String[]::new));
        Files.createDirectory(here.resolve("d"));
        words = new ArrayList<>(List.of("get", "--"));
        for (String name : names) words.add("box:t/" + name);
        words.add("d");
        fine(words.toArray(String[]::new));
        for (String name : names) {
            assertThat(there.resolve(name)).hasContent(name);
            assertThat(here.resolve("d").resolve(name)).hasContent(name);
        }
    }

    /// They are named by an URL's percent signs; here they can only be had under another name.
    @ParameterizedTest
    @EnumSource(names = {"INVALID_UTF8", "OVERLONG_SLASH"})
    void namesThatAreNoTextTravelUnderAnUrl(OddName odd) throws IOException {
        StringBuilder url = new StringBuilder();
        for (byte one : odd.asName().bytes()) url.append("%%%02x".formatted(one & 0xff));
        String base = "sftp://%s@%s:%d%s/".formatted(sshd.user(), sshd.host(), sshd.port(), there);
        String key = sshd.clientKey().privateKey().toString();
        String known = "knownHostsFile=" + sshd.knownHostsFile();
        fine("put", "-i", key, "-o", known, "new", base + url);
        fine("get", "-i", key, "-o", known, base + url, "back");
        assertThat(here.resolve("back")).hasContent("new\n");
    }

    @Test
    void aLinkIsKeptAndWhatItLeadsToReplaced() throws IOException {
        Path file = own(old(there.resolve("file")));
        Files.createSymbolicLink(there.resolve("link"), Path.of("file"));
        fine("put", "new", "box:t/link");
        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(file).hasContent("new\n");
    }

    /// Here: a server of SFTP version 3 does not tell how many names a file has.
    @Test
    void hardLinksStayTogether() throws IOException {
        own(Files.writeString(there.resolve("file"), "from there"));
        Path file = old(here.resolve("file"));
        Files.createLink(here.resolve("hard"), file);
        assertThat(fine("get", "box:t/file", "file").err()).contains("several names (hard links)");
        assertThat(here.resolve("hard")).hasContent("from there");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(2);
    }

    @Test
    void aPrivateFileStaysPrivate() throws IOException {
        for (Path folder : List.of(here, there)) {
            Path file = own(Files.writeString(folder.resolve("private"), OLD));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        fine("put", "new", "box:t/private");
        fine("get", "box:t/private", "private");
        for (Path folder : List.of(here, there)) {
            Path file = folder.resolve("private");
            assertThat(file).hasContent("new\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    /// The server's account may write the file, but could not give a new one away.
    @Test
    void aForeignOwnerIsKept() throws IOException {
        Path foreign = old(there.resolve("foreign"));
        Object owner = Files.getAttribute(foreign, "unix:uid");
        assertThat(owner).isNotEqualTo(UID);
        Run run = fine("put", "new", "box:t/foreign");
        assertThat(run.err()).contains("written in place: the owner of");
        assertThat(foreign).hasContent("new\n");
        assertThat(Files.getAttribute(foreign, "unix:uid")).isEqualTo(owner);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(foreign)))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void twoRunsOfTheSameJobAtOnceDoNotMix() throws Exception {
        Path big = TempFiles.file(here.resolve("big"), 24 << 20, 3);
        Going first = drey.start(NOTHING, "put", "--bwlimit", "1M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 1));
        fails(Code.BUSY, 1, "running already (process " + first.process().pid(), "put", "big", "box:t/big");
        Run second = says(1, "running already", "put", "big", "box:t/big");
        assertThat(second.err()).containsOnlyOnce("put ");
        Child.run("kill", "-INT", Long.toString(first.process().pid()));
        assertThat(inTime(first.finished(LIMIT)).exit()).isEqualTo(130);
        fine("put", "big", "box:t/big");
        assertThat(there.resolve("big")).hasSameBinaryContentAs(big);
    }

    @ParameterizedTest
    @ValueSource(longs = {3 << 20, 9 << 20})
    void aFileThatShrinksOrGrowsWhileItIsSentNeverGetsTheName(long size) throws Exception {
        Path big = TempFiles.file(here.resolve("big"), 6 << 20, 4);
        Going run = drey.start(NOTHING, "put", "--json", "--bwlimit", "3M", "big", "box:t/old");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 1));
        try (RandomAccessFile open = new RandomAccessFile(big.toFile(), "rw")) {
            open.setLength(size);
        }
        failed(Code.SOURCE_CHANGED, 1, "while it was read", run.finished(LIMIT));
        fine("put", "big", "box:t/old");
        assertThat(there.resolve("old")).hasSameBinaryContentAs(big);
        replaced();
    }

    @Test
    void ctrlCStopsCleanlyAndTheSameCommandGoesOn() throws Exception {
        Files.write(here.resolve("big"), new byte[24 << 20]);
        Going run = drey.start(NOTHING, "put", "--bwlimit", "2M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 2 << 20));
        Child.run("kill", "-INT", Long.toString(run.process().pid()));
        says(130, "are kept in .big.", run.finished(Duration.ofSeconds(20)));
        assertThat(there.resolve("big")).doesNotExist();
        Run again = fine("put", "--json", "big", "box:t/big");
        assertThat(again.out()).contains("\"resumedFrom\"").doesNotContain("\"resumedFrom\":0,");
    }
}
