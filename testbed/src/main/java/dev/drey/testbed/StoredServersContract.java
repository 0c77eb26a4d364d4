package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import dev.drey.session.StoredServer;
import dev.drey.session.StoredServers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What [StoredServers] are, whoever keeps them.
public abstract class StoredServersContract {
    private static final StoredServer WEB = new StoredServer(
            "web-1",
            Map.of("host", "web.example.com", "username", "grün 😀", "basePath", "/srv\n/x"),
            Map.of("password", Secret.of("canary-ä-😀"), "privateKey", Secret.of("canary\n".repeat(500))),
            Set.of("shop", "two words"));
    private static final StoredServer BOX = new StoredServer("box", Map.of(), Map.of(), Set.of());

    /// Of a fresh store.
    protected abstract StoredServers open() throws Exception;

    @Test
    void serversComeBackAsTheyWerePutAndByName() throws Exception {
        StoredServers servers = open();
        assertThat(servers.all()).isEmpty();
        servers.put(WEB);
        servers.put(BOX);
        assertThat(servers.all()).containsExactly(BOX, WEB);
        assertThat(servers.all().toString()).doesNotContain("canary");
    }

    @Test
    void aServerOfTheSameNameTakesThePlaceWithAllItHas() throws Exception {
        StoredServers servers = open();
        servers.put(WEB);
        StoredServer other = new StoredServer("web-1", Map.of("host", "h"), Map.of(), Set.of("t"));
        servers.put(other);
        assertThat(servers.all()).containsExactly(other);
    }

    @Test
    void aServerIsRemovedOnce() throws Exception {
        StoredServers servers = open();
        servers.put(WEB);
        servers.put(BOX);
        servers.remove("web-1");
        assertThat(servers.all()).containsExactly(BOX);
        assertThat(catchThrowableOfType(Failed.class, () -> servers.remove("web-1"))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
    }
}
