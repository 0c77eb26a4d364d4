package dev.drey.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.drey.files.Failed;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/// What SQLite and PostgreSQL do each in their own way.
interface Engine {
    Place place();

    /// Opens one connection each time.
    DataSource plain();

    /// For one that changes things.
    HikariDataSource writing();

    /// For those that only look; may be the same.
    HikariDataSource reading();

    /// How it spells what stands in braces in the SQL files.
    Map<String, String> dialect();

    /// Whether other processes may change things meanwhile.
    boolean isShared();

    /// Makes a copy before the tables change, where that is ours to do.
    void backUp(Connection connection, int version) throws Failed;

    /// Lets others have it.
    void release();
}
