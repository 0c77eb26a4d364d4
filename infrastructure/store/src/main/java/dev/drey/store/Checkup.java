package dev.drey.store;

import dev.drey.files.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// What is wrong with a store, found without changing it.
record Checkup(StoreSettings settings) {
    private static final int MOST = 20;

    List<String> findings() {
        List<String> found = new ArrayList<>();
        try {
            examine(found);
        } catch (Failed e) {
            found.add(e.getMessage());
        } catch (SQLException e) {
            found.add(new Mishaps(settings.place()).of(e).getMessage());
        } catch (IOException e) {
            found.add(settings.place().display() + " cannot be read");
        }
        return found;
    }

    private void examine(List<String> found) throws IOException, SQLException {
        Vault vault = Vault.open(settings.key());
        switch (settings.place()) {
            case Place.Sqlite sqlite -> {
                if (!Files.exists(sqlite.file())) return;
                SqliteEngine.check(sqlite.file());
                try (Connection connection = readOnly(sqlite)) {
                    integrity(connection, sqlite, found);
                    contents(connection, vault, found);
                }
            }
            case Place.Postgres postgres -> {
                try (Connection connection = PostgresEngine.source(postgres).getConnection()) {
                    contents(connection, vault, found);
                }
            }
        }
    }

    private static Connection readOnly(Place.Sqlite place) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(3000);
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + place.file());
        return source.getConnection();
    }

    private static void integrity(Connection connection, Place.Sqlite place, List<String> found) throws SQLException {
        List<String> wrong = rows(connection, "PRAGMA integrity_check(" + MOST + ")");
        wrong.remove("ok");
        wrong.addAll(rows(
                connection,
                "SELECT 'a row of ' || \"table\" || ' belongs to nothing' FROM pragma_foreign_key_check LIMIT "
                        + MOST));
        if (wrong.isEmpty()) return;
        found.addAll(wrong);
        found.add(Backups.of(place.file()).left());
    }

    /// The tables' version, and whether the key opens what is sealed.
    private void contents(Connection connection, Vault vault, List<String> found) throws SQLException, Failed {
        int present = Schema.present(connection);
        if (present > Schema.CURRENT.version()) throw Schema.CURRENT.newer(settings.place(), present);
        if (present == 0) return;
        long closed = rows(connection, "SELECT sealed FROM server_secret").stream()
                .filter(one -> !vault.opens(one))
                .count();
        if (closed > 0) found.add(vault.closed(closed + " fields").message());
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) rows.add(row.getString(1));
        }
        return rows;
    }
}
