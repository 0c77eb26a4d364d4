package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Coming in, and being stopped at the next step when what let one in is taken away.
class AccessTest {
    private static final String SECRET = "canary-secret";
    private static final String HERE = "10.0.0.1:40000";

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit(100, () -> now);
    private final Passwords passwords = new Passwords(new Passwords.Cost(64, 1, 1), 2);
    private final Access access = new Access(people, audit, () -> now, passwords);

    @BeforeEach
    void ana() throws Exception {
        people.add(new User("ana", Role.USER, false, now));
        people.add(new User("bob", Role.ADMIN, false, now));
        people.setPassword("ana", Optional.of(passwords.hash(SECRET)));
        people.addKey(new LoginKey("ana", "SHA256:abc", "ssh-ed25519", "AAAA", "laptop", now));
    }

    private Pass byKey() throws Exception {
        return access.byKey("ana", "SHA256:abc", HERE).orElseThrow();
    }

    private Pass byPassword() throws Exception {
        return access.byPassword("ana", SECRET, HERE).orElseThrow();
    }

    private Code refusal(Pass pass) {
        return catchThrowableOfType(Failed.class, () -> access.of(pass)).code();
    }

    private MadeToken token(Scope scope, Optional<Instant> expires) throws Exception {
        return new Tokens(people, () -> now).make("ana", "test", scope, expires);
    }

    @Test
    void aKeyLetsItsUserIn() throws Exception {
        Pass pass = byKey();
        assertThat(pass).isEqualTo(new Pass("ana", new Credential.ByKey("SHA256:abc"), HERE));
        assertThat(access.of(pass)).isEqualTo(new Standing("ana", Role.USER, List.of(), Scope.WHOLE));
    }

    @Test
    void aKeyCountsAsUsedFromTheFirstStepOnAndNotWhenItIsOnlyShown() throws Exception {
        Pass pass = byKey();
        assertThat(people.lastUsed(pass.credential())).isEmpty();
        access.of(pass);
        Instant first = now;
        assertThat(people.lastUsed(pass.credential())).contains(first);
        now = now.plusSeconds(59);
        access.of(pass);
        assertThat(people.lastUsed(pass.credential())).contains(first);
        now = now.plusSeconds(1);
        access.of(pass);
        assertThat(people.lastUsed(pass.credential())).contains(now);
    }

    @Test
    void showingALockedUsersKeyAgainAndAgainFillsNoAudit() throws Exception {
        people.change("ana", ana -> ana.withLocked(true), People.Check.NONE);
        for (int i = 0; i < 50; i++)
            assertThat(access.byKey("ana", "SHA256:abc", HERE)).isEmpty();
        assertThat(audit.find(Audit.Query.newest(100))).hasSize(1);
    }

    @Test
    void aKeyLetsNobodyElseIn() throws Exception {
        assertThat(access.byKey("bob", "SHA256:abc", HERE)).isEmpty();
        assertThat(access.byKey("ana", "SHA256:abd", HERE)).isEmpty();
    }

    @Test
    void aPasswordLetsItsUserIn() throws Exception {
        assertThat(byPassword().credential()).isInstanceOf(Credential.ByPassword.class);
        assertThat(access.byPassword("ana", "wrong", HERE)).isEmpty();
        assertThat(access.byPassword("bob", SECRET, HERE)).isEmpty();
        assertThat(access.byPassword("nobody", SECRET, HERE)).isEmpty();
    }

    @Test
    void aTokenStandsInThePlaceOfAPassword() throws Exception {
        MadeToken made = token(Scope.WHOLE, Optional.empty());
        Pass pass = access.byPassword("ana", made.secret(), HERE).orElseThrow();
        assertThat(pass.credential())
                .isEqualTo(new Credential.ByToken(made.token().id()));
        assertThat(access.byPassword("bob", made.secret(), HERE)).isEmpty();
    }

    @Test
    void aBearersTokenSaysWhoItIsAndWhatIsLeftOfTheRights() throws Exception {
        Scope reading = new Scope(EnumSet.of(Right.READ), List.of("web-*"), false);
        Pass pass =
                access.byToken(token(reading, Optional.empty()).secret(), HERE).orElseThrow();
        assertThat(pass.user()).isEqualTo("ana");
        assertThat(access.of(pass).scope()).isEqualTo(reading);
        assertThat(access.byToken("drey_" + "A".repeat(43), HERE)).isEmpty();
        assertThat(access.byToken("", HERE)).isEmpty();
    }

    @Test
    void theSocketIsAnAdminWhoIsNoUser() throws Exception {
        Standing standing = access.of(access.bySocket());
        assertThat(standing.administers()).isTrue();
        assertThat(standing.decide(new Destination("x", Set.of()), RemotePath.ROOT, Right.RUN))
                .isInstanceOf(Verdict.Granted.class);
        assertThat(Words.USER.matcher(Access.SOCKET).matches()).isFalse();
    }

    @Test
    void nobodyBecomesTheSocketByName() {
        assertThat(refusal(new Pass("ana", new Credential.ByToken("t"), "socket")))
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void aNewGrantCountsAtTheNextStep() throws Exception {
        Pass pass = byKey();
        assertThat(access.of(pass).grants()).isEmpty();
        Grant grant = new Grant(Reach.parse("web-*"), RemotePath.ROOT, Set.of(Right.READ));
        String id = people.give("ana", grant);
        assertThat(access.of(pass).grants()).containsExactly(grant);
        people.takeBack("ana", id);
        assertThat(access.of(pass).grants()).isEmpty();
    }

    @Test
    void whoIsLockedStops() throws Exception {
        Pass byKey = byKey();
        Pass byPassword = byPassword();
        Pass byToken = access.byToken(token(Scope.WHOLE, Optional.empty()).secret(), HERE)
                .orElseThrow();
        people.change("ana", now -> now.withLocked(true), People.Check.NONE);
        for (Pass pass : List.of(byKey, byPassword, byToken))
            assertThat(refusal(pass)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(access.byKey("ana", "SHA256:abc", HERE)).isEmpty();
        assertThat(access.byPassword("ana", SECRET, HERE)).isEmpty();
        people.change("ana", now -> now.withLocked(false), People.Check.NONE);
        assertThat(access.of(byKey).user()).isEqualTo("ana");
    }

    @Test
    void whoIsRemovedStopsAndAnotherOfThatNameIsNotThem() throws Exception {
        Pass byKey = byKey();
        Pass byPassword = byPassword();
        people.remove("ana", People.Check.NONE);
        assertThat(refusal(byKey)).isEqualTo(Code.NOT_ALLOWED);
        people.add(new User("ana", Role.ADMIN, false, now));
        assertThat(refusal(byKey)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(refusal(byPassword)).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void aRemovedKeyStops() throws Exception {
        Pass pass = byKey();
        people.removeKey("ana", "SHA256:abc");
        assertThat(refusal(pass)).isEqualTo(Code.NOT_ALLOWED);
        people.addKey(new LoginKey("bob", "SHA256:abc", "ssh-ed25519", "AAAA", "", now));
        assertThat(refusal(pass)).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void anotherPasswordStopsWhatBeganWithTheOldOne() throws Exception {
        Pass pass = byPassword();
        people.setPassword("ana", Optional.of(passwords.hash(SECRET)));
        assertThat(refusal(pass)).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void aTokenStopsWhenItIsRemovedAndWhenItsTimeIsOver() throws Exception {
        MadeToken lasting = token(Scope.WHOLE, Optional.empty());
        MadeToken ending = token(Scope.WHOLE, Optional.of(now.plus(Duration.ofHours(1))));
        Pass one = access.byToken(lasting.secret(), HERE).orElseThrow();
        Pass other = access.byToken(ending.secret(), HERE).orElseThrow();
        assertThat(access.of(other).user()).isEqualTo("ana");
        now = now.plus(Duration.ofHours(1));
        assertThat(refusal(other)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(access.byToken(ending.secret(), HERE)).isEmpty();
        people.removeToken(lasting.token().id());
        assertThat(refusal(one)).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void whatIsNotTrueAnyMoreIsNotAnsweredFromMemory() throws Exception {
        Pass pass = byKey();
        Standing first = access.of(pass);
        assertThat(access.of(pass)).isSameAs(first);
        people.change("ana", ana -> ana.withRole(Role.ADMIN), People.Check.NONE);
        assertThat(access.of(pass).role()).isEqualTo(Role.ADMIN);
    }
}
