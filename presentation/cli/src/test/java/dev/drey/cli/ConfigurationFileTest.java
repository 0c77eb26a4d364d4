package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.session.Drafted;
import dev.drey.session.Secret;
import dev.drey.session.Server;
import dev.drey.transfer.Bandwidth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    Path home;

    private Path file = Path.of("unset");

    @BeforeEach
    void place() throws IOException {
        file = home.resolve(".config/drey/config.yaml");
        Files.createDirectories(file.getParent());
    }

    private Console console() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                false,
                false,
                false,
                Map.of("DEV_PASSWORD", "canary-1"),
                home,
                home);
    }

    private Configuration load(String text) throws Failed, IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return ConfigurationFile.load(console(), null);
    }

    private Server server(Configuration configuration, String name) throws Failed {
        return Drafted.server(
                java.util.Objects.requireNonNull(configuration.servers().get(name)),
                name,
                home,
                true,
                Optional.empty());
    }

    @Test
    void withoutAFileThereAreDefaults() throws Failed {
        Configuration configuration = ConfigurationFile.load(console(), null);
        assertThat(configuration.servers()).isEmpty();
        assertThat(configuration.transfer()).isEqualTo(Configuration.TransferSettings.DEFAULTS);
        assertThat(configuration.log()).isEqualTo(Configuration.LogSettings.DEFAULTS);
        assertThat(configuration.state()).isEqualTo(home.resolve(".local/state/drey"));
    }

    @Test
    void everyKeyIsRead() throws Failed, IOException {
        Configuration configuration = load("""
                defaultServer: dev
                servers:
                  dev: { host: dev.example.com, username: dev, password: "${DEV_PASSWORD}", basePath: /srv }
                transfer: { concurrency: 4, checksumVerification: true, bandwidth: 10M }
                log: { level: debug, format: json, file: drey.log, maxSize: 1MiB, keep: 2 }
                """);
        assertThat(configuration.defaultServer()).contains("dev");
        assertThat(server(configuration, "dev").login().password()).contains(Secret.of("canary-1"));
        assertThat(configuration.transfer().concurrency()).hasValue(4);
        assertThat(configuration.transfer().verify()).contains(true);
        assertThat(configuration.transfer().bandwidth()).isEqualTo(Bandwidth.of(10 << 20));
        assertThat(configuration.log())
                .isEqualTo(new Configuration.LogSettings(
                        "debug", "json", Optional.of(home.resolve("drey.log")), 1 << 20, 2));
    }

    @Test
    void whatAssistantsMayDoIsRead() throws Failed, IOException {
        Configuration none = ConfigurationFile.load(console(), null);
        assertThat(none.assistants()).isEqualTo(Configuration.AssistantSettings.DEFAULTS);
        assertThat(none.roots()).isEmpty();
        Configuration configuration = load("""
                local: { roots: [ { path: ~/a, readOnly: true }, /b ] }
                console: { localCommands: [tar, /opt/x/pack] }
                mcp: { tools: [files], targets: ["web-*"], adHoc: false, readOnly: true, confirm: never,
                       keyFiles: ["/keys/*", ~/k], inlineSecrets: refuse }
                """);
        assertThat(configuration.roots())
                .containsExactly(
                        new Configuration.LocalRoot(home.resolve("a"), true),
                        new Configuration.LocalRoot(Path.of("/b"), false));
        assertThat(configuration.assistants())
                .isEqualTo(new Configuration.AssistantSettings(
                        List.of("files"),
                        List.of("web-*"),
                        false,
                        true,
                        "never",
                        List.of("/keys/*", home.resolve("k").toString()),
                        "refuse",
                        List.of("tar", "/opt/x/pack")));
    }

    @Test
    void programsThatMayBeRunAreNamedWithoutArguments() {
        for (String wrong : List.of("\"tar -x\"", "./tar", "sftp-put")) {
            assertThatThrownBy(() -> load("console: { localCommands: [" + wrong + "] }\n"))
                    .hasMessageStartingWith(file + ":1:")
                    .hasMessageContaining("no program's name");
        }
    }

    @Test
    void whatIsAgreedToIsOneOfThreeWords() throws Failed, IOException {
        for (String word : List.of("never", "recursive", "always")) {
            assertThat(load("mcp: { confirm: " + word + " }\n").assistants().confirm())
                    .isEqualTo(word);
        }
        assertThatThrownBy(() -> load("mcp: { confirm: sometimes }\n"))
                .hasMessageStartingWith(file + ":1:")
                .hasMessageContaining("never, recursive, always");
    }

    @Test
    void jsonIsUnderstoodToo() throws Failed, IOException {
        Configuration configuration = load("{\"servers\": {\"a\": {\"host\": \"h\", \"port\": 2222}}}");
        assertThat(server(configuration, "a").port()).hasValue(2222);
    }

    @Test
    void anUnknownKeyHasFileLineAndTheNearest() {
        assertThatThrownBy(() -> load("servers:\n  a:\n    hsot: x\n"))
                .hasMessageStartingWith(file + ":3:")
                .hasMessageContaining("did you mean host");
        assertThatThrownBy(() -> load("sevrers: {}\n"))
                .hasMessageStartingWith(file + ":1:")
                .hasMessageContaining("did you mean servers");
    }

    @Test
    void aSecretThatOthersMayReadIsRefusedWithTheCommand() throws IOException, Failed {
        String text = "servers: { a: { host: h, password: canary-2 } }\n";
        assertThatThrownBy(() -> {
                    Files.writeString(file, text);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                    ConfigurationFile.load(console(), null);
                })
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining("canary");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ConfigurationFile.load(console(), null).servers()).containsKey("a");
    }

    @Test
    void brokenFilesAreToldWithTheirLine() {
        assertThatThrownBy(() -> load("servers:\n  a: [\n")).hasMessageContaining("well-formed");
        assertThatThrownBy(() -> load("- 1\n")).hasMessageContaining("a map of keys");
        assertThatThrownBy(() -> load("transfer: { concurrency: 4, concurrency: 5 }\n"))
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> load("defaultServer: nas\n")).hasMessageContaining("no server 'nas'");
        assertThatThrownBy(() -> load("servers: { 'A B': { host: h } }\n")).hasMessageContaining("name is made of");
    }

    @Test
    void aPasswordOfDigitsStaysAsItIsWritten() throws Failed, IOException {
        for (String digits : List.of("00123", "1e5", "123456789012345678901234567890", "0x1f", "1_000", "7")) {
            Configuration configuration = load("servers: { a: { host: h, password: " + digits + " } }\n");
            assertThat(server(configuration, "a").login().password()).contains(Secret.of(digits));
        }
    }

    @Test
    void noMistakeQuotesASecret() {
        for (String written : List.of("*canary", "!canary!x y", "&canary [", "\"canary\\q\"", "canary: canary")) {
            assertThatThrownBy(() -> load("servers:\n  a:\n    host: h\n    password: " + written + "\n"))
                    .isInstanceOf(Failed.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void bombsAndDepthsAreRefusedAtTheirLine() {
        assertThatThrownBy(() -> load("servers: &a { b: [1, 1] }\ntransfer: *a\n"))
                .hasMessageStartingWith(file + ":2:")
                .hasMessageContaining("aliases");
        assertThatThrownBy(() -> load("servers: " + "[".repeat(100_000)))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("deeper than");
        assertThatThrownBy(() -> load("'" + "k".repeat(900) + "': { a: 1 }\n"))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("no key");
        assertThatThrownBy(() -> load("servers: {}\n---\nservers: {}\n")).hasMessageContaining("ends before this");
    }

    @Test
    void whatIsNoPathIsRefusedAsAnyOtherMistake() {
        assertThatThrownBy(() -> load("log: { file: \"a\\0b\" }\n"))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("not a path");
        for (String path : List.of("a\\0b", "/dev/zero", "none")) {
            assertThatThrownBy(() -> load("servers: { a: { host: h, password: \"file:" + path + "\" } }\n"))
                    .isInstanceOf(Failed.class)
                    .hasMessageContaining("file");
        }
    }

    @Test
    void whatThisVersionLacksIsRefusedAndNotIgnored() {
        assertThatThrownBy(() -> load("hub: { http: \"127.0.0.1:7080\" }\n")).hasMessageContaining("does not have");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> load("servers: { a: { host: h, password: \"${NOPE}\" } }\n"))
                .hasMessageContaining("NOPE");
    }
}
