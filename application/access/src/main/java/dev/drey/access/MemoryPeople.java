package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// [People] that are forgotten with the program: for tests, and for programs without a store.
public final class MemoryPeople implements People {
    private record Owned(String user, Given given) {}

    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, LoginKey> keys = new LinkedHashMap<>();
    private final Map<String, Owned> grants = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<Credential, Instant> uses = new HashMap<>();
    private long revision;
    private long given;

    @Override
    public synchronized long revision() {
        return revision;
    }

    @Override
    public synchronized Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public synchronized List<User> users() {
        return List.copyOf(users.values());
    }

    @Override
    public synchronized void add(User user) throws Failed {
        if (users.containsKey(user.name())) throw taken("the user " + user.name());
        users.put(user.name(), user);
        revision++;
    }

    @Override
    public synchronized void change(String name, UnaryOperator<User> to, Check check) throws Failed {
        users.put(name, to.apply(checked(name, check)));
        revision++;
    }

    private User checked(String name, Check check) throws Failed {
        User user = user(name).orElseThrow(() -> missing("the user " + name));
        check.check(
                user, users.values().stream().filter(one -> !one.equals(user)).toList());
        return user;
    }

    @Override
    public synchronized void remove(String name, Check check) throws Failed {
        User gone = checked(name, check);
        users.remove(gone.name());
        passwords.remove(name);
        keys.values().removeIf(key -> key.user().equals(name));
        grants.values().removeIf(grant -> grant.user().equals(name));
        tokens.values().removeIf(token -> token.user().equals(name));
        uses.keySet().removeIf(Predicate.not(this::isThere));
        revision++;
    }

    @Override
    public synchronized Optional<String> password(String name) {
        return Optional.ofNullable(passwords.get(name));
    }

    @Override
    public synchronized void setPassword(String name, Optional<String> hash) throws Failed {
        known(name);
        hash.ifPresentOrElse(text -> passwords.put(name, text), () -> passwords.remove(name));
        revision++;
    }

    @Override
    public synchronized List<LoginKey> keys(String user) {
        return chosen(keys.values(), key -> key.user().equals(user));
    }

    @Override
    public synchronized Optional<LoginKey> key(String fingerprint) {
        return Optional.ofNullable(keys.get(fingerprint));
    }

    @Override
    public synchronized void addKey(LoginKey key) throws Failed {
        known(key.user());
        if (keys.putIfAbsent(key.fingerprint(), key) != null) throw taken("the key " + key.fingerprint());
        revision++;
    }

    @Override
    public synchronized void removeKey(String user, String fingerprint) throws Failed {
        LoginKey key = keys.get(fingerprint);
        if (key == null || !key.user().equals(user)) throw missing("the key " + fingerprint + " of " + user);
        keys.remove(fingerprint);
        uses.remove(new Credential.ByKey(fingerprint));
        revision++;
    }

    @Override
    public synchronized List<Given> grants(String user) {
        return chosen(grants.values(), grant -> grant.user().equals(user)).stream()
                .map(Owned::given)
                .toList();
    }

    @Override
    public synchronized String give(String user, Grant grant) throws Failed {
        known(user);
        given++;
        String id = "g-" + given;
        grants.put(id, new Owned(user, new Given(id, grant)));
        revision++;
        return id;
    }

    @Override
    public synchronized void takeBack(String user, String id) throws Failed {
        Owned owned = grants.get(id);
        if (owned == null || !owned.user().equals(user)) throw missing("the grant " + id + " of " + user);
        grants.remove(id);
        revision++;
    }

    @Override
    public synchronized List<Token> tokens(String user) {
        return chosen(tokens.values(), token -> token.user().equals(user));
    }

    @Override
    public synchronized Optional<Token> token(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public synchronized Optional<Token> tokenBySecret(String sha256) {
        return tokens.values().stream()
                .filter(token -> token.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public synchronized void addToken(Token token) throws Failed {
        known(token.user());
        if (tokens.containsKey(token.id()) || tokenBySecret(token.sha256()).isPresent())
            throw taken("the token " + token.id());
        tokens.put(token.id(), token);
        revision++;
    }

    @Override
    public synchronized void removeToken(String id) throws Failed {
        if (tokens.remove(id) == null) throw missing("the token " + id);
        uses.remove(new Credential.ByToken(id));
        revision++;
    }

    @Override
    public synchronized void used(Credential credential, Instant when) {
        if (isThere(credential)) uses.put(credential, when);
    }

    @Override
    public synchronized Optional<Instant> lastUsed(Credential credential) {
        return Optional.ofNullable(uses.get(credential));
    }

    private boolean isThere(Credential credential) {
        return switch (credential) {
            case Credential.ByKey(String fingerprint) -> keys.containsKey(fingerprint);
            case Credential.ByToken(String id) -> tokens.containsKey(id);
            case Credential.ByPassword _, Credential.BySocket _ -> false;
        };
    }

    private void known(String name) throws Failed {
        if (!users.containsKey(name)) throw missing("the user " + name);
    }

    private static <T> List<T> chosen(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }

    private static Failed missing(String what) {
        return Failure.of(Failure.Code.NOT_FOUND, what + " does not exist").thrown();
    }

    private static Failed taken(String what) {
        return Failure.of(Failure.Code.ALREADY_EXISTS, what + " exists already").thrown();
    }
}
