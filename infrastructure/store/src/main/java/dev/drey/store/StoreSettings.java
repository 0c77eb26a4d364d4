package dev.drey.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Which store is opened, and with which key.
///
/// @param key where the master key lies, or is made when there is none
public record StoreSettings(Place place, Path key) {
    private static final String NAME = "drey-master-key";

    /// With the master key that systemd gives, or else the one beside the database.
    ///
    /// @param state the directory where a hub without a file of its own keeps the key
    /// @param environment in which systemd says `CREDENTIALS_DIRECTORY`
    public static StoreSettings of(Place place, Path state, Map<String, String> environment) {
        String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
        if (!credentials.isEmpty()) {
            Path given = Path.of(credentials, NAME);
            if (Files.exists(given)) return new StoreSettings(place, given);
        }
        Path beside = place instanceof Place.Sqlite sqlite ? sqlite.file().resolveSibling(NAME) : state.resolve(NAME);
        return new StoreSettings(place, beside);
    }
}
