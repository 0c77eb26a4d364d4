package dev.drey.store;

import dev.drey.access.Audit;
import dev.drey.access.People;
import dev.drey.files.Failed;
import dev.drey.session.StoredServers;
import java.time.InstantSource;
import java.util.List;

/// A hub's open store. Safe for many threads; its owner closes it, which writes what waits of the audit.
public final class Store implements AutoCloseable {
    private final Database database;
    private final People people;
    private final SqlAudit audit;
    private final StoredServers servers;

    private Store(Database database, Vault vault, InstantSource clock) {
        this.database = database;
        this.people = new SqlPeople(database);
        this.audit = new SqlAudit(database, clock);
        this.servers = new SqlServers(database, vault);
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

    public People people() {
        return people;
    }

    public Audit audit() {
        return audit;
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
