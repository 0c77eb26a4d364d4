package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference's calls, made by the official TypeScript SDK, at a real server.
@Timeout(120)
class McpConsoleIT extends AtClient {
    private Path here;

    @BeforeEach
    void lay() throws IOException {
        here = drey.work();
        Files.writeString(here.resolve("local-file.txt"), "what is sent\n");
    }

    @Test
    void aSessionTellsWhatItIsConnectedTo() {
        Heard opened = client.data(
                "console_create_session", Map.of("command", "sftp-connect", "sftpOptions", Map.of("server", "box")));
        assertThat(opened.map()).containsEntry("status", "connected").containsEntry("target", "box");
        assertThat(opened.at("fingerprint").text()).startsWith("SHA256:");
        assertThat(opened.at("serverInfo").at("version").text()).contains("OpenSSH");
        assertThat(opened.at("serverInfo").at("extensions").text()).contains("posix-rename@openssh.com");
        String id = opened.at("sessionId").text();
        assertThat(client.data("console_list_sessions", Map.of()).at("sessions").text())
                .contains(id)
                .contains(session);
        assertThat(client.data("console_stop_session", Map.of("sessionId", id)).map())
                .containsEntry("status", "closed");
        assertThat(client.data("console_list_sessions", Map.of()).at("sessions").text())
                .doesNotContain(id);
        Heard late = client.run(id, "sftp-ls", ".");
        assertThat(late.at("error").map()).containsEntry("failure", "SESSION_CLOSED");
    }

    @Test
    void putAndGetCarryAFileAndTellHow() throws IOException {
        Heard put = client.run(session, "sftp-put", "local-file.txt", name("remote-file.txt"));
        assertThat(put.map()).containsEntry("exitCode", 0).containsEntry("stderr", "");
        assertThat(put.at("transfer").map())
                .containsEntry("state", "done")
                .containsEntry("size", 13)
                .containsEntry("atomic", true);
        assertThat(there.resolve("remote-file.txt")).hasContent("what is sent\n");
        Heard get = client.run(session, "sftp-get", name("remote-file.txt"), "downloaded-file.txt");
        assertThat(get.map()).containsEntry("exitCode", 0);
        assertThat(here.resolve("downloaded-file.txt")).hasContent("what is sent\n");
    }

    @Test
    void optionsAreTakenAndUnknownOnesNamed() throws IOException {
        Heard made = client.run(
                session,
                "sftp-put",
                List.of("local-file.txt", name("a/b/x")),
                Map.of("createDirectories", true, "mode", "600", "checksumVerification", true, "compress", false));
        assertThat(made.map()).containsEntry("exitCode", 0);
        assertThat(made.at("transfer").map()).containsKey("sha256").containsKey("verifiedBy");
        assertThat(Files.getPosixFilePermissions(there.resolve("a/b/x"))).hasSize(2);
        Heard refused =
                client.run(session, "sftp-put", List.of("local-file.txt", name("a/b/x")), Map.of("overwrite", false));
        assertThat(refused.at("error").map()).containsEntry("code", "EEXIST");
        Heard compressed =
                client.run(session, "sftp-put", List.of("local-file.txt", name("z")), Map.of("compress", true));
        assertThat(compressed.map()).containsEntry("exitCode", 0);
        Heard wrong = client.run(session, "sftp-ls", List.of("."), Map.of("limt", 3));
        assertThat(wrong.toString()).contains("limt");
        Heard foreign = client.run(session, "sftp-stat", List.of("."), Map.of("resume", true));
        assertThat(foreign.at("error").at("message").text()).contains("takes no option 'resume'");
    }

    @Test
    void listingsAreJsonForPrograms() throws IOException {
        Files.createDirectory(there.resolve("sub"));
        for (String file : List.of("a.log", "b.log.1", "c.txt", ".hidden", "sub/d.log")) {
            Files.writeString(there.resolve(file), file);
        }
        Heard logs = client.run(session, "sftp-ls", there.toString(), "--pattern=*.log", "--pattern=*.log.*");
        List<Heard> rows = Heard.parse(logs.at("output").text()).list();
        assertThat(rows).extracting(row -> row.at("name").text()).containsExactly("a.log", "b.log.1");
        assertThat(rows.getFirst().map())
                .containsEntry("path", there.resolve("a.log").toString())
                .containsEntry("relativePath", "a.log")
                .containsEntry("type", "file")
                .containsEntry("size", 5)
                .containsKeys("fullPath", "mode", "permissions", "uid", "gid", "modifiedDate", "mtime", "atime");
        Heard all = client.run(session, "sftp-ls-recursive", there.toString(), "--all");
        List<Heard> deep = Heard.parse(all.at("output").text()).list();
        assertThat(deep)
                .extracting(row -> row.at("relativePath").text())
                .containsExactly(".hidden", "a.log", "b.log.1", "c.txt", "sub", "sub/d.log");
        Heard page = client.run(session, "sftp-ls", List.of(there.toString()), Map.of("limit", 2));
        assertThat(page.map()).containsKey("nextCursor");
        Heard next = client.run(
                session,
                "sftp-ls",
                List.of(there.toString()),
                Map.of("limit", 2, "cursor", page.at("nextCursor").text()));
        assertThat(next.at("output").text()).contains("c.txt").contains("sub").doesNotContain("a.log");
    }

    @Test
    void statTellsOneFileAndWhatIsMissing() throws IOException {
        Files.writeString(there.resolve("f"), "12345");
        Heard found = client.run(session, "sftp-stat", there.resolve("f").toString());
        assertThat(Heard.parse(found.at("output").text()).map())
                .containsEntry("size", 5)
                .containsEntry("type", "file");
        Heard missing = client.run(session, "sftp-stat", name("none"));
        assertThat(missing.map()).containsEntry("exitCode", 1);
        assertThat(missing.at("error").map()).containsEntry("code", "ENOENT");
        assertThat(missing.at("stderr").text()).contains("No such file");
    }

    @Test
    void anUnknownCommandIsToldWithTheNearest() {
        Heard run = client.run(session, "sftp-sta", ".");
        assertThat(run.map()).containsEntry("exitCode", 127);
        assertThat(run.at("stderr").text()).contains("did you mean sftp-stat");
        Heard tar = client.run(session, "tar", "-czf", "x");
        assertThat(tar.map()).containsEntry("exitCode", 127);
        assertThat(tar.at("stderr").text()).contains("console.localCommands");
    }

    @Test
    void progressReachesTheCallAndACancelStopsTheTransfer() throws Exception {
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        Files.write(here.resolve("big"), content);
        int call = client.begin(
                "callTool",
                Map.of(
                        "name",
                        "console_execute_command",
                        "arguments",
                        Map.of(
                                "sessionId",
                                session,
                                "command",
                                "sftp-put",
                                "args",
                                List.of("big", name("big")),
                                "options",
                                Map.of("bandwidth", "2MiB"))));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> partial(there) > 2 << 20);
        client.abort(call);
        Heard answer = client.answer(call);
        assertThat(answer.map()).containsKey("error");
        List<Heard> progress = answer.at("progress").list();
        assertThat(progress).isNotEmpty();
        assertThat(progress.getLast().map()).containsEntry("total", 12 << 20);
        assertThat(progress.stream().map(one -> one.at("progress").number()).toList())
                .isSorted();
        // What was under way when the call was cancelled may arrive; then nothing more.
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> isStill(there));
        long kept = partial(there);
        assertThat(there.resolve("big")).doesNotExist();
        assertThat(kept).isLessThan(content.length);
        Heard again = client.run(session, "sftp-put", "big", name("big"));
        assertThat(again.map()).containsEntry("exitCode", 0);
        assertThat(again.at("transfer").at("resumedFrom").number()).isPositive();
        assertThat(there.resolve("big")).hasBinaryContent(content);
    }

    /// Whether the side file does not grow for two seconds, in which 4 MiB would have been sent.
    private static boolean isStill(Path folder) throws InterruptedException {
        long before = partial(folder);
        Thread.sleep(2000);
        return partial(folder) == before;
    }

    /// How long the side file is.
    private static long partial(Path folder) {
        java.io.File[] parts = folder.toFile().listFiles((any, name) -> name.endsWith(".drey-part"));
        return parts == null || parts.length == 0 ? -1 : parts[0].length();
    }

    @Test
    void aProgramThatIsListedRunsWithoutAShellAndNotForEver() throws IOException {
        try (DreyProgram other = new DreyProgram().with("DREY_TEST_SECRET", "canary")) {
            other.configured("console: { localCommands: [tar, env, sleep, yes, sh] }\nservers:\n"
                    + DreyProgram.server("box", sshd, ""));
            Files.createDirectory(other.work().resolve("logs"));
            Files.writeString(other.work().resolve("logs/$(touch bad)"), "x");
            try (TypeScriptClient its = TypeScriptClient.start(other, "mcp")) {
                Heard packed = local(its, "tar", 10_000, "-czf", "logs.tar.gz", "logs");
                assertThat(packed.map()).containsEntry("exitCode", 0);
                assertThat(other.work().resolve("logs.tar.gz")).isNotEmptyFile();
                assertThat(other.work().resolve("bad")).doesNotExist();
                assertThat(local(its, "tar", 10_000, "-tzf", "logs.tar.gz")
                                .at("output")
                                .text())
                        .contains("$(touch bad)");
                Heard failed = local(its, "tar", 10_000, "-xf", "none.tar");
                assertThat(failed.map()).containsEntry("exitCode", 2);
                assertThat(failed.at("stderr").text()).contains("none.tar");
                assertThat(local(its, "env", 10_000).at("output").text())
                        .contains("PATH=")
                        .doesNotContain("canary");
                Heard late = local(its, "sleep", 300, "60");
                assertThat(late.at("error").map()).containsEntry("code", "ETIMEDOUT");
                Heard much = local(its, "sh", 30_000, "-c", "yes | head -c 3000000");
                assertThat(much.at("output").text())
                        .hasSizeLessThan(1_100_000)
                        .contains("1951424 bytes more are left out");
                assertThat(local(its, "rm", 1000, "x").map()).containsEntry("exitCode", 127);
            }
        }
    }

    private static Heard local(TypeScriptClient its, String program, int timeout, String... args) {
        return its.data(
                "console_execute_command", Map.of("command", program, "args", List.of(args), "timeout", timeout));
    }

    @Test
    void aBatchStopsWhereItWasToldToAndLeavesNothingBegunByMistake() {
        Map<String, Object> mkdir = Map.of("command", "sftp-mkdir", "args", List.of(name("made")));
        Map<String, Object> put = Map.of("command", "sftp-put", "args", List.of("local-file.txt", name("made/file")));
        Map<String, Object> again = Map.of("command", "sftp-mkdir", "args", List.of(name("made")));
        Map<String, Object> never = Map.of("command", "sftp-mkdir", "args", List.of(name("never")));
        Map<String, Object> typo = Map.of("command", "sftp-mkdri", "args", List.of(name("never")));
        Heard refused = client.run(session, "sftp-batch", List.of(), Map.of("operations", List.of(mkdir, typo)));
        assertThat(refused.at("stderr").text()).contains("operations[1]").contains("did you mean sftp-mkdir");
        assertThat(there.resolve("made")).doesNotExist();
        Heard run = client.run(
                session,
                "sftp-batch",
                List.of(),
                Map.of("operations", List.of(mkdir, put, again, never), "stopOnError", true));
        assertThat(run.map()).containsEntry("exitCode", 1);
        Heard sum = Heard.parse(run.at("output").text());
        assertThat(sum.map())
                .containsEntry("totalTransfers", 4)
                .containsEntry("completed", 2)
                .containsEntry("failed", 1)
                .containsEntry("skipped", 1);
        assertThat(sum.at("results").at(2).at("error").map()).containsEntry("code", "EEXIST");
        assertThat(there.resolve("made/file")).hasContent("what is sent\n");
        assertThat(there.resolve("never")).doesNotExist();
    }

    @Test
    void aBatchTellsOneProgressForItsSumAndACancelStopsAllOfIt() throws Exception {
        List<Map<String, Object>> puts = new java.util.ArrayList<>();
        for (String file : List.of("one", "two", "three")) {
            Files.write(here.resolve(file), new byte[4 << 20]);
            puts.add(Map.of(
                    "command", "sftp-put", "args", List.of(file, name(file)), "options", Map.of("bandwidth", "1MiB")));
        }
        int call = client.begin(
                "callTool",
                Map.of(
                        "name",
                        "console_execute_command",
                        "arguments",
                        Map.of(
                                "sessionId",
                                session,
                                "command",
                                "sftp-batch",
                                "options",
                                Map.of("operations", puts, "concurrency", 2))));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> partial(there) > 1 << 20);
        client.abort(call);
        List<Heard> progress = client.answer(call).at("progress").list();
        assertThat(progress)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.map()).containsEntry("total", 12 << 20));
        assertThat(progress.stream().map(one -> one.at("progress").number()).toList())
                .isSorted();
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> isStill(there));
        for (String file : List.of("one", "two", "three"))
            assertThat(there.resolve(file)).doesNotExist();
    }

    @Test
    void whatTakesLongGoesOnInTheBackground() throws IOException {
        Files.write(here.resolve("slow"), new byte[3 << 20]);
        Heard begun = client.run(
                session, "sftp-put", List.of("slow", name("slow")), Map.of("bandwidth", "1MiB", "background", true));
        assertThat(begun.map()).containsEntry("exitCode", 0);
        assertThat(begun.at("transfer").at("state").text()).isIn("waiting", "running");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(there.resolve("slow")));
    }
}
