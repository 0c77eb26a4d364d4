package dev.drey.store;

import dev.drey.access.Audited;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of the audit as lines.
final class AuditRows {
    private AuditRows() {}

    static Audited line(ResultSet row, StatementContext context) throws SQLException {
        long bytes = row.getLong("bytes");
        OptionalLong moved = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
        return new Audited(
                Columns.instant(row.getLong("at")),
                row.getString("person"),
                row.getString("credential"),
                row.getString("origin"),
                row.getString("action"),
                row.getString("target"),
                Columns.path(row, "path"),
                Columns.path(row, "new_path"),
                moved,
                row.getString("result"),
                Optional.ofNullable(row.getString("sha256")),
                row.getString("detail"));
    }
}
