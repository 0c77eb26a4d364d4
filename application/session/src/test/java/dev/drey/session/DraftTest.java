package dev.drey.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final Path HOME = Path.of("/home/ana");

    private static Draft draft(Map<String, ?> fields) throws Failed {
        Draft draft = new Draft("servers.x", Draft.Expansion.NONE);
        draft.takeAll(fields);
        return draft;
    }

    private static Server server(Map<String, ?> fields) throws Failed {
        return Drafted.server(draft(fields), "x", HOME, true, Optional.empty());
    }

    @Test
    void aHostAloneHasDefaultsEverywhere() throws Failed {
        Server server = server(Map.of("host", "h"));
        assertThat(server).isEqualTo(Server.of("x", "h"));
    }

    @Test
    void groupsAndFlatFieldsMeanTheSame() throws Failed {
        Server flat = server(Map.of("host", "h", "port", 2222, "keepAliveInterval", 60_000));
        Server grouped = server(
                Map.of("connection", Map.of("host", "h", "port", 2222), "options", Map.of("keepAliveInterval", "60s")));
        assertThat(grouped).isEqualTo(flat);
    }

    @Test
    void theReferencesNestedAlgorithmsAreRead() throws Failed {
        Server server = server(Map.of(
                "connection",
                Map.of("host", "h"),
                "options",
                Map.of("algorithms", Map.of("cipher", List.of("aes128-gcm"), "hmac", List.of("hmac-sha2-256")))));
        assertThat(server.algorithms().cipher()).containsExactly("aes128-gcm");
        assertThat(server.algorithms().hmac()).containsExactly("hmac-sha2-256");
    }

    @Test
    void theSameFieldTwiceWithDifferentValuesIsAnError() {
        assertThatThrownBy(() -> draft(Map.of("concurrency", 3, "performance", Map.of("maxConcurrentTransfers", 5))))
                .hasMessageContaining("concurrency is given twice");
    }

    @Test
    void anUnknownFieldNamesTheNearest() {
        assertThatThrownBy(() -> draft(Map.of("hsot", "h")))
                .hasMessageContaining("no field 'hsot'")
                .hasMessageContaining("did you mean host");
    }

    @Test
    void opensshNamesAreUnderstoodWithTheirSeconds() throws Failed {
        Server server = server(Map.of("HostName", "h", "ConnectTimeout", "7", "ServerAliveInterval", "20"));
        assertThat(server.timing().connection()).hasValue(7_000);
        assertThat(server.timing().keepAliveInterval()).hasValue(20_000);
    }

    @Test
    void noCheckingOfHostKeysNeedsASecondWord() throws Failed {
        assertThatThrownBy(() -> server(Map.of("host", "h", "strictHostKeyChecking", false)))
                .hasMessageContaining("allowInsecureConnection");
        Server insecure = server(Map.of("host", "h", "hostVerification", false, "allowInsecureConnection", true));
        assertThat(insecure.hostCheck().policy()).contains(TrustPolicy.NO);
    }

    @Test
    void aKeyIsAPathOrTextOrABuffer() throws Failed {
        assertThat(server(Map.of("host", "h", "privateKey", "~/.ssh/k")).login().keyFiles())
                .containsExactly(Path.of("/home/ana/.ssh/k"));
        String pem = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
        assertThat(server(Map.of("host", "h", "privateKey", pem)).login().keyText())
                .contains(Secret.of(pem));
        List<Integer> bytes = pem.chars().boxed().toList();
        var buffer = Map.of("type", "Buffer", "data", bytes);
        assertThat(server(Map.of("host", "h", "privateKey", buffer)).login().keyText())
                .contains(Secret.of(pem));
    }

    @Test
    void basePathAndItsConfinementAreTaken() throws Failed {
        Server server = server(Map.of("host", "h", "basePath", "/srv", "confine", "yes"));
        assertThat(server.basePath()).contains(RemotePath.of("/srv"));
        assertThat(server.confine()).isTrue();
    }

    @Test
    void secretsDoNotShow() throws Failed {
        Server server = server(Map.of("host", "h", "password", "canary-7391", "passphrase", "canary-7392"));
        assertThat(server.toString()).doesNotContain("canary");
    }

    @Test
    void wrongKindsAreNamed() {
        assertThatThrownBy(() -> server(Map.of("host", "h", "port", 70_000))).hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> server(Map.of("host", "h", "port", "many"))).hasMessageContaining("takes a number");
        assertThatThrownBy(() -> server(Map.of("port", 22))).hasMessageContaining("host is missing");
        assertThatThrownBy(() -> server(Map.of("host", "h", "proxyJump", "a", "proxyCommand", "b")))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void everyFieldIsFoundByItsNameAndByItsAlias() {
        for (Field field : Field.values()) {
            assertThat(Field.named(field.word())).contains(field);
            if (!field.alias().isEmpty()) assertThat(Field.named(field.alias())).contains(field);
        }
        assertThat(Field.named("")).isEmpty();
    }
}
