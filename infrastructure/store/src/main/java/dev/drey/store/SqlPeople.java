package dev.drey.store;

import dev.drey.access.Credential;
import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.People;
import dev.drey.access.Token;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// [People] in tables. Each change and the number of [#revision()] are one transaction.
final class SqlPeople implements People {
    private final Database database;
    private final Revision revision;

    SqlPeople(Database database, Revision revision) {
        this.database = database;
        this.revision = revision;
    }

    @Override
    public long revision() throws Failed {
        return revision.number();
    }

    /// The row in which a column has a value.
    private <T> Optional<T> one(String rows, String value, RowMapper<T> mapper) throws Failed {
        return database.read(
                handle -> handle.select(rows + " = ?", value).map(mapper).findOne());
    }

    private <T> List<T> all(String rows, String value, RowMapper<T> mapper) throws Failed {
        return database.read(handle -> handle.select(rows, value).map(mapper).list());
    }

    @Override
    public Optional<User> user(String name) throws Failed {
        return one("SELECT * FROM person WHERE name", name, PeopleRows::user);
    }

    @Override
    public List<User> users() throws Failed {
        return database.read(SqlPeople::users);
    }

    private static List<User> users(Handle handle) {
        return handle.select("SELECT * FROM person").map(PeopleRows::user).stream()
                .sorted(Comparator.comparing(User::name))
                .toList();
    }

    @Override
    public void add(User user) throws Failed {
        revision.change(handle -> {
            if (isKnown(handle, user.name())) throw taken("the user " + user.name());
            return handle.createUpdate(
                            "INSERT INTO person (name, role, locked, created) VALUES (:name, :role, :locked, :created)")
                    .bind("name", user.name())
                    .bind("role", user.role().name())
                    .bind("locked", user.locked() ? 1 : 0)
                    .bind("created", Columns.nanos(user.created()))
                    .execute();
        });
    }

    @Override
    public void change(String name, UnaryOperator<User> to, Check check) throws Failed {
        revision.change(handle -> {
            User user = to.apply(checked(handle, name, check));
            return handle.execute(
                    "UPDATE person SET role = ?, locked = ?, created = ? WHERE name = ?",
                    user.role().name(),
                    user.locked() ? 1 : 0,
                    Columns.nanos(user.created()),
                    name);
        });
    }

    /// Changes of people follow each other, so what is seen here stays until the end of this one.
    private static User checked(Handle handle, String name, Check check) throws Failed {
        List<User> others = new ArrayList<>();
        Optional<User> user = Optional.empty();
        for (User one : users(handle)) {
            if (one.name().equals(name)) user = Optional.of(one);
            else others.add(one);
        }
        check.check(user.orElseThrow(() -> missing("the user " + name)), others);
        return user.get();
    }

    @Override
    public void remove(String name, Check check) throws Failed {
        revision.change(handle -> handle.execute(
                "DELETE FROM person WHERE name = ?",
                checked(handle, name, check).name()));
    }

    @Override
    public Optional<String> password(String name) throws Failed {
        return one("SELECT password FROM person WHERE password IS NOT NULL AND name", name, SqlPeople::text);
    }

    @Override
    public void setPassword(String name, Optional<String> hash) throws Failed {
        revision.change(handle -> some(
                "the user " + name,
                handle.createUpdate("UPDATE person SET password = :hash WHERE name = :name")
                        .bind("name", name)
                        .bind("hash", hash.orElse(null))
                        .execute()));
    }

    @Override
    public List<LoginKey> keys(String user) throws Failed {
        return all("SELECT * FROM login_key WHERE person = ? ORDER BY id", user, PeopleRows::key);
    }

    @Override
    public Optional<LoginKey> key(String fingerprint) throws Failed {
        return one("SELECT * FROM login_key WHERE fingerprint", fingerprint, PeopleRows::key);
    }

    @Override
    public void addKey(LoginKey key) throws Failed {
        revision.change(handle -> {
            known(handle, key.user());
            if (isThere(handle, "SELECT COUNT(*) FROM login_key WHERE fingerprint = ?", key.fingerprint()))
                throw taken("the key " + key.fingerprint());
            return PeopleRows.insert(handle, key);
        });
    }

    @Override
    public void removeKey(String user, String fingerprint) throws Failed {
        revision.change(handle -> some(
                "the key " + fingerprint + " of " + user,
                handle.execute("DELETE FROM login_key WHERE person = ? AND fingerprint = ?", user, fingerprint)));
    }

    @Override
    public List<Given> grants(String user) throws Failed {
        return all("SELECT * FROM access_grant WHERE person = ? ORDER BY id", user, PeopleRows::grant);
    }

    @Override
    public String give(String user, Grant grant) throws Failed {
        return revision.change(handle -> {
            known(handle, user);
            return PeopleRows.insert(handle, user, grant);
        });
    }

    @Override
    public void takeBack(String user, String id) throws Failed {
        revision.change(handle -> some(
                "the grant " + id + " of " + user,
                handle.execute(
                        "DELETE FROM access_grant WHERE person = ? AND id = ?", user, PeopleRows.grantNumber(id))));
    }

    @Override
    public List<Token> tokens(String user) throws Failed {
        return all("SELECT * FROM token WHERE person = ? ORDER BY number", user, PeopleRows::token);
    }

    @Override
    public Optional<Token> token(String id) throws Failed {
        return one("SELECT * FROM token WHERE id", id, PeopleRows::token);
    }

    @Override
    public Optional<Token> tokenBySecret(String sha256) throws Failed {
        return one("SELECT * FROM token WHERE sha256", sha256, PeopleRows::token);
    }

    @Override
    public void addToken(Token token) throws Failed {
        String targets = Columns.lines(token.scope().targets());
        revision.change(handle -> {
            known(handle, token.user());
            if (isThere(handle, "SELECT COUNT(*) FROM token WHERE id = ? OR sha256 = ?", token.id(), token.sha256()))
                throw taken("the token " + token.id());
            return PeopleRows.insert(handle, token, targets);
        });
    }

    @Override
    public void removeToken(String id) throws Failed {
        revision.change(handle -> some("the token " + id, handle.execute("DELETE FROM token WHERE id = ?", id)));
    }

    @Override
    public void used(Credential credential, Instant when) throws Failed {
        switch (credential) {
            case Credential.ByKey(String fingerprint) ->
                used("UPDATE login_key SET used = ? WHERE fingerprint = ?", when, fingerprint);
            case Credential.ByToken(String id) -> used("UPDATE token SET used = ? WHERE id = ?", when, id);
            case Credential.ByPassword _, Credential.BySocket _ -> {}
        }
    }

    private void used(String sql, Instant when, String which) throws Failed {
        database.write(handle -> handle.execute(sql, Columns.nanos(when), which));
    }

    @Override
    public Optional<Instant> lastUsed(Credential credential) throws Failed {
        return switch (credential) {
            case Credential.ByKey(String fingerprint) ->
                one(
                        "SELECT used FROM login_key WHERE used IS NOT NULL AND fingerprint",
                        fingerprint,
                        SqlPeople::moment);
            case Credential.ByToken(String id) ->
                one("SELECT used FROM token WHERE used IS NOT NULL AND id", id, SqlPeople::moment);
            case Credential.ByPassword _, Credential.BySocket _ -> Optional.empty();
        };
    }

    private static String text(ResultSet row, StatementContext context) throws SQLException {
        return row.getString(1);
    }

    private static Instant moment(ResultSet row, StatementContext context) throws SQLException {
        return Columns.instant(row.getLong(1));
    }

    private static boolean isKnown(Handle handle, String user) {
        return isThere(handle, "SELECT COUNT(*) FROM person WHERE name = ?", user);
    }

    private static void known(Handle handle, String user) throws Failed {
        if (!isKnown(handle, user)) throw missing("the user " + user);
    }

    private static boolean isThere(Handle handle, String count, Object... which) {
        return handle.select(count, which).mapTo(Integer.class).one() > 0;
    }

    private static int some(String what, int changed) throws Failed {
        if (changed == 0) throw missing(what);
        return changed;
    }

    private static Failed missing(String what) {
        return Failure.of(Code.NOT_FOUND, what + " does not exist").thrown();
    }

    private static Failed taken(String what) {
        return Failure.of(Code.ALREADY_EXISTS, what + " exists already").thrown();
    }
}
