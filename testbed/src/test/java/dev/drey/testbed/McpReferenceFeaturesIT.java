package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference's advanced features run as programs of Node against a real server: resuming, batches with progress,
/// integrity.
@Timeout(120)
class McpReferenceFeaturesIT {
    private static final String SESSION =
            "const { sessionId } = await console_create_session({ sftpOptions: { server: 'far' } });";

    private ReferenceStage stage;
    private FarMachine far;
    private Path there;

    @BeforeEach
    void begin() {
        stage = new ReferenceStage();
        far = stage.machine("ana", "/home/ana");
        stage.named("far", far, "");
        there = far.at("/home/ana");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private Run fine(ReferenceProgram program) {
        Run run = stage.run(program);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private byte[] large(String name) throws IOException {
        byte[] content = new byte[8 << 20];
        new Random(1).nextBytes(content);
        Files.write(stage.work().resolve(name), content);
        return content;
    }

    private void there(String name, byte[] content) throws IOException {
        far.file("/home/ana/" + name, "");
        Files.write(there.resolve(name), content);
    }

    @Test
    void resumeInterruptedTransfers() throws IOException {
        byte[] whole = large("big");
        byte[] part = Arrays.copyOf(whole, 3 << 20);
        there("partial", part);
        byte[] wrong = part.clone();
        wrong[100] ^= 1;
        there("wrong", wrong);
        there("done", whole);
        Run run = fine(ReferenceProgram.of("### Resume Interrupted Transfers")
                .then(
                        SESSION,
                        "protocol.on('transfer-complete', ({ resumedFrom }) => console.log(`kept ${resumedFrom ?? 0}`));",
                        "for (const name of ['partial', 'wrong', 'done', 'new']) {",
                        "  console.log(name);",
                        "  await resumableUpload('big', name, sessionId);",
                        "}"));
        assertThat(run.lines())
                .containsExactly(
                        "partial",
                        "kept 3145728",
                        "Upload completed (resumed from 3145728 bytes)",
                        "wrong",
                        "kept 0",
                        "Upload completed (resumed from 3145728 bytes)",
                        "done",
                        "File already fully transferred",
                        "new",
                        "kept 0",
                        "Upload completed (resumed from 0 bytes)");
        for (String name : new String[] {"partial", "wrong", "done", "new"}) {
            assertThat(there.resolve(name)).hasBinaryContent(whole);
        }
        assertThat(there.toFile().list()).hasSize(4);
    }

    /// What a cancelled upload has brought stands in a side file, so the name is not there; it is taken up all the
    /// same.
    @Test
    void whatACancelledUploadHasBroughtIsTakenUp() throws IOException {
        byte[] whole = large("big");
        Run run = fine(ReferenceProgram.of("### Resume Interrupted Transfers")
                .then(
                        SESSION,
                        "const run = (command, args, options) =>",
                        "  console_execute_command({ command, args, consoleType: 'sftp', sessionId, options });",
                        "const enough = new Promise((done) =>",
                        "  protocol.on('transfer-progress', ({ transferred, transferId }) =>",
                        "    transferred > 1 << 20 && done(transferId)));",
                        "await run('sftp-put', ['big', 'new'], { bandwidth: '2MiB', background: true });",
                        "const ended = new Promise((done) => protocol.once('transfer-cancelled', done));",
                        "await run('sftp-transfer-cancel', [await enough]);",
                        "const { safeBytes } = await ended;",
                        "const complete = new Promise((done) => protocol.once('transfer-complete', done));",
                        "await resumableUpload('big', 'new', sessionId);",
                        "console.log(safeBytes > 1 << 20, (await complete).resumedFrom >= 1 << 20);"));
        assertThat(run.lines()).containsExactly("Upload completed (resumed from 0 bytes)", "true true");
        assertThat(there.resolve("new")).hasBinaryContent(whole);
        assertThat(there.toFile().list()).hasSize(1);
    }

    private void lay(int files) throws IOException {
        for (int i = 1; i <= files; i++) {
            Path file = stage.file("many/sub" + i % 2 + "/file" + i, "x".repeat(i * 100_000));
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000 + i)));
        }
    }

    private static String files(int count) {
        return "const files = Array.from({ length: " + count
                + " }, (none, i) => `sub${(i + 1) % 2}/file${i + 1}`).map((relativePath) => ({ relativePath,"
                + " localPath: path.resolve('many', relativePath) }));";
    }

    @Test
    void batchOperationsWithProgress() throws IOException {
        lay(7);
        Run run = fine(ReferenceProgram.of("### Batch Operations with Progress")
                .then(SESSION, files(7), "await batchUpload(files, 'into', sessionId);"));
        for (int i = 1; i <= 7; i++) {
            Path file = there.resolve("into/sub" + i % 2 + "/file" + i);
            assertThat(file).hasContent("x".repeat(i * 100_000));
            assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.ofEpochSecond(1_700_000_000 + i));
        }
        assertThat(run.out())
                .startsWith("Starting batch upload: 7 files (2.67 MB)\n")
                .containsPattern("\rProgress: \\d+\\.\\d% - file\\d")
                .containsPattern("\\[1/7] file[123] - \\d+\\.\\d% complete\n")
                .containsPattern("\\[7/7] file7 - 100\\.0% complete\n")
                .endsWith("\nBatch upload completed: 7/7 files\n")
                .doesNotContain("NaN")
                .doesNotContain("undefined");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aBatchCountsWhatHasArrivedAlone() throws IOException {
        lay(5);
        far.folder("/home/ana/into/sub1/file3");
        Run run = fine(ReferenceProgram.of("### Batch Operations with Progress")
                .then(SESSION, files(5), "await batchUpload(files, 'into', sessionId);"));
        assertThat(run.out()).endsWith("\nBatch upload completed: 4/5 files\n");
        assertThat(there.resolve("into/sub1/file3")).isEmptyDirectory();
        assertThat(there.resolve("into/sub1/file5")).hasSize(500_000);
    }

    @Test
    void fileIntegrityVerification() throws IOException {
        byte[] whole = large("big");
        there("same", whole);
        whole[whole.length - 1] ^= 1;
        there("other", whole);
        Run run = fine(ReferenceProgram.of("### File Integrity Verification")
                .then(
                        SESSION,
                        "for (const algorithm of [undefined, 'md5', 'sha1', 'sha512'])",
                        "  console.log(await verifyFileIntegrity('big', 'same', sessionId, algorithm));",
                        "console.log(await verifyFileIntegrity('big', 'other', sessionId));",
                        "await verifyFileIntegrity('big', 'none', sessionId).catch((e) => console.log(e.message));"));
        assertThat(run.lines())
                .containsExactly(
                        "✓ File integrity verified: big",
                        "true",
                        "✓ File integrity verified: big",
                        "true",
                        "✓ File integrity verified: big",
                        "true",
                        "✓ File integrity verified: big",
                        "true",
                        "false",
                        "Failed to calculate remote checksum");
        assertThat(run.err())
                .startsWith("✗ File integrity check failed: big\n")
                .contains("Local: " + DiskState.sha256(stage.work().resolve("big")))
                .contains("Remote: " + DiskState.sha256(there.resolve("other")));
    }
}
