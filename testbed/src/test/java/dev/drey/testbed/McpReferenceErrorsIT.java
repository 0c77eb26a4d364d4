package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference's error handling and troubleshooting run as programs of Node: its tests of codes and levels are true
/// when a real server is in that state.
@Timeout(120)
class McpReferenceErrorsIT {
    private ReferenceStage stage;

    @BeforeEach
    void begin() {
        stage = new ReferenceStage();
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

    /// Lines that say what is tried, and try to connect.
    private static String[] tries(String... options) {
        StringBuilder lines = new StringBuilder("const tried = [\n");
        for (String option : options) lines.append("  { ").append(option).append(" },\n");
        lines.append("];\nfor (const [at, sftpOptions] of tried.entries()) {\n  console.error(`-- ${at}`);\n");
        lines.append(
                "  await console_create_session({ sftpOptions: { retry: { maxAttempts: 1 }, ...sftpOptions } })\n");
        lines.append("    .catch((e) => console.error(`thrown ${e.failure}`));\n}\n");
        return new String[] {lines.toString()};
    }

    /// What was complained of in each try.
    private static List<String> complaints(Run run) {
        return List.of(run.err().split("-- \\d\n", -1)).stream().skip(1).toList();
    }

    @Test
    void connectionAndAuthenticationErrors() throws IOException {
        FarMachine far = stage.machine("ana", "right", "/");
        KeyFile stranger = KeyFile.make(stage.drey().home().resolve("stranger"), KeyFile.Kind.ED25519, "");
        String reach = "host: '" + far.address() + "', port: " + stage.port() + ", username: 'ana'";
        int refusing = Ports.free();
        try (ServerSocket mute = new ServerSocket(0, 5, Ports.LOOPBACK)) {
            Run run = fine(ReferenceProgram.of("### Connection and Authentication Errors")
                    .then(tries(
                            reach + ", password: 'wrong'",
                            reach + ", privateKey: require('fs').readFileSync('" + stranger.privateKey() + "')",
                            "host: 'nowhere.invalid', username: 'ana', password: 'x'",
                            "host: '127.0.0.1', port: " + refusing + ", username: 'ana', password: 'x'",
                            "host: '127.0.0.1', port: " + mute.getLocalPort()
                                    + ", username: 'ana', password: 'x', readyTimeout: 1500")));
            List<String> told = complaints(run);
            String failed = "SFTP connection failed to " + far.address() + ":" + stage.port() + ": ";
            assertThat(told.get(0))
                    .startsWith(failed)
                    .contains(
                            "\nAuthentication failed - check credentials\n",
                            "\nAuthentication failed for user ana@" + far.address() + "\n",
                            "\nthrown AUTHENTICATION_FAILED\n");
            assertThat(told.get(1)).startsWith(failed).contains("\nAuthentication failed - check credentials\n");
            assertThat(run.lines())
                    .containsExactly("Check username and password", "Check private key path and passphrase");
            assertThat(told.get(2))
                    .startsWith("SFTP connection failed to nowhere.invalid:22: ")
                    .contains("\nHost not found - check hostname and network connectivity\n", "HOST_NOT_FOUND");
            assertThat(told.get(3))
                    .startsWith("SFTP connection failed to 127.0.0.1:" + refusing)
                    .contains("\nConnection refused - check if SSH service is running\n", "CONNECTION_REFUSED");
            assertThat(told.get(4))
                    .startsWith("SFTP connection failed to 127.0.0.1:" + mute.getLocalPort())
                    .contains("\nConnection timeout - check network and firewall settings\n", "TIMEOUT");
        }
    }

    /// Two uploads that each have room when they begin, and together do not.
    @Test
    void aDiskThatGetsFullMeanwhile() {
        FarMachine far = stage.machineWithSmallDisk("ana", 512);
        stage.named("far", far, "");
        stage.file("half", "x".repeat(300 << 10));
        Run run = fine(ReferenceProgram.of("### Transfer Errors")
                .then(
                        "const { sessionId } = await console_create_session({ sftpOptions: { server: 'far' } });",
                        "const put = (to) => console_execute_command({",
                        "  command: 'sftp-put', args: ['half', to], consoleType: 'sftp', sessionId,",
                        "  options: { bandwidth: 400000 } });",
                        "const results = await Promise.all([put('/small/one'), put('/small/two')]);",
                        "const failed = results.filter(({ exitCode }) => exitCode !== 0);",
                        "console.log(failed.length > 0, failed.every(({ error }) => error.code === 'ENOSPC'));"));
        assertThat(run.lines()).containsExactly("true true");
        assertThat(run.err())
                .containsPattern("Transfer error during put: put /small/\\w+: No space left on device; .* are kept in"
                        + " \\.\\w+\\.[0-9a-f]{8}\\.drey-part\nNo space left on device\n");
    }

    /// The disk is a tmpfs of 512 KiB; the account owns nothing at the top; what is missing is there 5 s later.
    @Test
    void transferErrors() throws IOException {
        FarMachine far = stage.machineWithSmallDisk("ana", 512);
        far.folder("/mine/directory");
        stage.named("far", far, "");
        stage.file("large", "x".repeat(600 << 10));
        stage.file("small", "small");
        Run run = fine(
                ReferenceProgram.of("### Transfer Errors")
                        .throwing()
                        .then(
                                "const { sessionId } = await console_create_session({ sftpOptions: { server: 'far' } });",
                                "const put = (...args) =>",
                                "  console_execute_command({ command: 'sftp-put', args, consoleType: 'sftp', sessionId })",
                                "    .catch((e) => console.error(`thrown ${e.code}`));",
                                "console.error('-- 0');",
                                "await put('large', '/small/large');",
                                "console.error('-- 1');",
                                "await put('small', '/denied');",
                                "console.error('-- 2');",
                                "await put('small', '/mine/directory');",
                                "console.error('-- 3');",
                                "await put('later', '/mine/later');",
                                "require('fs').writeFileSync('later', 'here now');",
                                "await new Promise((done) => protocol.once('transfer-complete', () => setTimeout(done, 200)));"));
        List<String> told = complaints(run);
        assertThat(told.get(0))
                .startsWith("Transfer error during put: put /small/large: No space left on device")
                .contains("\nNo space left on device\n", "\nthrown ENOSPC\n");
        assertThat(told.get(1))
                .startsWith("Transfer error during put: put /denied: ")
                .contains("\nPermission denied\n", "\nthrown EACCES\n");
        assertThat(told.get(2))
                .startsWith("Transfer error during put: put /mine/directory: ")
                .contains("\nTarget is a directory, expected file\n", "\nthrown EISDIR\n");
        assertThat(told.get(3))
                .startsWith("Transfer error during put: ")
                .contains("\nSource file not found\n", "\nthrown ENOENT\n");
        assertThat(run.lines()).containsExactly("Retry attempt 1/3 for put", "Retry successful");
        assertThat(far.at("/mine/later")).hasContent("here now");
        assertThat(far.at("/mine").toFile().list()).containsExactlyInAnyOrder("directory", "later");
    }

    @Test
    void permissionDenied() throws IOException {
        FarMachine far = stage.machine("ana", "/").file("/path/to/file", "x");
        Files.setPosixFilePermissions(far.at("/path/to/file"), PosixFilePermissions.fromString("rw-------"));
        stage.named("far", far, "");
        Run run = fine(ReferenceProgram.of("#### 1. Permission Denied")
                .helped("const { sessionId } = await console_create_session({ sftpOptions: { server: 'far' } });"));
        assertThat(run.out()).startsWith("File permissions: {").contains("permissions: '-rw-------'", "mode: '0600'");
        assertThat(Files.getPosixFilePermissions(far.at("/path/to/file")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @Test
    void connectionTimeouts() {
        FarMachine far = stage.machine("ana", "right", "/");
        Run run = fine(ReferenceProgram.of("#### 2. Connection Timeouts")
                .then(
                        "const reach = { host: '" + far.address() + "', port: " + stage.port() + ", username: 'ana' };",
                        "const config = { ...reach, password: 'right', ...robustConfig };",
                        "console.log((await connectWithRetry(config)).status);",
                        "const down = { ...config, port: " + Ports.free() + ", retry: { maxAttempts: 1 } };",
                        "await connectWithRetry(down, 2).catch(({ code }) => console.log(code));"));
        assertThat(run.lines())
                .hasSize(4)
                .startsWith("connected")
                .endsWith("ECONNREFUSED")
                .anyMatch(line -> line.startsWith("Connection attempt 1/2 failed: "));
    }

    private ReferenceProgram hostKeys(Path known, FarMachine trusted) {
        return ReferenceProgram.of("#### 3. Host Key Verification")
                .host("internal-server.company.com", trusted.address())
                .path("/home/user/.ssh/known_hosts", known);
    }

    private String connect(FarMachine far) {
        return "await console_create_session({ sftpOptions: { host: '" + far.address() + "', port: " + stage.port()
                + ", username: 'ana', privateKey: require('fs').readFileSync('" + ReferenceStage.key() + "') } })"
                + ".then(({ status }) => console.log(status), (e) => console.log(e.failure));";
    }

    /// The host that is trusted, one whose key's fingerprint the file has, and one that nobody knows.
    @Test
    void hostKeyVerification() {
        FarMachine trusted = stage.withoutTrust().machine("ana", "/");
        FarMachine other = stage.machine("ana", "/");
        String print = trusted.sshd().hostKey().fingerprint();
        Path with = stage.file("with", "# " + print + "\n");
        Path without = stage.file("without", String.join("\n", other.knownHosts()));
        Run run = fine(hostKeys(with, trusted).then(connect(trusted), connect(other)));
        assertThat(run.lines())
                .containsExactly(
                        "Host key verification required",
                        "Host: " + trusted.address(),
                        "Key fingerprint: " + print,
                        "connected",
                        "Host key verification required",
                        "Host: " + other.address(),
                        "Key fingerprint: " + print,
                        "connected");
        Run refused = fine(hostKeys(without, trusted).then(connect(other)));
        assertThat(refused.lines()).hasSize(4).endsWith("HOST_KEY_UNKNOWN");
    }

    @Test
    void afterTheMigrationFromFtp() {
        FarMachine far = stage.machine("username", "password", "/home");
        stage.file("local-file.txt", "what is sent\n");
        Run run = fine(ReferenceProgram.of("#### After (SFTP via MCP)")
                .host("sftp.example.com", far.address())
                .port(stage.port()));
        assertThat(run.lines()).containsExactly("Secure upload complete");
        assertThat(far.at("/home/remote-file.txt")).hasContent("what is sent\n");
    }
}
