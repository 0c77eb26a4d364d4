package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The copies of an SQLite store that are made before its tables change: `hub.db.VERSION.TIME.bak` beside
/// it, the newest five of them.
record Backups(Path file, Pattern form) {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final int KEPT = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static Backups of(Path file) {
        return new Backups(
                file,
                Pattern.compile(Pattern.quote(String.valueOf(file.getFileName())) + "\\.\\d+\\.\\d{8}T\\d{6}Z\\.bak"));
    }

    /// Copies the whole store, as it is in this moment, and forgets what is older than the newest five.
    ///
    /// @throws Failed when there is no copy in the end; the store is as it was
    Path make(Connection connection, int version, Instant now) throws Failed {
        Path copy = file.resolveSibling(file.getFileName() + "." + version + "." + TIME.format(now) + ".bak");
        try {
            Files.deleteIfExists(copy);
            Files.createFile(copy, Spots.OWNERS_FILE);
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
            }
        } catch (SQLException | IOException e) {
            discard(copy);
            Failure why = e instanceof SQLException
                    ? new Mishaps(new Place.Sqlite(file, false)).of(e).failure()
                    : Failure.of(Code.INTERNAL, "");
            throw why.withMessage("the store " + file + " cannot be backed up to " + copy
                            + ", so its tables were not changed: make room there and start again")
                    .thrown(e);
        }
        sync(copy);
        for (Path old : newestFirst().stream().skip(KEPT).toList()) discard(old);
        return copy;
    }

    /// SQLite leaves it to the system when a copy reaches the disk; the change behind it must not be there first.
    private void sync(Path copy) throws Failed {
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
            Spots.syncName(copy);
        } catch (IOException e) {
            discard(copy);
            throw Spots.failure(copy, e).thrown(e);
        }
    }

    /// Those that there are, the newest first.
    List<Path> newestFirst() {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) return List.of();
        try (Stream<Path> beside = Files.list(directory)) {
            return beside.filter(one ->
                            form.matcher(String.valueOf(one.getFileName())).matches())
                    .sorted(Comparator.comparing(Backups::time).reversed())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// That the store is damaged, and what is left.
    Failure damaged() {
        return Failure.of(
                        Code.INTERNAL,
                        "the store " + file + " is damaged; nothing was changed. " + left()
                                + " `drey serve --check` says what is wrong with it")
                .with("reason", "damaged");
    }

    /// A sentence that names the backups.
    String left() {
        List<Path> copies = newestFirst();
        if (copies.isEmpty()) return "There is no backup beside it.";
        return "Backups beside it, the newest first: "
                + String.join(
                        ", ",
                        copies.stream()
                                .map(one -> String.valueOf(one.getFileName()))
                                .toList()) + ".";
    }

    private static String time(Path copy) {
        String name = String.valueOf(copy.getFileName());
        return name.substring(name.length() - "yyyymmddThhmmssZ.bak".length());
    }

    private static void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("cannot remove the backup {}: {}", copy, e.getMessage());
        }
    }
}
