package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What assistants, and clients that are none, get wrong: each with its code.
class McpBadInputIT extends McpMishaps {
    private static final int MIB = 1 << 20;
    private static final int INVALID_PARAMS = -32602;
    private static final int INVALID_REQUEST = -32600;
    private static final int PARSE_ERROR = -32700;

    private static Map<String, Object> old(Object... more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("target", "box", "path", "t/old"));
        for (int i = 0; i < more.length; i += 2) arguments.put((String) more[i], more[i + 1]);
        return arguments;
    }

    @Test
    void anUnknownToolIsRefusedWithTheNearestOne() throws IOException {
        Heard answer =
                inTime(() -> lines.answer(lines.beginCall("sftp_wrote", old("content", CANARY, "overwrite", true))));
        refused(INVALID_PARAMS, "did you mean sftp_write", answer);
        fails(Code.NOT_FOUND, "sftp-put-content", "sftp-putcontent", List.of("x", "t/old"), Map.of());
    }

    @Test
    void anUnknownArgumentIsNamedAndNothingIsDone() throws IOException {
        fails(Code.INVALID_ARGUMENT, "overwrit", "sftp_write", old("content", "x", "overwrit", CANARY));
        fails(Code.INVALID_ARGUMENT, "recursiv", "sftp_delete", old("recursiv", CANARY));
        fails(Code.INVALID_ARGUMENT, "backupp", "sftp-put-content", List.of("x", "t/old"), Map.of("backupp", CANARY));
        fails(Code.INVALID_ARGUMENT, "--recursve", "sftp-chmod", List.of("600", "t/old", "--recursve"), Map.of());
        fails(Code.INVALID_ARGUMENT, "hots", "console_create_session", Map.of("sftpOptions", Map.of("hots", CANARY)));
    }

    @Test
    void aValueOfAnotherTypeIsRefusedAndNotQuoted() throws IOException {
        fails(Code.INVALID_ARGUMENT, "sftp_write.content", "sftp_write", old("content", List.of(CANARY)));
        fails(
                Code.INVALID_ARGUMENT,
                "sftp_write.overwrite",
                "sftp_write",
                old("content", "x", "overwrite", "yes " + CANARY));
        fails(Code.INVALID_ARGUMENT, "sftp_delete.path", "sftp_delete", Map.of("target", "box", "path", Map.of()));
        fails(Code.INVALID_ARGUMENT, "takes a size", "sftp-truncate", List.of("t/old", "-1"), Map.of());
        fails(Code.INVALID_ARGUMENT, "operations", "sftp-batch", List.of(), Map.of("operations", CANARY));
        Heard list = lines.ask("tools/call", Map.of("name", "sftp_delete", "arguments", List.of(CANARY)));
        refused(INVALID_PARAMS, "must be an object", list);
    }

    @Test
    void aMissingSessionIsTold() throws IOException {
        Map<String, Object> remove = command("sftp-rm", List.of("t/old"), Map.of());
        remove.remove("sessionId");
        fails(Code.INVALID_ARGUMENT, "needs sessionId", "console_execute_command", remove);
        String none = "s-00000000-0000-0000-0000-000000000000";
        fails(Code.SESSION_CLOSED, none, "console_execute_command", with(remove, "sessionId", none));
        fails(Code.SESSION_CLOSED, none, "console_stop_session", Map.of("sessionId", none));
        fine("console_stop_session", Map.of("sessionId", session));
        fails(Code.SESSION_CLOSED, session, "sftp-rm", List.of("t/old"), Map.of());
    }

    @Test
    void aSessionOfAnotherOwnerIsNoSession() throws Exception {
        try (McpLines other = McpLines.greeted(drey, "mcp")) {
            String own = session;
            session = session(other);
            fails(Code.SESSION_CLOSED, session, "sftp-rm", List.of("t/old"), Map.of());
            fails(Code.SESSION_CLOSED, session, "console_stop_session", Map.of("sessionId", session));
            assertThat(fine("console_list_sessions", Map.of()).at("sessions").text())
                    .contains(own)
                    .doesNotContain(session);
            Heard events = lines.ask("resources/read", Map.of("uri", "drey://sessions/" + session + "/events"));
            assertThat(events.at("error").map()).containsEntry("code", -32002);
            // It stands as before for whoever opened it.
            Heard still = other.data("console_execute_command", command("sftp-exists", List.of("t/old"), Map.of()));
            assertThat(still.map()).containsEntry("output", "true");
            other.talk().hangUp();
            assertThat(other.talk().ended(LIMIT)).isZero();
        }
    }

    @Test
    void aPathOutsideTheRootsIsDeniedAlsoThroughPlantedLinks() throws IOException {
        Path outside = drey.mkdir("outside");
        Path secret = Files.writeString(outside.resolve("secret"), CANARY);
        watch(secret);
        Files.createSymbolicLink(here.resolve("folder"), outside);
        Files.createSymbolicLink(here.resolve("file"), secret);
        for (String path : List.of("folder/secret", "file", "../outside/secret", secret.toString())) {
            Map<String, Object> local = Map.of("target", "local", "path", path);
            fails(Code.PERMISSION_DENIED, "drey mcp --root DIR", "sftp_read", local);
            fails(Code.PERMISSION_DENIED, "", "sftp_write", with(with(local, "content", "x"), "overwrite", true));
            fails(Code.PERMISSION_DENIED, "", "sftp_upload", Map.of("target", "box", "localPath", path, "path", "t/x"));
            fails(Code.PERMISSION_DENIED, "", "sftp-put", List.of(path, "t/stolen"), Map.of());
            fails(Code.PERMISSION_DENIED, "", "sftp-get", List.of("t/old", path), Map.of("overwrite", true));
            Heard resource = lines.ask("resources/read", Map.of("uri", "sftp://local/" + path));
            assertThat(resource.map()).as("%s", resource).containsKey("error");
        }
        fails(Code.PERMISSION_DENIED, "", "sftp_delete", Map.of("target", "local", "path", "../outside/secret"));
        assertThat(there.resolve("stolen")).doesNotExist();
        assertThat(outside).isDirectoryContaining("glob:**/secret");
    }

    @Test
    void aRootOfTheWholeDiskIsRefused() throws IOException {
        DreyProgram.Run said = inTime(() -> drey.run("mcp", "--root", "/"));
        assertThat(said.exit()).as("%s", said).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("--root /").doesNotContain("Exception");
        drey.write("roots.yaml", "local: { roots: [ / ] }\n");
        DreyProgram.Run kept = inTime(() ->
                drey.run("mcp", "--config", drey.home().resolve("roots.yaml").toString()));
        assertThat(kept.exit()).as("%s", kept).isEqualTo(2);
        assertThat(kept.err()).contains("local.roots /:").doesNotContain("Exception");
        assertOldFiles();
    }

    @Test
    void aTextThatIsNotUtf8IsNeverTakenForOne() throws IOException {
        byte[] latin = {'d', (byte) 0xe9, 'j', (byte) 0xe0};
        watch(Files.write(there.resolve("latin"), latin));
        Map<String, Object> there = Map.of("target", "box", "path", "t/latin");
        fails(Code.INVALID_ARGUMENT, "not UTF-8", "sftp_read", there);
        Map<String, Object> edit = Map.of("old", "d", "new", "D");
        fails(Code.INVALID_ARGUMENT, "not UTF-8", "sftp_edit", with(there, "edits", List.of(edit)));
        fails(Code.INVALID_ARGUMENT, "not UTF-8", "sftp-get-content", List.of("t/latin"), Map.of());
        fails(Code.INVALID_ARGUMENT, "half a character", "sftp_write", old("content", "\ud800", "overwrite", true));
        byte[] line = ("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"tools/call\",\"params\":{\"name\":\"sftp_delete\","
                        + "\"arguments\":{\"target\":\"box\",\"path\":\"t/old\",\"z\":\"?\"}}}")
                .getBytes(StandardCharsets.UTF_8);
        line[line.length - 5] = (byte) 0xff;
        lines.talk().say(line);
        refused(PARSE_ERROR, "UTF-8", inTime(() -> lines.talk().await(said -> said.has("error"))));
    }

    @Test
    void aLineOverSixteenMebibytesIsLeftOut() throws IOException {
        String start = "{\"jsonrpc\":\"2.0\",\"id\":78,\"method\":\"tools/call\",\"params\":{\"name\":\"sftp_write\","
                + "\"arguments\":{\"target\":\"box\",\"path\":\"t/old\",\"overwrite\":true,\"content\":\"";
        byte[] line = Arrays.copyOf(start.getBytes(StandardCharsets.UTF_8), 16 * MIB + 1);
        Arrays.fill(line, start.length(), line.length, (byte) 'x');
        System.arraycopy("\"}}}".getBytes(StandardCharsets.UTF_8), 0, line, line.length - 4, 4);
        Heard answer = inTime(() -> {
            lines.talk().say(line);
            return lines.talk().await(said -> said.has("error"));
        });
        refused(INVALID_REQUEST, "16 MiB", answer);
    }

    @Test
    void aThousandCallsAtOnceAreAllAnswered() throws IOException {
        Map<String, Object> write = old("content", "x".repeat(1000));
        for (Heard answer : inTime(Duration.ofSeconds(60), () -> atOnce(1000, "sftp_write", write))) {
            failed(Code.ALREADY_EXISTS, "overwrite: true", answer);
        }
        for (Heard answer : inTime(Duration.ofSeconds(60), () -> atOnce(1000, "sftp_stat", old()))) {
            assertThat(answer.map()).containsEntry("isError", false);
        }
    }

    @Test
    void aCancelOfWhatHasEndedChangesNothing() throws IOException {
        int call = lines.beginCall("console_execute_command", command("sftp-put", List.of("new", "t/new"), Map.of()));
        Heard done = lines.answer(call).at("result").at("structuredContent");
        assertThat(done.map()).containsEntry("exitCode", 0);
        lines.cancel(call);
        lines.cancel(call);
        lines.cancel(424_242);
        assertLives();
        assertThat(lines.talk().all().stream().filter(said -> said.says("id", call)))
                .hasSize(1);
        assertThat(there.resolve("new")).hasContent("new");
        String id = done.at("transfer").at("id").text();
        fails(Code.INVALID_ARGUMENT, "has ended", "transfer_control", Map.of("id", id, "action", "cancel"));
        fails(Code.INVALID_ARGUMENT, "has ended", "sftp-transfer-cancel", List.of(id), Map.of());
        assertThat(there.resolve("new")).hasContent("new");
    }

    @Test
    void aStaleVersionIsAConflictThatHasTheNewOne() throws IOException {
        String seen = fine("sftp_stat", old()).at("version").text();
        Files.writeString(there.resolve("old"), "somebody else wrote more\n");
        replaced();
        String now = fine("sftp_stat", old()).at("version").text();
        Map<String, Object> edit = Map.of("old", "somebody", "new", "I");
        List<Heard> errors = List.of(
                fails(Code.CONFLICT, now, "sftp_write", old("content", "x", "ifVersion", seen)),
                fails(Code.CONFLICT, now, "sftp_edit", old("edits", List.of(edit), "ifVersion", seen)),
                fails(Code.CONFLICT, now, "sftp_upload", old("localPath", "new", "ifVersion", seen)));
        for (Heard error : errors) assertThat(error.at("detail").map()).containsEntry("version", now);
    }

    @Test
    void aStaleConsentTokenIsAConflict() throws IOException {
        Path tree = Files.createDirectory(there.resolve("tree"));
        watch(old(tree.resolve("kept")));
        Map<String, Object> delete = Map.of("target", "box", "path", "t/tree", "recursive", true);
        String token = fine("sftp_delete", delete).at("confirmToken").text();
        watch(old(tree.resolve("later")));
        fails(Code.CONFLICT, "has changed", "sftp_delete", with(delete, "confirmToken", token));
        fails(Code.CONFLICT, "not known", "sftp_delete", with(delete, "confirmToken", token));
        String other = fine("sftp_delete", delete).at("confirmToken").text();
        Map<String, Object> more = with(with(delete, "path", "t"), "confirmToken", other);
        fails(Code.CONFLICT, "another call", "sftp_delete", more);
        fails(Code.CONFLICT, "not known", "sftp_delete", with(delete, "confirmToken", CANARY));
    }

    @Test
    void aServerKilledInTheMiddleOfAPutLosesNothing() throws IOException {
        Files.write(here.resolve("big"), new byte[6 * MIB]);
        Map<String, Object> put = command("sftp-put", List.of("big", "t/old"), Map.of("bandwidth", "2MiB"));
        int call = lines.beginCall("console_execute_command", put);
        Awaitility.await().atMost(LIMIT).until(() -> sided(there, MIB));
        sshd.kill();
        try {
            Heard result =
                    inTime(Duration.ofSeconds(30), () -> lines.answer(call)).at("result");
            Heard error = failed(Code.CONNECTION_REFUSED, "are kept in .old.", result);
            assertThat(error.map()).containsEntry("transient", true);
            assertThat(sided(there, MIB)).isTrue();
        } finally {
            sshd.startAgain();
        }
        Heard again = fine("console_execute_command", command("sftp-put", List.of("big", "t/old"), Map.of()));
        assertThat(again.at("transfer").at("resumedFrom").number()).isGreaterThan(0);
        assertThat(there.resolve("old")).hasBinaryContent(new byte[6 * MIB]);
        replaced();
    }

    @Test
    void whatACallerMaySayOfSecurityIsLiteralAndNeverLooser() throws IOException {
        Map<String, Object> host = Map.of("host", sshd.host(), "port", sshd.port(), "username", sshd.user());
        Map<String, Object> loose = Map.ofEntries(
                Map.entry("password", "${SECRET_OF_THE_MACHINE}"),
                Map.entry("passphrase", "file:" + here.resolve("old")),
                Map.entry("privateKey", sshd.clientKey().privateKey().toString()),
                Map.entry("agent", "/tmp/agent"),
                Map.entry("agentForward", true),
                Map.entry("proxyJump", "jump"),
                Map.entry("sftpServer", "touch " + there.resolve("touched")),
                Map.entry("knownHostsFile", "/dev/null"),
                Map.entry("strictHostKeyChecking", false),
                Map.entry("hostVerification", false),
                Map.entry("allowInsecureConnection", true),
                Map.entry("cipher", List.of("3des-cbc")));
        for (Map.Entry<String, Object> one : loose.entrySet()) {
            Map<String, Object> options = with(host, one.getKey(), one.getValue());
            fails(
                    Code.NOT_ALLOWED,
                    "sftpOptions." + one.getKey(),
                    "console_create_session",
                    Map.of("sftpOptions", options));
        }
        Map<String, Object> known = Map.of("server", "box", "strictHostKeyChecking", false);
        fails(Code.NOT_ALLOWED, "strictHostKeyChecking", "console_create_session", Map.of("sftpOptions", known));
        assertThat(there.resolve("touched")).doesNotExist();
    }
}
