package dev.drey.store;

import dev.drey.access.Audit;
import dev.drey.access.People;
import dev.drey.files.Failed;
import dev.drey.session.StoredServers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A hub's open store. Safe for many threads; its owner closes it, which writes what waits of the audit.
public final class Store implements AutoCloseable {
    private final Database database;
    private final People people;
    private final SqlAudit audit;
    private final StoredServers servers;

    private Store(Database database, Vault vault, InstantSource clock) {
        this.database = database;
        Revision revision = new Revision(database);
        this.people = new SqlPeople(database, revision);
        this.audit = new SqlAudit(database, clock);
        this.servers = new SqlServers(database, revision, vault);
    }

    public static Store open(StoreSettings settings) throws Failed {
        return open(settings, InstantSource.system());
    }

    /// Makes what is missing, and brings tables of an older program up to date.
    ///
    /// @param clock by which the audit knows what is old
    /// @throws Failed BUSY when another hub has it, UNSUPPORTED when a newer program wrote it, and
    ///     whatever is wrong with the place; nothing has been changed then
    public static Store open(StoreSettings settings, InstantSource clock) throws Failed {
        return open(settings, clock, Schema.CURRENT);
    }

    static Store open(StoreSettings settings, InstantSource clock, Schema schema) throws Failed {
        Vault vault = Vault.open(settings.key());
        Engine engine = engine(settings.place());
        try {
            schema.bring(engine);
        } catch (Failed | RuntimeException e) {
            engine.release();
            throw e;
        }
        return new Store(new Database(engine), vault, clock);
    }

    private static Engine engine(Place place) throws Failed {
        return switch (place) {
            case Place.Sqlite sqlite -> SqliteEngine.open(sqlite);
            case Place.Postgres postgres -> PostgresEngine.open(postgres);
        };
    }

    /// Looks for what is wrong with a store, open or not, and changes nothing.
    ///
    /// @return a sentence each; none when it is sound
    public static List<String> check(StoreSettings settings) {
        return new Checkup(settings).findings();
    }

    /// The files of this machine that a store consists of, those that may come included, and its key: what a hub
    /// serves to nobody.
    public static List<Path> files(StoreSettings settings) {
        List<Path> files = new ArrayList<>(List.of(settings.key()));
        if (settings.place() instanceof Place.Sqlite(Path file, var _)) {
            for (String end : List.of("", "-wal", "-shm", "-journal", ".lock"))
                files.add(file.resolveSibling(file.getFileName() + end));
            files.addAll(Backups.of(file).newestFirst());
        }
        return files;
    }

    public People people() {
        return people;
    }

    public Audit audit() {
        return audit;
    }

    /// Whether others may change it meanwhile; [People#revision()] grows with each change, also of servers.
    public boolean isShared() {
        return database.isShared();
    }

    public StoredServers servers() {
        return servers;
    }

    @Override
    public void close() {
        audit.close();
        database.close();
    }
}
