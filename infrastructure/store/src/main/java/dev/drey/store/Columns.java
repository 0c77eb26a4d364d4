package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How values stand in columns.
final class Columns {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    private Columns() {}

    /// Nanoseconds since 1970; instants beyond the years 1677 and 2262 become these.
    static long nanos(Instant instant) {
        BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BILLION)
                .add(BigInteger.valueOf(instant.getNano()));
        return nanos.min(LAST).max(LAST.negate()).longValueExact();
    }

    static @Nullable Long nanos(Optional<Instant> instant) {
        return instant.isPresent() ? nanos(instant.get()) : null;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(instant(nanos));
    }

    static Optional<RemotePath> path(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(RemotePath::ofBytes);
    }

    static <E extends Enum<E>> String words(Set<E> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    static <E extends Enum<E>> Set<E> words(Class<E> type, String text) {
        Set<E> values = EnumSet.noneOf(type);
        for (String word : text.split(",", -1)) values.add(Enum.valueOf(type, word));
        return values;
    }

    /// @throws Failed INVALID_ARGUMENT when a line feed is in one, or one is empty: they would come back as others
    static String lines(Collection<String> values) throws Failed {
        for (String value : values) {
            if (value.isEmpty() || value.indexOf('\n') >= 0)
                throw Failure.of(Failure.Code.INVALID_ARGUMENT, "neither empty words nor line feeds can be kept here")
                        .thrown();
        }
        return String.join("\n", values);
    }

    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
    }
}
