package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.session.Secret;
import dev.drey.store.Place;
import dev.drey.store.Store;
import dev.drey.store.StoreSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A store with a folder of its own, gone when closed.
record StoreOfTest(TempDir dir, Store store) implements AutoCloseable {
    static StoreOfTest sqlite(InstantSource clock) throws Failed {
        TempDir dir = TempDir.create();
        return new StoreOfTest(dir, Store.open(settings(Place.usual(dir.path()), dir.path()), clock));
    }

    static StoreOfTest postgres(PostgresServer server, InstantSource clock) throws Failed {
        TempDir dir = TempDir.create();
        return new StoreOfTest(dir, Store.open(settings(place(server.freshUrl()), dir.path()), clock));
    }

    static Place place(String url) throws Failed {
        return Place.parse(
                url, Path.of("/"), Optional.of(PostgresServer.USER), Optional.of(Secret.of(PostgresServer.PASSWORD)));
    }

    static StoreSettings settings(Place place, Path state) {
        return StoreSettings.of(place, state, Map.of());
    }

    @Override
    public void close() {
        try (dir) {
            store.close();
        }
    }
}
