package dev.drey.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// SQLite: one file, one process, one connection that writes. Readers go on meanwhile (WAL), and what was
/// said to be kept is on the disk (`synchronous=FULL`).
final class SqliteEngine implements Engine {
    private static final int BUSY_MILLIS = 3000;
    private static final long POOL_MILLIS = 10_000;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Place.Sqlite place;
    private final HubLock lock;

    private SqliteEngine(Place.Sqlite place, HubLock lock) {
        this.place = place;
        this.lock = lock;
    }

    /// Makes directory and file when they are missing, 0700 and 0600, and has them for itself.
    static SqliteEngine open(Place.Sqlite place) throws Failed {
        Path directory = place.file().toAbsolutePath().getParent();
        if (directory != null) Spots.directory(directory, place.ours());
        HubLock lock = HubLock.take(place.file());
        try {
            prepare(place.file());
        } catch (Failed e) {
            lock.close();
            throw e;
        }
        return new SqliteEngine(place, lock);
    }

    private static void prepare(Path file) throws Failed {
        try {
            if (!Files.exists(file)) Files.createFile(file, Spots.OWNERS_FILE);
            check(file);
        } catch (Failed e) {
            throw e;
        } catch (IOException e) {
            throw Spots.failure(file, e).thrown(e);
        }
    }

    /// What can be said before the library is loaded, in clearer words than its own.
    static void check(Path file) throws IOException {
        if (Files.isDirectory(file))
            throw Failure.of(Code.IS_A_DIRECTORY, file + " is a directory").thrown();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MAGIC.length);
            if (head.length > 0 && !Arrays.equals(head, MAGIC))
                throw Backups.of(file).damaged().thrown();
        }
        if (!Files.isWritable(file))
            throw Failure.of(Code.PERMISSION_DENIED, file + " cannot be written to: see its owner and mode")
                    .thrown();
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public SQLiteDataSource plain() {
        return source(place.file());
    }

    static SQLiteDataSource source(Path file) {
        return source(file, SQLiteConfig.TransactionMode.IMMEDIATE);
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public HikariDataSource writing() {
        HikariConfig config = config("drey-store-writing", 1);
        config.setDataSource(plain());
        return new HikariDataSource(config);
    }

    @Override
    public HikariDataSource reading() {
        HikariConfig config = config("drey-store-reading", 4);
        config.setMinimumIdle(0);
        config.setDataSource(source(place.file(), SQLiteConfig.TransactionMode.DEFERRED));
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(POOL_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        return config;
    }

    @Override
    public Map<String, String> dialect() {
        return Map.of("serial", "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes", "BLOB");
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void backUp(Connection connection, int version) throws Failed {
        Backups.of(place.file()).make(connection, version, Instant.now());
    }

    @Override
    public void release() {
        lock.close();
    }
}
