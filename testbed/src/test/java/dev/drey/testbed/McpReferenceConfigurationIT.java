package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.testbed.DreyProgram.Run;
import dev.drey.testbed.ReferenceConfiguration.Leaf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference's whole configuration, `SFTPProtocolConfig` with its groups, the servers by name, and what its advice
/// adds: as an operator writes it, and as a caller hands it over.
@Timeout(180)
class McpReferenceConfigurationIT {
    private static final String OPERATOR = "is taken from the operator's configuration alone";
    private static final String WEAKER = "which would loosen security";

    private ReferenceStage stage;

    @BeforeEach
    void begin() {
        stage = new ReferenceStage();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private static Heard basic() {
        return ReferenceConfiguration.of("### Basic Configuration", "sftpConfig", List.of(), Map.of());
    }

    private static Heard advanced(Path key, Path known, String agent) {
        return ReferenceConfiguration.of(
                "### Advanced Configuration",
                "advancedSFTPConfig",
                List.of(
                        new Substitution(Substitution.Kind.PATH, "/home/user/.ssh/id_rsa", key.toString()),
                        new Substitution(Substitution.Kind.PATH, "/home/user/.ssh/known_hosts", known.toString())),
                Map.of("SSH_KEY_PASSPHRASE", "locked away", "SSH_AUTH_SOCK", agent));
    }

    /// The same with other hosts and ports.
    private static Map<String, Object> reaching(Heard configuration, FarMachine machine, int port) {
        Map<String, Object> whole = new LinkedHashMap<>(configuration.map());
        Map<String, Object> connection =
                new LinkedHashMap<>(configuration.at("connection").map());
        connection.put("host", machine.address());
        connection.put("port", port);
        whole.put("connection", connection);
        return whole;
    }

    private void configured(Map<String, ?> configuration) {
        stage.drey().configured(Heard.JSON.writeValueAsString(configuration));
    }

    private Run fine(String... words) {
        Run run = stage.drey().run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    @Test
    void theBasicConfigurationOfAServerLoadsAndConnects() {
        FarMachine machine = stage.machine("user", "password", "/home/user").file("/home/user/here", "x");
        stage.trust();
        configured(Map.of("servers", Map.of("basic", reaching(basic(), machine, stage.port()))));
        fine("config", "check");
        assertThat(fine("ls", "basic:").out()).isEqualTo("here\n");
        String doctor = fine("doctor", "basic").out();
        assertThat(doctor).contains("rsa-sha2-512", "zlib@openssh.com", "aes128-gcm", "diffie-hellman-group14-sha256");
        try (TypeScriptClient client = TypeScriptClient.start(stage.drey(), "mcp")) {
            assertThat(client.data("sftp_list", Map.of("target", "basic")).toString())
                    .contains("here");
        }
    }

    @Test
    void theAdvancedConfigurationOfAServerLoadsAndConnects() {
        FarMachine machine = stage.machine("deployuser", "/").file("/here", "x");
        KeyFile key = KeyFile.make(stage.drey().home().resolve("id_rsa"), KeyFile.Kind.RSA_2048, "locked away");
        machine.sshd().authorize(key);
        stage.drey().write("known", String.join("\n", machine.knownHosts()) + "\n");
        Path known = stage.drey().home().resolve("known");
        try (SshAgent agent = SshAgent.start(stage.drey().home().resolve("agent"))) {
            Heard advanced = advanced(key.privateKey(), known, agent.socket().toString());
            configured(Map.of("servers", Map.of("advanced", reaching(advanced, machine, stage.port()))));
            fine("config", "check");
            assertThat(fine("ls", "advanced:").out()).isEqualTo("here\n");
            assertThat(fine("doctor", "advanced").out())
                    .contains("zlib@openssh.com")
                    .containsPattern("writing +not possible in the starting directory: .*Permission denied");
        }
    }

    /// Every field that the text has, in whichever of its configurations, and what a caller is told who hands it over:
    /// empty where it is taken.
    private static final Map<String, String> CALLERS = Map.ofEntries(
            Map.entry("connection.host", ""),
            Map.entry("connection.port", ""),
            Map.entry("connection.username", ""),
            Map.entry("connection.password", ""),
            Map.entry("connection.privateKey", ""),
            Map.entry("connection.passphrase", ""),
            Map.entry("connection.agent", OPERATOR),
            Map.entry("connection.agentForward", OPERATOR),
            Map.entry("options.keepAliveInterval", ""),
            Map.entry("options.readyTimeout", ""),
            Map.entry("options.strictVendorChecking", ""),
            Map.entry("options.compression", ""),
            Map.entry("options.algorithms.kex", ""),
            Map.entry("options.algorithms.cipher", ""),
            Map.entry("options.algorithms.serverHostKey", ""),
            Map.entry("options.algorithms.hmac", WEAKER),
            Map.entry("transfer.concurrency", ""),
            Map.entry("transfer.chunkSize", ""),
            Map.entry("transfer.windowSize", ""),
            Map.entry("transfer.compression", ""),
            Map.entry("transfer.packetSize", ""),
            Map.entry("transfer.preserveTimestamps", ""),
            Map.entry("transfer.preservePermissions", ""),
            Map.entry("transfer.resumeSupport", ""),
            Map.entry("transfer.checksumVerification", ""),
            Map.entry("security.hostVerification", ""),
            Map.entry("security.knownHostsFile", OPERATOR),
            Map.entry("security.strictHostKeyChecking", ""),
            Map.entry("security.allowInsecureConnection", ""),
            Map.entry("security.maxAuthAttempts", ""),
            Map.entry("security.bannedCiphers", ""),
            Map.entry("security.requiredServerHostKeyAlgs", ""),
            Map.entry("performance.maxConcurrentTransfers", ""),
            Map.entry("performance.transferTimeout", ""),
            Map.entry("performance.chunkSize", ""),
            Map.entry("performance.windowSize", ""),
            Map.entry("performance.packetSize", ""),
            Map.entry("performance.compression", ""),
            Map.entry("retry.maxAttempts", ""),
            Map.entry("retry.backoffMultiplier", ""),
            Map.entry("retry.initialDelay", ""),
            Map.entry("retry.maxDelay", ""),
            Map.entry("host", ""),
            Map.entry("username", ""),
            Map.entry("privateKey", ""),
            Map.entry("passphrase", ""),
            Map.entry("algorithms.kex", ""),
            Map.entry("algorithms.cipher", ""),
            Map.entry("algorithms.serverHostKey", ""),
            Map.entry("algorithms.hmac", ""),
            Map.entry("hostVerification", ""),
            Map.entry("strictHostKeyChecking", ""),
            Map.entry("readyTimeout", ""),
            Map.entry("keepAliveInterval", ""),
            Map.entry("keepAliveCountMax", ""),
            Map.entry("connectionTimeout", ""));

    private List<Leaf> leaves(Path key) {
        List<Substitution> secure =
                List.of(new Substitution(Substitution.Kind.PATH, "/secure/path/to/private/key", key.toString()));
        Map<String, String> variables = Map.of("SSH_KEY_PASSPHRASE", "locked away");
        return Stream.of(
                        basic(),
                        advanced(key, stage.drey().home().resolve("known"), "/run/agent"),
                        ReferenceConfiguration.of("### 1. Security", "secureConfig", secure, variables),
                        ReferenceConfiguration.of("### 1. Security", "connectionOptions", secure, variables),
                        ReferenceConfiguration.of("### 2. Performance", "performanceConfig", List.of(), Map.of()),
                        ReferenceConfiguration.of("#### 2. Connection Timeouts", "robustConfig", List.of(), Map.of()))
                .flatMap(one -> ReferenceConfiguration.leaves(one).stream())
                .toList();
    }

    /// What reaches a machine, without the field itself, which stands in its group; where it is one that reaches, its
    /// value is this machine's.
    private static Map<String, Object> with(Leaf leaf, Map<String, Object> reach) {
        Map<String, Object> options = new HashMap<>(reach);
        options.remove(leaf.name());
        options.putAll(reach.containsKey(leaf.name()) ? replaced(leaf.nested(), reach) : leaf.nested());
        return options;
    }

    private static Map<String, Object> replaced(Map<String, Object> nested, Map<String, Object> reach) {
        Map<String, Object> other = new HashMap<>();
        nested.forEach((name, value) -> {
            Object ours = reach.get(name);
            other.put(name, ours != null ? ours : replaced(new Heard(value).map(), reach));
        });
        return other;
    }

    @Test
    void everyFieldIsTakenFromACallerOrRefusedForAReason() {
        FarMachine machine = stage.machine("ana", "password", "/");
        stage.trust();
        List<Leaf> leaves = leaves(KeyFile.client().privateKey());
        assertThat(leaves.stream().map(Leaf::path).distinct()).containsExactlyInAnyOrderElementsOf(CALLERS.keySet());
        String key = readKey();
        Map<String, Object> reach =
                Map.of("host", machine.address(), "port", stage.port(), "username", "ana", "privateKey", key);
        List<String> wrong = new ArrayList<>();
        try (TypeScriptClient client = TypeScriptClient.start(stage.drey(), "mcp")) {
            for (Leaf leaf : leaves) {
                Heard answer = client.data("console_create_session", Map.of("sftpOptions", with(leaf, reach)));
                String reason = CALLERS.getOrDefault(leaf.path(), "");
                boolean fits = reason.isEmpty()
                        ? answer.says("status", "connected")
                        : answer.has("error") && refused(answer.at("error"), leaf, reason);
                if (!fits) wrong.add(leaf + ": " + answer);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean refused(Heard error, Leaf leaf, String reason) {
        String message = error.at("message").text();
        return error.says("failure", "NOT_ALLOWED")
                && message.startsWith("sftpOptions." + leaf.name() + " ")
                && message.contains(reason);
    }

    private static String readKey() {
        try {
            return Files.readString(ReferenceStage.key());
        } catch (java.io.IOException e) {
            return fail(e);
        }
    }

    /// An operator may write each of them.
    @Test
    void everyFieldLoadsFromTheOperatorsFile() {
        Map<String, Object> servers = new LinkedHashMap<>();
        Path key = KeyFile.client().privateKey();
        for (Leaf leaf : leaves(key)) {
            Map<String, Object> server = new HashMap<>(leaf.nested());
            if (!leaf.name().equals("host")) server.put("host", "h.example.com");
            servers.put("s" + servers.size(), server);
        }
        configured(Map.of("servers", servers));
        fine("config", "check");
    }

    @Test
    void severalServersHaveADefaultAndPlacesOfTheirOwn() throws Exception {
        Heard text = ReferenceConfiguration.of(
                "### Multi-Server Configuration",
                "multiServerConfig",
                List.of(
                        new Substitution(
                                Substitution.Kind.PATH,
                                "/keys/prod_key",
                                ReferenceStage.key().toString()),
                        new Substitution(
                                Substitution.Kind.PATH,
                                "/keys/staging_key",
                                ReferenceStage.key().toString())),
                Map.of());
        Map<String, Object> servers = new LinkedHashMap<>();
        Map<String, FarMachine> machines = new HashMap<>();
        for (String name : List.of("production", "staging", "development")) {
            Heard server = text.at("servers").at(name);
            String password = server.has("password") ? server.at("password").text() : "unused";
            FarMachine machine =
                    stage.machine(server.at("username").text(), password, "/").folder("/var/www/" + name + "/in");
            machines.put(name, machine);
            Map<String, Object> ours = new LinkedHashMap<>(server.map());
            ours.put("host", machine.address());
            ours.put("port", stage.port());
            servers.put(name, ours);
        }
        stage.trust();
        Map<String, Object> whole = new LinkedHashMap<>(text.map());
        whole.put("servers", servers);
        configured(whole);
        stage.file("a.txt", "a");
        try (TypeScriptClient client = TypeScriptClient.start(stage.drey(), "mcp")) {
            Heard targets = client.data("sftp_targets", Map.of());
            assertThat(targets.map()).containsEntry("defaultServer", "development");
            for (String name : machines.keySet()) {
                assertThat(targets.toString()).contains("\"" + name + "\"");
                client.run(client.session(name), "sftp-put", "a.txt", "in/session");
                client.data("sftp_upload", Map.of("target", name, "localPath", "a.txt", "path", "in/tool"));
            }
            Heard usual = client.data("console_create_session", Map.of());
            assertThat(usual.map()).containsEntry("target", "development");
            client.run(usual.at("sessionId").text(), "sftp-put", "a.txt", "in/by-default");
            client.data("sftp_upload", Map.of("localPath", "a.txt", "path", "in/tool-by-default"));
            assertThat(client.data(
                                    "sftp_copy",
                                    Map.of(
                                            "target",
                                            "staging",
                                            "path",
                                            "in/tool",
                                            "toTarget",
                                            "production",
                                            "toPath",
                                            "in/copy"))
                            .has("error"))
                    .isFalse();
            Heard asked = client.run(client.session("staging"), "sftp-realpath", "in");
            assertThat(asked.at("output").text()).isEqualTo("/var/www/staging/in");
        }
        assertThat(in(machines, "production")).containsExactlyInAnyOrder("session", "tool", "copy");
        assertThat(in(machines, "staging")).containsExactlyInAnyOrder("session", "tool");
        assertThat(in(machines, "development"))
                .containsExactlyInAnyOrder("session", "tool", "by-default", "tool-by-default");
    }

    private static String[] in(Map<String, FarMachine> machines, String name) {
        FarMachine machine = machines.get(name);
        String[] names = machine == null
                ? null
                : machine.at("/var/www/" + name + "/in").toFile().list();
        return names == null ? new String[0] : names;
    }

    /// What the advice says of one transfer: 0o600 comes as 384, and owners are set where the server lets us.
    @Test
    void theOptionsOfATransferAreTaken() throws Exception {
        Heard options = ReferenceConfiguration.of(
                "### 1. Security",
                "transferOptions",
                List.of(new Substitution(
                        Substitution.Kind.PATH,
                        "/secure/path/to/private/key",
                        ReferenceStage.key().toString())),
                Map.of());
        assertThat(options.map().keySet()).containsExactly("preservePermissions", "mode", "uid", "gid");
        stage.file("a.txt", "a");
        try (Sshd sshd = Sshd.start();
                TypeScriptClient client = TypeScriptClient.start(stage.drey().knowing(sshd), "mcp")) {
            Heard put = client.run(client.session("box"), "sftp-put", List.of("a.txt", "a.txt"), options.map());
            assertThat(put.map()).containsEntry("exitCode", 0);
            Path file = sshd.disk().resolve("a.txt");
            assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100600);
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1000);
            assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(1000);
        }
    }
}
