package dev.drey.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.drey.files.Failed;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// An open database, and the one border where what drivers throw becomes a failure. Safe for many threads.
final class Database implements AutoCloseable {
    interface Work<T> {
        T with(Handle handle) throws Failed;
    }

    private final Engine engine;
    private final Mishaps mishaps;
    private final HikariDataSource reading;
    private final HikariDataSource writing;
    private final Jdbi readers;
    private final Jdbi writers;

    Database(Engine engine) {
        this.engine = engine;
        this.mishaps = new Mishaps(engine.place());
        this.reading = engine.reading();
        this.writing = engine.writing();
        this.readers = jdbi(reading);
        this.writers = jdbi(writing);
    }

    /// Without the values of a statement in what it throws: hashes are among them.
    private static Jdbi jdbi(HikariDataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    boolean isShared() {
        return engine.isShared();
    }

    <T> T read(Work<T> work) throws Failed {
        try {
            return readers.withHandle((HandleCallback<T, Failed>) work::with);
        } catch (JdbiException e) {
            throw mishaps.of(e);
        }
    }

    /// Several looks at what is there at one moment.
    <T> T snapshot(Work<T> work) throws Failed {
        try {
            return readers.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, (HandleCallback<T, Failed>) work::with);
        } catch (JdbiException e) {
            throw mishaps.of(e);
        }
    }

    /// All of it or nothing.
    <T> T write(Work<T> work) throws Failed {
        try {
            return writers.inTransaction((HandleCallback<T, Failed>) work::with);
        } catch (JdbiException e) {
            throw mishaps.of(e);
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
        engine.release();
    }
}
