package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey edit`: saved when it may be, and nothing lost when not.
@Timeout(240)
class CliEditIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        drey.with("TMPDIR", drey.mkdir("edits").toString());
        there = Files.createDirectory(sshd.disk().resolve("t"));
        Files.writeString(there.resolve("file.conf"), "one\n");
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        Leftovers.assertNoSideFiles(there);
        TempDir.delete(there);
    }

    /// An editor that does what a shell's lines say; `$1` is the file.
    private Run edit(String editor, String path) {
        drey.write("editor", editor + "\n");
        drey.with("EDITOR", "sh " + drey.home().resolve("editor"));
        return drey.run("edit", "box:t/" + path);
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.walk(drey.home().resolve("edits"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void assertNothingKept() throws IOException {
        assertThat(drey.home().resolve("edits")).isEmptyDirectory();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void whatWasEditedIsSavedWithItsModeThroughALinkAndTheCopyGoes() throws IOException {
        Files.setPosixFilePermissions(there.resolve("file.conf"), PosixFilePermissions.fromString("rw-r-x--x"));
        Files.createSymbolicLink(there.resolve("link"), Path.of("file.conf"));
        String editor = "echo two >> \"$1\"; stat -c %a \"$1\" \"$(dirname \"$1\")\" > " + drey.home() + "/modes";
        Run run = edit(editor, "link");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(there.resolve("file.conf")).hasContent("one\ntwo");
        assertThat(mode(there.resolve("file.conf"))).isEqualTo("rw-r-x--x");
        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(drey.home().resolve("modes")).hasContent("600\n700");
        assertNothingKept();
    }

    @Test
    void whatIsNotChangedIsNotWritten() throws IOException {
        Object inode = Files.getAttribute(there.resolve("file.conf"), "unix:ino");
        Run run = edit("true", "file.conf");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(run.err()).contains("unchanged");
        assertThat(Files.getAttribute(there.resolve("file.conf"), "unix:ino")).isEqualTo(inode);
        assertNothingKept();
    }

    @Test
    void whatHasChangedThereIsNotOverwrittenAndTheCopyStays() throws IOException {
        Run run = edit("echo mine > \"$1\"; echo theirs > " + there.resolve("file.conf"), "file.conf");
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(there.resolve("file.conf")).hasContent("theirs");
        assertThat(copies()).singleElement().satisfies(copy -> {
            assertThat(copy).hasContent("mine").hasFileName("file.conf");
            assertThat(mode(copy)).isEqualTo("rw-------");
            assertThat(run.err()).contains("changed there meanwhile").contains(copy.toString());
        });
    }

    /// Of the same size and time, as when two write within the same second.
    @Test
    void aChangeThatOnlyTheBytesShowIsSeen() throws IOException {
        String other = "echo mine > \"$1\"; touch -r " + there + "/file.conf " + there + "/time; printf 'ONE\\n' > "
                + there + "/file.conf; touch -r " + there + "/time " + there + "/file.conf";
        Run run = edit(other, "file.conf");
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(there.resolve("file.conf")).hasContent("ONE");
    }

    @Test
    void aFileThatWasRemovedOrMadeMeanwhileIsAConflictToo() throws IOException {
        Run removed = edit("echo mine > \"$1\"; rm " + there.resolve("file.conf"), "file.conf");
        assertThat(removed.exit()).as("%s", removed).isEqualTo(1);
        assertThat(removed.err()).contains("removed there meanwhile");
        assertThat(there.resolve("file.conf")).doesNotExist();
        Run made = edit("echo mine > \"$1\"; echo theirs > " + there.resolve("new"), "new");
        assertThat(made.exit()).as("%s", made).isEqualTo(1);
        assertThat(there.resolve("new")).hasContent("theirs");
        assertThat(copies()).hasSize(2);
    }

    @Test
    void anEditorThatFailsWritesNothing() throws IOException {
        Run run = edit("echo mine > \"$1\"; exit 7", "file.conf");
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(run.err()).contains("ended with 7").contains("nothing was saved");
        assertThat(there.resolve("file.conf")).hasContent("one");
        assertThat(copies()).singleElement().satisfies(copy -> assertThat(copy).hasContent("mine"));
        Run untouched = edit("exit 7", "file.conf");
        assertThat(untouched.exit()).isEqualTo(1);
        assertThat(copies()).hasSize(1);
        Run missing = edit("rm \"$1\"", "file.conf");
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("left no file");
        assertThat(there.resolve("file.conf")).hasContent("one");
    }

    @Test
    void aNewFileIsMadeUnlessNothingWasWritten() throws IOException {
        assertThat(edit("true", "none").exit()).isZero();
        assertThat(there.resolve("none")).doesNotExist();
        Run run = edit("echo new > \"$1\"", "new");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(there.resolve("new")).hasContent("new");
        assertNothingKept();
    }

    @Test
    void whatCannotBeEditedIsRefusedBeforeTheEditorOpens() throws IOException {
        Files.createDirectory(there.resolve("d"));
        Files.createSymbolicLink(there.resolve("nowhere"), Path.of("gone"));
        try (var large = Files.newByteChannel(
                there.resolve("large"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE)) {
            large.position((16L << 20) + 1).write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        String never = "touch " + drey.home().resolve("opened");
        assertThat(edit(never, "d").err()).contains("is a directory");
        assertThat(edit(never, "nowhere").exit()).isEqualTo(1);
        assertThat(edit(never, "large").err()).contains("16.0 MiB");
        assertThat(drey.home().resolve("opened")).doesNotExist();
        drey.with("EDITOR", "");
        Run none = drey.run("edit", "box:t/file.conf");
        assertThat(none.exit()).as("%s", none).isEqualTo(1);
        assertThat(none.err()).contains("VISUAL").contains("EDITOR");
        assertNothingKept();
    }

    @Test
    void aLineThatBrokeWhileTheEditorWasOpenIsMadeAgain() throws Exception {
        drey.write("editor", "echo two >> \"$1\"; touch open; while [ ! -e go ]; do sleep 0.1; done\n");
        drey.with("VISUAL", "sh " + drey.home().resolve("editor")).with("EDITOR", "false");
        Going going = drey.start(Path.of("/dev/null"), "edit", "box:t/file.conf");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(drey.work().resolve("open")));
        sshd.killSessions();
        Files.createFile(drey.work().resolve("go"));
        Run run = going.finished(Duration.ofSeconds(60));
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(there.resolve("file.conf")).hasContent("one\ntwo");
        assertNothingKept();
    }
}
