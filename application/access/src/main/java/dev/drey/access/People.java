package dev.drey.access;

import dev.drey.files.Failed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The port: where users, their keys, tokens and grants are kept. Safe for many threads; calls block.
///
/// Every change raises [#revision()], so that what was read before can be trusted while it stays.
public interface People {
    /// A grant as it is kept.
    ///
    /// @param id by which it is taken back
    record Given(String id, Grant grant) {}

    /// A number that is another one after each change: at once after one that was made through this object,
    /// at most a second after one that another process made in the same store.
    long revision() throws Failed;

    Optional<User> user(String name) throws Failed;

    List<User> users() throws Failed;

    /// @throws Failed ALREADY_EXISTS when the name is taken
    void add(User user) throws Failed;

    /// What may keep somebody from being changed or removed, looked at in the same step.
    interface Check {
        /// Anybody may be.
        Check NONE = (user, others) -> {};

        /// @throws Failed why not; nothing is changed then
        void check(User user, List<User> others) throws Failed;
    }

    /// Changes somebody, as they are at this moment.
    ///
    /// @throws Failed NOT_FOUND
    void change(String name, UnaryOperator<User> to, Check check) throws Failed;

    /// With keys, tokens and grants; what was noted of them stays.
    ///
    /// @throws Failed NOT_FOUND
    void remove(String name, Check check) throws Failed;

    /// The hash of the user's password; empty when there is none.
    Optional<String> password(String name) throws Failed;

    /// @param hash empty takes the password away
    /// @throws Failed NOT_FOUND
    void setPassword(String name, Optional<String> hash) throws Failed;

    List<LoginKey> keys(String user) throws Failed;

    Optional<LoginKey> key(String fingerprint) throws Failed;

    /// @throws Failed ALREADY_EXISTS when somebody has this key, NOT_FOUND when there is no such user
    void addKey(LoginKey key) throws Failed;

    /// @throws Failed NOT_FOUND
    void removeKey(String user, String fingerprint) throws Failed;

    List<Given> grants(String user) throws Failed;

    /// @return its id
    /// @throws Failed NOT_FOUND when there is no such user
    String give(String user, Grant grant) throws Failed;

    /// @throws Failed NOT_FOUND
    void takeBack(String user, String id) throws Failed;

    List<Token> tokens(String user) throws Failed;

    Optional<Token> token(String id) throws Failed;

    Optional<Token> tokenBySecret(String sha256) throws Failed;

    /// @throws Failed ALREADY_EXISTS for an id or a hash that is there, NOT_FOUND when there is no such user
    void addToken(Token token) throws Failed;

    /// @throws Failed NOT_FOUND
    void removeToken(String id) throws Failed;

    /// Notes, now and then, that a key or token was used; no change in the sense of [#revision()].
    void used(Credential credential, Instant when) throws Failed;

    /// What [#used] noted last.
    Optional<Instant> lastUsed(Credential credential) throws Failed;
}
