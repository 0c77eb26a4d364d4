package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.session.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The keys `hub` and `remoteHub`: defaults, the full mapping, and what is refused.
class HubKeysTest {
    @TempDir
    Path home;

    private Configuration load(String text) throws IOException {
        Path file = home.resolve("config.yaml");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                none,
                none,
                false,
                false,
                false,
                Map.of("PW", "hush"),
                home,
                home);
        return ConfigurationFile.load(console, file);
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws IOException {
        Configuration read = load("defaultServer: a\nservers: { a: { host: h } }\n");
        assertThat(read.hub()).isEqualTo(HubSettings.DEFAULTS);
        assertThat(read.remoteHub()).isEmpty();
        assertThat(read.tags()).isEmpty();
    }

    @Test
    void everyKeyIsTaken() throws IOException {
        Configuration read = load("""
                servers: { a: { host: h, tags: [shop, cars] } }
                hub:
                  ssh: "[::]:2222"
                  store: postgresql://db.example.com:5433/hub?sslmode=require
                  storeUsername: hub
                  storePassword: "${PW}"
                  hostKeys: [ ~/keys/rsa ]
                  trustedProxies: [ 10.0.0.0/8, "::1" ]
                  audit: { age: 30d, lines: 5000 }
                remoteHub: ssh://ana@hub.example.com:7023
                """);
        assertThat(read.hub())
                .isEqualTo(new HubSettings(
                        new HubSettings.Listen("::", 2222),
                        Optional.of("postgresql://db.example.com:5433/hub?sslmode=require"),
                        Optional.of(new HubSettings.StoreLogin("hub", Optional.of(Secret.of("hush")))),
                        List.of(home.resolve("keys/rsa")),
                        List.of("10.0.0.0/8", "::1"),
                        new HubSettings.AuditKeeping(Duration.ofDays(30), 5000)));
        assertThat(read.hub().ssh()).hasToString("[::]:2222");
        assertThat(read.remoteHub()).contains(new RemoteHub("ana", "hub.example.com", 7023));
        assertThat(read.tags()).isEqualTo(Map.of("a", List.of("shop", "cars")));
        assertThat(read.toString()).doesNotContain("hush");
    }

    @Test
    void aFileOfTheHubsIsFoundFromTheHome() throws IOException {
        assertThat(load("hub: { store: sqlite:~/hub.db }\n").hub().store())
                .contains("sqlite:" + home.resolve("hub.db"));
        assertThat(load("remoteHub: \"ssh://ana@[::1]\"\n").remoteHub()).contains(new RemoteHub("ana", "::1", 7022));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub: { shh: 1 } | did you mean ssh",
                "hub: { ssh: 7022 } | an address and a port",
                "hub: { ssh: \"h:70222\" } | between 0 and 65535",
                "hub: { store: mysql } | sqlite:PATH or postgresql",
                "hub: { store: \"postgresql://h/d?sslmode=require\" } | needs a storeUsername",
                "hub: { storeUsername: a } | belongs to a store that is postgresql",
                "hub: { store: \"postgresql://h/d\", storePassword: \"${PW}\" } | needs a storeUsername",
                "hub: { hostKeys: x } | is a list of texts",
                "hub: { trustedProxies: [ proxy ] } | is no address or network",
                "hub: { audit: 7 } | a map of age and lines",
                "hub: { audit: { age: long } } | is not a duration",
                "hub: { audit: { lines: 3 } } | a number from 1000",
                "hub: { audit: { years: 3 } } | there is no key 'years'",
                "hub: { http: \"127.0.0.1:7080\" } | does not have",
                "remoteHub: hub.example.com | of the form ssh://USER@HOST",
                "remoteHub: \"ssh://ana:pw@h\" | of the form ssh://USER@HOST",
                "servers: { a: { host: h, tags: shop } } | is a list of texts",
            })
    void whatIsWrongIsSaidWithItsLine(String text, String said) {
        assertThatThrownBy(() -> load(text + "\n"))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("config.yaml")
                .hasMessageContaining(said);
    }
}
