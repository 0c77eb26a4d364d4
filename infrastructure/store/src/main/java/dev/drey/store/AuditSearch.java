package dev.drey.store;

import dev.drey.access.Audit;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The question of [Audit.Query] in SQL, the newest lines first.
final class AuditSearch {
    private AuditSearch() {}

    static Query of(Handle handle, Audit.Query query) {
        List<String> wanted = new ArrayList<>();
        if (query.user().isPresent()) wanted.add("person = :person");
        if (query.target().isPresent()) wanted.add("target = :target");
        if (query.since().isPresent()) wanted.add("at >= :since");
        if (query.page().until().isPresent()) wanted.add("at <= :until");
        if (query.path().isPresent()) wanted.add("(" + within("path") + " OR " + within("new_path") + ")");
        String where = wanted.isEmpty() ? "" : " WHERE " + String.join(" AND ", wanted);
        Query select = handle.createQuery(
                        "SELECT * FROM audit" + where + " ORDER BY at DESC, id DESC LIMIT :most OFFSET :skip")
                .bind("most", query.page().limit())
                .bind("skip", query.page().skip());
        query.user().ifPresent(user -> select.bind("person", user));
        query.target().ifPresent(target -> select.bind("target", target));
        query.since().ifPresent(since -> select.bind("since", Columns.nanos(since)));
        query.page().until().ifPresent(until -> select.bind("until", Columns.nanos(until)));
        query.path().map(RemotePath::normalized).ifPresent(path -> bind(select, path));
        return select;
    }

    /// The path itself, or what begins with it and a slash: bytes are compared, and `0` is next to `/`.
    private static String within(String column) {
        String key = "COALESCE(" + column + "_key, " + column + ")";
        return key + " = :path OR (" + key + " >= :below AND " + key + " < :beyond)";
    }

    private static void bind(Query select, RemotePath path) {
        byte[] itself = path.bytes();
        boolean root = path.equals(RemotePath.ROOT);
        byte[] below = root ? itself : Arrays.copyOf(itself, itself.length + 1);
        below[below.length - 1] = '/';
        byte[] beyond = below.clone();
        beyond[beyond.length - 1] = '/' + 1;
        select.bind("path", itself).bind("below", below).bind("beyond", beyond);
    }
}
