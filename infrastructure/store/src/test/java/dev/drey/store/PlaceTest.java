package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    private static final Path HOME = Path.of("/home/ana");
    private static final Optional<Secret> PASSWORD = Optional.of(Secret.of("canary"));

    @Test
    void aFileIsNamedByItsPath() throws Exception {
        assertThat(Place.parse("sqlite:/srv/x/../hub.db", HOME, Optional.empty(), Optional.empty()))
                .isEqualTo(new Place.Sqlite(Path.of("/srv/hub.db"), false));
        assertThat(Place.parse("sqlite:~/hub.db", HOME, Optional.empty(), Optional.empty()))
                .isEqualTo(new Place.Sqlite(Path.of("/home/ana/hub.db"), false));
        assertThat(Place.usual(Path.of("/s"))).isEqualTo(new Place.Sqlite(Path.of("/s/hub.db"), true));
    }

    @Test
    void aDatabaseIsNamedByItsAddressAndItsUserApart() throws Exception {
        Place place = Place.parse("postgresql://db:5433/drey?sslmode=verify-full", HOME, Optional.of("u"), PASSWORD);
        assertThat(place).isEqualTo(new Place.Postgres("postgresql://db:5433/drey?sslmode=verify-full", "u", PASSWORD));
        assertThat(place.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub.db",
                "sqlite:",
                "mysql://h/d",
                "postgresql:h/d",
                "postgresql://h",
                "postgresql://h/",
                "postgresql:///d",
                "postgresql://u:canary@h/d",
                "postgresql://u@h/d",
                "postgresql://h/d?password=canary",
                "postgresql://h/d?ssl=true&user=u",
                "postgresql://h/d?sslpassword=canary",
                "postgresql://h/d canary",
            })
    void whatIsNoPlaceIsRefusedWithoutRepeatingIt(String text) {
        Failed failed = catchThrowableOfType(Failed.class, () -> Place.parse(text, HOME, Optional.of("u"), PASSWORD));
        assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failed.getMessage()).doesNotContain("canary");
    }

    @Test
    void theKeyLiesBesideTheDatabaseUnlessSystemdGivesOne(@TempDir Path credentials) throws Exception {
        Path state = Path.of("/state");
        Map<String, String> systemd = Map.of("CREDENTIALS_DIRECTORY", credentials.toString());
        Place here = new Place.Sqlite(Path.of("/srv/hub.db"), false);
        assertThat(StoreSettings.of(here, state, Map.of()).key()).isEqualTo(Path.of("/srv/drey-master-key"));
        assertThat(StoreSettings.of(here, state, systemd).key()).isEqualTo(Path.of("/srv/drey-master-key"));
        Path given = Files.write(credentials.resolve("drey-master-key"), new byte[32]);
        assertThat(StoreSettings.of(here, state, systemd).key()).isEqualTo(given);
        Place there = new Place.Postgres("postgresql://h/d", "u", Optional.empty());
        assertThat(StoreSettings.of(there, state, Map.of()).key()).isEqualTo(Path.of("/state/drey-master-key"));
    }
}
