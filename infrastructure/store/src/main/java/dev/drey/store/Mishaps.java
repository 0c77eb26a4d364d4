package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/// What the drivers throw, as failures. Their own words stay in the log: they may repeat values.
final class Mishaps {
    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

    private final Place place;

    Mishaps(Place place) {
        this.place = place;
    }

    Failed of(Throwable thrown) {
        Optional<SQLException> sql = sql(thrown);
        Failure failure =
                sql.map(this::failure).orElseGet(() -> unknown(thrown.getClass().getSimpleName()));
        return sql.<Failed>map(failure::thrown).orElseGet(failure::thrown);
    }

    private static Optional<SQLException> sql(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException found) return Optional.of(deepest(found));
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /// A pool says that nothing came in time; why is in what it wraps.
    private static SQLException deepest(SQLException thrown) {
        SQLException deepest = thrown;
        for (int depth = 0; deepest.getCause() instanceof SQLException cause && depth < 20; depth++) deepest = cause;
        return deepest;
    }

    private Failure failure(SQLException thrown) {
        return switch (place) {
            case Place.Postgres _
            when thrown.getCause() instanceof UnknownHostException ->
                of(Code.HOST_NOT_FOUND, "its host has no address");
            case Place.Sqlite sqlite -> thrown instanceof SQLiteException known ? sqlite(sqlite, known) : busy(sqlite);
            case Place.Postgres postgres -> postgres(postgres, thrown);
        };
    }

    private Failure sqlite(Place.Sqlite where, SQLiteException thrown) {
        // The lower byte is the result, the upper ones say more (sqlite.org/rescode.html).
        return switch (thrown.getResultCode().code & 0xff) {
            case 5, 6 -> busy(where);
            case 13 -> of(Code.NO_SPACE, "no space left on device; what was written before is whole");
            case 11, 26 -> Backups.of(where.file()).damaged();
            case 8 -> of(Code.READ_ONLY, "it cannot be written to");
            case 3, 14, 23 -> of(Code.PERMISSION_DENIED, "it cannot be opened: see its owner and mode");
            case 10 -> of(Code.INTERNAL, "the disk fails (" + thrown.getResultCode() + ")");
            case 18 -> of(Code.LIMIT_EXCEEDED, "a value is too large to be kept");
            default -> unknown(thrown.getResultCode().toString());
        };
    }

    private Failure busy(Place.Sqlite where) {
        return Failure.of(Code.BUSY, "the store " + where.display() + " is locked by another program: try again")
                .withKind(Failure.Kind.TRANSIENT);
    }

    private Failure postgres(Place.Postgres where, SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        if (state.startsWith("28")) return of(Code.AUTHENTICATION_FAILED, "it does not let " + where.user() + " in");
        return switch (state) {
            case "3D000" -> of(Code.NOT_FOUND, "there is no such database");
            case "42501" -> of(Code.PERMISSION_DENIED, where.user() + " may not do that there");
            case "53100" -> of(Code.NO_SPACE, "no space left on its disk");
            case "25006" -> of(Code.READ_ONLY, "it only lets us read");
            case "40001", "40P01", "55P03", "57014", "53300" ->
                of(Code.BUSY, "it is busy: try again").withKind(Failure.Kind.TRANSIENT);
            default -> byClass(state);
        };
    }

    private Failure byClass(String state) {
        if (state.startsWith("22")) return of(Code.INVALID_ARGUMENT, "a value cannot be kept there");
        boolean gone = state.isEmpty() || state.startsWith("08") || state.startsWith("57P");
        return gone ? of(Code.CONNECTION_LOST, "it does not answer: try again") : unknown("SQLSTATE " + state);
    }

    private Failure unknown(String what) {
        LOG.error("the store {} failed: {}", place.display(), what);
        return of(Code.INTERNAL, "it failed (" + what + ")");
    }

    private Failure of(Code code, String why) {
        return Failure.of(code, "the store " + place.display() + ": " + why);
    }
}
