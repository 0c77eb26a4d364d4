package dev.drey.store;

import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.People;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Token;
import dev.drey.access.User;
import dev.drey.files.RemotePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of people's tables: as values, and from them.
final class PeopleRows {
    private PeopleRows() {}

    static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getInt("locked") != 0,
                Columns.instant(row.getLong("created")));
    }

    static LoginKey key(ResultSet row, StatementContext context) throws SQLException {
        return new LoginKey(
                row.getString("person"),
                row.getString("fingerprint"),
                row.getString("type"),
                row.getString("base64"),
                row.getString("comment"),
                Columns.instant(row.getLong("added")));
    }

    static int insert(Handle handle, LoginKey key) {
        return handle.createUpdate("INSERT INTO login_key (fingerprint, person, type, base64, comment, added)"
                        + " VALUES (:fingerprint, :person, :type, :base64, :comment, :added)")
                .bind("fingerprint", key.fingerprint())
                .bind("person", key.user())
                .bind("type", key.type())
                .bind("base64", key.base64())
                .bind("comment", key.comment())
                .bind("added", Columns.nanos(key.added()))
                .execute();
    }

    static People.Given grant(ResultSet row, StatementContext context) throws SQLException {
        String word = row.getString("word");
        Reach reach = switch (row.getString("reach")) {
            case "named" -> new Reach.Named(word);
            case "tagged" -> new Reach.Tagged(word);
            case "dialled" -> new Reach.Dialled(word);
            default -> throw new SQLException("a grant of an unknown reach");
        };
        Grant grant = new Grant(
                reach, RemotePath.ofBytes(row.getBytes("prefix")), Columns.words(Right.class, row.getString("rights")));
        return new People.Given("g-" + row.getLong("id"), grant);
    }

    static String insert(Handle handle, String user, Grant grant) {
        String reach = switch (grant.reach()) {
            case Reach.Named _ -> "named";
            case Reach.Tagged _ -> "tagged";
            case Reach.Dialled _ -> "dialled";
        };
        String word = switch (grant.reach()) {
            case Reach.Named(String pattern) -> pattern;
            case Reach.Tagged(String tag) -> tag;
            case Reach.Dialled(String host) -> host;
        };
        long id = handle.createUpdate("INSERT INTO access_grant (person, reach, word, prefix, rights)"
                        + " VALUES (:person, :reach, :word, :prefix, :rights)")
                .bind("person", user)
                .bind("reach", reach)
                .bind("word", word)
                .bind("prefix", grant.prefix().bytes())
                .bind("rights", Columns.words(grant.rights()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return "g-" + id;
    }

    /// The number in a grant's id; -1, which none has, for what is no id.
    static long grantNumber(String id) {
        return id.matches("g-\\d{1,18}") ? Long.parseLong(id.substring(2)) : -1;
    }

    static Token token(ResultSet row, StatementContext context) throws SQLException {
        Scope scope = new Scope(
                Columns.words(Right.class, row.getString("rights")),
                Columns.lines(row.getString("targets")),
                row.getInt("administration") != 0);
        return new Token(
                row.getString("id"),
                row.getString("person"),
                row.getString("label"),
                row.getString("sha256"),
                scope,
                Columns.instant(row.getLong("created")),
                Columns.instant(row, "expires"));
    }

    static int insert(Handle handle, Token token, String targets) {
        return handle.createUpdate(
                        "INSERT INTO token (id, person, label, sha256, rights, targets, administration, created, expires)"
                                + " VALUES (:id, :person, :label, :sha256, :rights, :targets, :administration, :created, :expires)")
                .bind("id", token.id())
                .bind("person", token.user())
                .bind("label", token.label())
                .bind("sha256", token.sha256())
                .bind("rights", Columns.words(token.scope().rights()))
                .bind("targets", targets)
                .bind("administration", token.scope().administration() ? 1 : 0)
                .bind("created", Columns.nanos(token.created()))
                .bind("expires", Columns.nanos(token.expires()))
                .execute();
    }
}
