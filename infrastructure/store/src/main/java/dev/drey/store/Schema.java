package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/// Which tables a store has. They are looked at with one cheap query; Flyway, which costs a tenth of a
/// second, comes only when they have to be changed.
///
/// @param version that this program knows
/// @param locations of the SQL files on the class path, separated by commas
record Schema(int version, String locations) {
    static final Schema CURRENT = new Schema(1, "classpath:dev/drey/store/migration");

    /// Brings the tables up to date, behind a backup.
    ///
    /// @throws Failed UNSUPPORTED when a newer program wrote them
    void bring(Engine engine) throws Failed {
        try (Connection connection = engine.plain().getConnection()) {
            int present = present(connection);
            if (present == version) return;
            if (present > version) throw newer(engine.place(), present);
            if (present > 0) engine.backUp(connection, present);
        } catch (SQLException e) {
            throw new Mishaps(engine.place()).of(e);
        }
        migrate(engine);
    }

    private void migrate(Engine engine) throws Failed {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(engine.plain())
                    .locations(locations.split(",", -1))
                    .placeholders(engine.dialect())
                    .cleanDisabled(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE)
                throw foreign(engine.place()).thrown(e);
            Failure why = new Mishaps(engine.place()).of(e).failure();
            throw why.withMessage(why.message() + " (while its tables were made ready for this program)")
                    .thrown(e);
        }
    }

    private static Failure foreign(Place place) {
        return Failure.of(
                Code.CONFLICT,
                "the store " + place.display()
                        + " holds tables of another program; nothing was changed. Give Drey one of its own");
    }

    /// The version of the tables that are there; 0 for none.
    static int present(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COALESCE(MAX(CAST(version AS INTEGER)), 0) FROM flyway_schema_history WHERE success")) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            boolean none = "42P01".equals(e.getSQLState())
                    || String.valueOf(e.getMessage()).contains("no such table");
            if (none) return 0;
            throw e;
        }
    }

    Failed newer(Place place, int present) {
        String left = place instanceof Place.Sqlite sqlite
                ? ", or put a backup in its place. " + Backups.of(sqlite.file()).left()
                : ".";
        return Failure.of(
                        Code.UNSUPPORTED,
                        "the store " + place.display() + " was made ready for a newer Drey (version " + present
                                + " of its tables; this program knows " + version
                                + "); nothing was changed. Use the newer program" + left)
                .thrown();
    }
}
