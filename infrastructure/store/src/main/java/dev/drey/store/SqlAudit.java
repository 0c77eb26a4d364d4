package dev.drey.store;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// An [Audit] in a table, behind a [Backlog].
final class SqlAudit implements Audit, AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final int AT_ONCE = 5_000;
    private static final String INSERT = "INSERT INTO audit (at, person, credential, origin, action, target, path,"
            + " path_key, new_path, new_path_key, bytes, result, sha256, detail)"
            + " VALUES (:at, :person, :credential, :origin, :action, :target, :path,"
            + " :path_key, :new_path, :new_path_key, :bytes, :result, :sha256, :detail)";

    private final Database database;
    private final InstantSource clock;
    private final Backlog backlog;

    SqlAudit(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.backlog = new Backlog(this::write);
    }

    @Override
    public void note(Audited line) {
        backlog.note(line);
    }

    private void write(List<Audited> lines, long lost) throws Failed {
        List<Audited> all = new ArrayList<>(lines);
        if (lost > 0) all.addFirst(lost(lost, lines.getFirst().at()));
        database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            for (Audited line : all) bind(batch, line);
            return batch.execute();
        });
    }

    private static Audited lost(long count, Instant at) {
        return new Audited(
                at,
                "",
                "",
                "",
                "audit-lost",
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "ok",
                Optional.empty(),
                count + " lines before this one were lost: the store did not take them");
    }

    private static void bind(PreparedBatch batch, Audited line) {
        batch.bind("at", Columns.nanos(line.at()))
                .bind("person", text(line.user()))
                .bind("credential", text(line.credential()))
                .bind("origin", text(line.from()))
                .bind("action", text(line.action()))
                .bind("target", text(line.target()))
                .bind("path", bytes(line.path()))
                .bind("path_key", key(line.path()))
                .bind("new_path", bytes(line.to()))
                .bind("new_path_key", key(line.to()))
                .bind("bytes", line.bytes().isPresent() ? (Long) line.bytes().getAsLong() : null)
                .bind("result", text(line.result()))
                .bind("sha256", line.sha256().map(SqlAudit::text).orElse(null))
                .bind("detail", text(line.detail()))
                .add();
    }

    /// What no column of text can hold is shown as what it is: not a letter.
    private static String text(String text) {
        boolean plain = text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
        if (plain) return text;
        return text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte @Nullable [] bytes(Optional<RemotePath> path) {
        return path.map(RemotePath::bytes).orElse(null);
    }

    private static byte @Nullable [] key(Optional<RemotePath> path) {
        return path.filter(one -> !one.equals(one.normalized()))
                .map(one -> one.normalized().bytes())
                .orElse(null);
    }

    /// What was noted before in this process is found, unless the store does not take it for 5 s.
    @Override
    public List<Audited> find(Query query) throws Failed {
        backlog.flush(FLUSH);
        List<Audited> newestFirst = database.read(
                handle -> AuditSearch.of(handle, query).map(AuditRows::line).list());
        return List.copyOf(newestFirst.reversed());
    }

    @Override
    public long prune(Duration age, long lines) throws Failed {
        backlog.flush(FLUSH);
        long old = Columns.nanos(clock.instant().minus(age));
        long gone = inTurns("SELECT id FROM audit WHERE at < :mark ORDER BY at LIMIT :turn", old, Long.MAX_VALUE);
        long there = database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM audit")
                .mapTo(Long.class)
                .one());
        return gone + inTurns("SELECT id FROM audit WHERE id <> :mark ORDER BY at, id LIMIT :turn", -1, there - lines);
    }

    /// A few thousand at a time, so that others get their turn in between.
    private long inTurns(String chosen, long mark, long most) throws Failed {
        long gone = 0;
        while (gone < most) {
            int turn = (int) Math.min(AT_ONCE, most - gone);
            int deleted = database.write(handle -> handle.createUpdate("DELETE FROM audit WHERE id IN (" + chosen + ")")
                    .bind("mark", mark)
                    .bind("turn", turn)
                    .execute());
            gone += deleted;
            if (deleted < turn) return gone;
        }
        return gone;
    }

    @Override
    public void close() {
        backlog.close();
    }
}
