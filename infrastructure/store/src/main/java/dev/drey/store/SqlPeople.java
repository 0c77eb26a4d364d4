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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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

    @Override
    public Optional<User> user(String name) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM person WHERE name = :name")
                .bind("name", name)
                .map(PeopleRows::user)
                .findOne());
    }

    @Override
    public List<User> users() throws Failed {
        return database
                .read(handle -> handle.createQuery("SELECT * FROM person")
                        .map(PeopleRows::user)
                        .list())
                .stream()
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
    public void change(User user) throws Failed {
        revision.change(handle -> one(
                "the user " + user.name(),
                handle.createUpdate(
                                "UPDATE person SET role = :role, locked = :locked, created = :created WHERE name = :name")
                        .bind("name", user.name())
                        .bind("role", user.role().name())
                        .bind("locked", user.locked() ? 1 : 0)
                        .bind("created", Columns.nanos(user.created()))
                        .execute()));
    }

    @Override
    public void remove(String name) throws Failed {
        revision.change(handle -> one("the user " + name, handle.execute("DELETE FROM person WHERE name = ?", name)));
    }

    @Override
    public Optional<String> password(String name) throws Failed {
        return database.read(
                handle -> handle.createQuery("SELECT password FROM person WHERE name = :name AND password IS NOT NULL")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void setPassword(String name, Optional<String> hash) throws Failed {
        revision.change(handle -> one(
                "the user " + name,
                handle.createUpdate("UPDATE person SET password = :hash WHERE name = :name")
                        .bind("name", name)
                        .bind("hash", hash.orElse(null))
                        .execute()));
    }

    @Override
    public List<LoginKey> keys(String user) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM login_key WHERE person = :user ORDER BY id")
                .bind("user", user)
                .map(PeopleRows::key)
                .list());
    }

    @Override
    public Optional<LoginKey> key(String fingerprint) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM login_key WHERE fingerprint = :fingerprint")
                .bind("fingerprint", fingerprint)
                .map(PeopleRows::key)
                .findOne());
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
        revision.change(handle -> one(
                "the key " + fingerprint + " of " + user,
                handle.execute("DELETE FROM login_key WHERE person = ? AND fingerprint = ?", user, fingerprint)));
    }

    @Override
    public List<Given> grants(String user) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM access_grant WHERE person = :user ORDER BY id")
                .bind("user", user)
                .map(PeopleRows::grant)
                .list());
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
        revision.change(handle -> one(
                "the grant " + id + " of " + user,
                handle.execute(
                        "DELETE FROM access_grant WHERE person = ? AND id = ?", user, PeopleRows.grantNumber(id))));
    }

    @Override
    public List<Token> tokens(String user) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM token WHERE person = :user ORDER BY number")
                .bind("user", user)
                .map(PeopleRows::token)
                .list());
    }

    @Override
    public Optional<Token> token(String id) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM token WHERE id = :id")
                .bind("id", id)
                .map(PeopleRows::token)
                .findOne());
    }

    @Override
    public Optional<Token> tokenBySecret(String sha256) throws Failed {
        return database.read(handle -> handle.createQuery("SELECT * FROM token WHERE sha256 = :sha256")
                .bind("sha256", sha256)
                .map(PeopleRows::token)
                .findOne());
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
        revision.change(handle -> one("the token " + id, handle.execute("DELETE FROM token WHERE id = ?", id)));
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
                lastUsed("SELECT used FROM login_key WHERE fingerprint = :which AND used IS NOT NULL", fingerprint);
            case Credential.ByToken(String id) ->
                lastUsed("SELECT used FROM token WHERE id = :which AND used IS NOT NULL", id);
            case Credential.ByPassword _, Credential.BySocket _ -> Optional.empty();
        };
    }

    private Optional<Instant> lastUsed(String sql, String which) throws Failed {
        return database.read(handle -> handle.createQuery(sql)
                .bind("which", which)
                .mapTo(Long.class)
                .findOne()
                .map(Columns::instant));
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

    private static int one(String what, int changed) throws Failed {
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
