package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Server;
import dev.drey.testbed.ReferenceConfiguration.Leaf;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each field of the reference's `SFTPProtocolConfig` means something: it changes what a server is, by its value in the
/// text, or by the opposite where the text says what holds anyway.
class ReferenceConfigurationTest {
    private static final Path KEY = Path.of("/dev/null");

    private static List<Leaf> leaves() {
        List<Substitution> files = List.of(
                new Substitution(Substitution.Kind.PATH, "/home/user/.ssh/id_rsa", KEY.toString()),
                new Substitution(Substitution.Kind.PATH, "/home/user/.ssh/known_hosts", "/known"));
        Heard basic = ReferenceConfiguration.of("### Basic Configuration", "sftpConfig", List.of(), Map.of());
        Heard advanced = ReferenceConfiguration.of(
                "### Advanced Configuration",
                "advancedSFTPConfig",
                files,
                Map.of("SSH_KEY_PASSPHRASE", "p", "SSH_AUTH_SOCK", "/run/agent"));
        return Stream.of(basic, advanced)
                .flatMap(one -> ReferenceConfiguration.leaves(one).stream())
                .toList();
    }

    private static Server server(Map<String, ?> fields) throws Failed {
        Draft draft = new Draft("servers.x", Draft.Expansion.NONE);
        draft.takeAll(fields);
        if (!fields.toString().contains("host=")) draft.set("host", "h");
        return Drafted.server(draft, "x", Path.of("/home/ana"), true, Optional.empty());
    }

    private static boolean changes(Map<String, ?> fields) {
        try {
            return !server(fields).equals(Server.of("x", "h"));
        } catch (Failed refused) {
            return refused.failure().message().startsWith("servers.x.");
        }
    }

    private static Map<String, Object> opposite(Map<String, Object> nested) {
        Map<String, Object> other = new HashMap<>(nested);
        other.replaceAll((name, value) -> value instanceof Boolean yes
                ? (Object) !yes
                : value instanceof Map<?, ?> ? opposite(new Heard(value).map()) : value);
        return other;
    }

    @TestFactory
    Stream<DynamicTest> everyFieldMeansSomething() {
        return leaves().stream()
                .map(leaf -> DynamicTest.dynamicTest(leaf.path(), () -> {
                    Server drafted = server(leaf.nested());
                    assertThat(drafted.name()).isEqualTo("x");
                    assertThat(changes(leaf.nested()) || changes(opposite(leaf.nested())))
                            .isTrue();
                }));
    }

    @Test
    void everyGroupOfTheTextIsWalked() {
        assertThat(leaves().stream()
                        .map(leaf -> leaf.path().split("\\.", -1)[0])
                        .distinct())
                .containsExactly("connection", "options", "transfer", "security", "performance", "retry");
        assertThat(leaves()).hasSize(42);
    }
}
