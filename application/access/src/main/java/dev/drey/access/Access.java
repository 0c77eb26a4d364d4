package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets people in by key, password or token, and says at each later step what they may do then. Safe for
/// many threads; the callers' threads do the work.
///
/// Wrong passwords and tokens make the next tries wait ([Waits]): such a try is refused at once, with BUSY
/// and the seconds in `retryAfter`, before anything is compared, and is no answer to whether it was right.
/// Keys cannot be guessed, so nothing of them is counted. A right token comes in whatever others at the
/// same address do.
public final class Access implements Standings {
    /// As whom things are done through the Unix socket; no user's name.
    public static final String SOCKET = "@socket";

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final String UNKNOWN = "?";
    private static final String BY_BEARER = "";

    private final People people;
    private final Audit audit;
    private final InstantSource clock;
    private final Passwords passwords;
    private final Waits waits;
    private final Looked looked;
    private final Uses uses;
    private final Seldom<String> lockedOut;

    public Access(People people, Audit audit, InstantSource clock) {
        this(people, audit, clock, new Passwords());
    }

    public Access(People people, Audit audit, InstantSource clock, Passwords passwords) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.passwords = passwords;
        this.waits = new Waits(clock);
        this.looked = new Looked(people, clock);
        this.uses = new Uses(people, clock);
        this.lockedOut = new Seldom<>(clock);
    }

    /// Whoever proved to have this key, or says so: an SSH client asks before it proves, and whose key it is
    /// is no secret. So nothing counts as used before the first step ([#of]).
    public Optional<Pass> byKey(String user, String fingerprint, String from) throws Failed {
        Optional<LoginKey> key =
                people.key(fingerprint).filter(one -> one.user().equals(user));
        if (key.isEmpty()) return Optional.empty();
        if (isLockedOut(user)) {
            if (lockedOut.isDue(fingerprint)) note(user, "key " + fingerprint, from, "the user is locked");
            return Optional.empty();
        }
        return Optional.of(pass(user, new Credential.ByKey(fingerprint), from));
    }

    /// Whoever has this key, where nobody says a name.
    public Optional<Pass> byKeyAlone(String fingerprint, String from) throws Failed {
        Optional<LoginKey> key = people.key(fingerprint);
        return key.isEmpty() ? Optional.empty() : byKey(key.get().user(), fingerprint, from);
    }

    /// By the user's password, or by one of the user's API tokens in its place.
    ///
    /// @throws Failed BUSY, transient, with `retryAfter` when it has to be tried again later
    public Optional<Pass> byPassword(String user, String secret, String from) throws Failed {
        Optional<Pass> byToken = token(secret, from).filter(pass -> pass.user().equals(user));
        if (byToken.isPresent()) return byToken;
        Waits.Attempt attempt = begin(user, from);
        boolean judged = false;
        try {
            boolean known = people.user(user).isPresent();
            Optional<String> hash = people.password(user);
            boolean right = passwords.agrees(secret, hash) && known;
            boolean locked = right && isLockedOut(user);
            judged = true;
            if (right && !locked) {
                waits.passed(attempt, true);
                return hash.map(one -> pass(user, new Credential.ByPassword(one), from));
            }
            wrong(attempt, known ? user : UNKNOWN, "password", from, locked ? "the user is locked" : "not right");
            return Optional.empty();
        } finally {
            if (!judged) waits.passed(attempt, false);
        }
    }

    /// By a token alone, as programs send it over HTTP.
    ///
    /// @throws Failed BUSY as [#byPassword]
    public Optional<Pass> byToken(String secret, String from) throws Failed {
        Optional<Pass> pass = token(secret, from);
        if (pass.isPresent()) return pass;
        wrong(begin(BY_BEARER, from), UNKNOWN, "token", from, "unknown, expired, or of a locked user");
        return Optional.empty();
    }

    /// Who opened the Unix socket in the state directory: an admin without a row among the users.
    public Pass bySocket() {
        return new Pass(SOCKET, new Credential.BySocket(), "socket");
    }

    /// Changes made in this process are seen at once, those of others as soon as [People#revision()] tells.
    @Override
    public Standing of(Pass pass) throws Failed {
        if (pass.credential() instanceof Credential.BySocket)
            return new Standing(pass.user(), Role.ADMIN, List.of(), Scope.WHOLE);
        Standing standing = looked.standing(pass);
        uses.note(pass.credential());
        return standing;
    }

    private Optional<Pass> token(String secret, String from) throws Failed {
        if (!Tokens.isSecret(secret)) return Optional.empty();
        Optional<Token> token = people.tokenBySecret(Tokens.hash(secret));
        if (token.isEmpty() || token.get().isExpired(clock.instant())) return Optional.empty();
        String user = token.get().user();
        if (isLockedOut(user)) return Optional.empty();
        return Optional.of(pass(user, new Credential.ByToken(token.get().id()), from));
    }

    private boolean isLockedOut(String user) throws Failed {
        return people.user(user).filter(one -> !one.locked()).isEmpty();
    }

    private Pass pass(String user, Credential credential, String from) {
        return new Pass(user, credential, from);
    }

    private Waits.Attempt begin(String name, String from) throws Failed {
        Waits.Attempt attempt = new Waits.Attempt(Waits.shortened(name), Origin.of(from));
        Duration wait = waits.begin(attempt);
        if (wait.isZero()) return attempt;
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        throw Failure.of(Failure.Code.BUSY, "too many failed logins from here: try again in " + seconds + " s")
                .withKind(Failure.Kind.TRANSIENT)
                .with("retryAfter", Long.toString(seconds))
                .thrown();
    }

    private void wrong(Waits.Attempt attempt, String user, String with, String from, String why) {
        long refused = waits.failed(attempt);
        note(user, with, from, refused == 0 ? why : why + "; " + refused + " more were refused unseen before");
    }

    /// A name that nobody has is not written down: it may be a password in the wrong place.
    private void note(String user, String with, String from, String why) {
        LOG.warn("login of {} from {} by {} refused: {}", user, from, with, why);
        Instant now = clock.instant();
        audit.note(new Audited(
                now,
                user,
                with,
                from,
                "login",
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Failure.Code.AUTHENTICATION_FAILED.name(),
                Optional.empty(),
                why));
    }
}
