package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.testbed.Substitution.Kind;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reference is the one that was given, its code is found, and what runs of it is compared honestly.
class ReferenceTest {
    private static final List<Substitution> TABLE = List.of(
            new Substitution(Kind.HOST, "web.example.com", "127.0.0.2"),
            new Substitution(Kind.PORT, "port: 22", "port: 2222"));

    @Test
    void itIsWholeAndUnaltered() throws Exception {
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Reference.bytes())))
                .isEqualTo(Reference.SHA256);
        if (Files.exists(Reference.original())) {
            assertThat(Files.readAllBytes(Reference.original())).isEqualTo(Reference.bytes());
        }
    }

    @Test
    void itsCodeIsFoundByTheHeading() {
        assertThat(Reference.block("### 1. Basic File Operations")).startsWith("// Connect to SFTP server\n");
        assertThat(Reference.blocks("### Transfer Errors")).hasSize(1);
        assertThatThrownBy(() -> Reference.block("### 9. Nothing")).hasMessageContaining("no heading");
    }

    @Test
    void whatTheTableHasIsPutInOnePass() {
        List<Substitution> table =
                List.of(new Substitution(Kind.PATH, "/a/", "/b/a/"), new Substitution(Kind.PATH, "/b/", "/c/"));
        assertThat(Substitution.apply(table, "x /a/ y /b/ z")).isEqualTo("x /b/a/ y /c/ z");
    }

    @Test
    void differencesOfTheTableAreTold() {
        String text = "one\nhost: 'web.example.com', port: 22\n";
        String ran = Substitution.apply(TABLE, text);
        Substitution.Differences differences = Substitution.compare(TABLE, text, ran);
        assertThat(differences.met()).containsExactlyElementsOf(TABLE);
        assertThat(differences.lines())
                .containsExactly("-host: 'web.example.com', port: 22", "+host: '127.0.0.2', port: 2222");
    }

    @Test
    void anyOtherDifferenceFails() {
        for (String ran : List.of("port: 2222;", "port: 23", "port: 222", "port: 22\n", "Port: 22", "")) {
            assertThatThrownBy(() -> Substitution.compare(TABLE, "port: 22", ran))
                    .as(ran)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void theTableTakesHostsPortsAndPathsAlone() {
        assertThatThrownBy(() -> new Substitution(Kind.HOST, "overwrite: true", "127.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Substitution(Kind.PATH, "/a", "/b', mode: '600"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Substitution(Kind.PORT, "port: 22", "port: 22, timeout: 1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
