package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What has been looked up of those who are in, as long as [People#revision()] stays.
final class Looked {
    private static final int PLACES = 10_000;

    private record Who(String user, Credential credential) {}

    /// @param until when the credential ends by itself
    private record Found(Standing standing, Optional<Instant> until) {}

    /// All that was read at one revision.
    private record Page(long revision, Map<Who, Found> found) {}

    private final People people;
    private final InstantSource clock;
    private volatile Page page = new Page(-1, Map.of());

    Looked(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    /// @throws Failed NOT_ALLOWED, and whatever the store fails with: nobody goes on by what was
    Standing standing(Pass pass) throws Failed {
        // The revision is asked before the rows are read, so that a change in between only reads them once more.
        Page now = page(people.revision());
        Who who = new Who(pass.user(), pass.credential());
        Found found = now.found().get(who);
        if (found == null) {
            found = read(pass);
            if (now.found().size() >= PLACES) now.found().clear();
            now.found().put(who, found);
        }
        if (found.until().isPresent() && !clock.instant().isBefore(found.until().get()))
            throw over(pass.credential().display() + " has expired");
        return found.standing();
    }

    private Page page(long revision) {
        Page current = page;
        if (current.revision() == revision) return current;
        Page fresh = new Page(revision, new ConcurrentHashMap<>());
        page = fresh;
        return fresh;
    }

    private Found read(Pass pass) throws Failed {
        User user = people.user(pass.user())
                .orElseThrow(() -> over("the user " + pass.user() + " does not exist any more"));
        if (user.locked()) throw over("the user " + pass.user() + " is locked");
        Optional<Token> token = proof(pass);
        List<Grant> grants =
                people.grants(pass.user()).stream().map(People.Given::grant).toList();
        Scope scope = token.map(Token::scope).orElse(Scope.WHOLE);
        return new Found(new Standing(user.name(), user.role(), grants, scope), token.flatMap(Token::expires));
    }

    /// The token behind it, if it is one; fails when what let somebody in does not any more.
    private Optional<Token> proof(Pass pass) throws Failed {
        return switch (pass.credential()) {
            case Credential.ByKey(String fingerprint) -> {
                if (people.key(fingerprint)
                        .filter(key -> key.user().equals(pass.user()))
                        .isEmpty()) throw over("the key " + fingerprint + " has been removed");
                yield Optional.empty();
            }
            case Credential.ByPassword(String hash) -> {
                if (people.password(pass.user()).filter(hash::equals).isEmpty())
                    throw over("the password of " + pass.user() + " has been changed");
                yield Optional.empty();
            }
            case Credential.ByToken(String id) ->
                Optional.of(people.token(id)
                        .filter(one -> one.user().equals(pass.user()))
                        .orElseThrow(() -> over("the token " + id + " has been removed")));
            case Credential.BySocket _ -> throw over("nobody with a name comes through the socket");
        };
    }

    private static Failed over(String why) {
        return Failure.of(Failure.Code.NOT_ALLOWED, why + ": log in again").thrown();
    }
}
