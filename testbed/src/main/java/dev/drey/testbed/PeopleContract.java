package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.access.Credential;
import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.MemoryPeople;
import dev.drey.access.People;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Token;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What [People] are, whoever keeps them.
public abstract class PeopleContract {
    private static final Instant NOW = Instant.parse("2026-11-30T12:34:56.123456789Z");
    private static final User ANA = new User("ana", Role.USER, false, NOW);
    private static final User BOB = new User("bob", Role.ADMIN, true, NOW.plusSeconds(1));

    private interface Change {
        void make() throws Failed;
    }

    private People people = new MemoryPeople();

    /// Of a fresh store that nobody else changes.
    protected abstract People open() throws Exception;

    @BeforeEach
    final void openThem() throws Exception {
        people = open();
    }

    private static Code code(ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call).code();
    }

    private static LoginKey key(String user, String fingerprint) {
        return new LoginKey(user, fingerprint, "ssh-ed25519", "AAAAC3Nz", "ana's laptop, grün 😀", NOW);
    }

    private static Token token(String user, String id, String sha256) {
        Scope scope = new Scope(EnumSet.of(Right.READ, Right.RUN), List.of("web-*", "box"), false);
        return new Token(id, user, "", sha256, scope, NOW, Optional.of(NOW.plusSeconds(60)));
    }

    private static Grant grant(Reach reach, String prefix, Right... rights) {
        return new Grant(reach, RemotePath.of(prefix), Set.of(rights));
    }

    @Test
    void usersAreKeptAndListedByName() throws Exception {
        people.add(BOB);
        people.add(ANA);
        assertThat(people.users()).containsExactly(ANA, BOB);
        assertThat(people.user("bob")).contains(BOB);
    }

    @Test
    void whoWasNeverAddedIsNobody() throws Exception {
        people.add(ANA);
        for (String name : List.of("bob", "", "ANA", "ana ", "an", "' OR 1=1 --")) {
            assertThat(people.user(name)).isEmpty();
            assertThat(people.password(name)).isEmpty();
            assertThat(people.keys(name)).isEmpty();
            assertThat(people.grants(name)).isEmpty();
            assertThat(people.tokens(name)).isEmpty();
        }
        assertThat(people.key("SHA256:abc")).isEmpty();
        assertThat(people.token("t-1")).isEmpty();
        assertThat(people.tokenBySecret("00")).isEmpty();
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        people.add(ANA);
        assertThat(code(() -> people.add(ANA.withRole(Role.ADMIN)))).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(people.users()).containsExactly(ANA);
    }

    @Test
    void aUserChanges() throws Exception {
        people.add(ANA);
        people.setPassword("ana", Optional.of("$hash"));
        people.change("ana", ana -> ana.withLocked(true).withRole(Role.ADMIN), People.Check.NONE);
        assertThat(people.user("ana")).contains(new User("ana", Role.ADMIN, true, NOW));
        assertThat(people.password("ana")).contains("$hash");
    }

    @Test
    void nothingIsGivenToNobody() {
        assertThat(code(() -> people.change("ana", ana -> ana, People.Check.NONE)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(code(() -> people.remove("ana", People.Check.NONE))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(() -> people.setPassword("ana", Optional.of("x")))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(() -> people.addKey(key("ana", "SHA256:abc")))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(() -> people.addToken(token("ana", "t-1", "aa")))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(() -> people.give("ana", grant(new Reach.Named("*"), "/", Right.READ))))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void passwordsAreReplacedAndTakenAway() throws Exception {
        people.add(ANA);
        assertThat(people.password("ana")).isEmpty();
        people.setPassword("ana", Optional.of("one"));
        people.setPassword("ana", Optional.of("two"));
        assertThat(people.password("ana")).contains("two");
        people.setPassword("ana", Optional.empty());
        assertThat(people.password("ana")).isEmpty();
    }

    @Test
    void keysAreKeptInTheOrderTheyCame() throws Exception {
        people.add(ANA);
        people.add(BOB);
        LoginKey one = key("ana", "SHA256:zzz");
        LoginKey two = key("ana", "SHA256:aaa");
        people.addKey(one);
        people.addKey(two);
        people.addKey(key("bob", "SHA256:mmm"));
        assertThat(people.keys("ana")).containsExactly(one, two);
        assertThat(people.key("SHA256:aaa")).contains(two);
        assertThat(people.key("SHA256:AAA")).isEmpty();
    }

    @Test
    void aKeyBelongsToOneUserAndOnlyThereItIsRemoved() throws Exception {
        people.add(ANA);
        people.add(BOB);
        people.addKey(key("ana", "SHA256:abc"));
        assertThat(code(() -> people.addKey(key("bob", "SHA256:abc")))).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(code(() -> people.removeKey("bob", "SHA256:abc"))).isEqualTo(Code.NOT_FOUND);
        assertThat(people.key("SHA256:abc").orElseThrow().user()).isEqualTo("ana");
        people.removeKey("ana", "SHA256:abc");
        assertThat(people.key("SHA256:abc")).isEmpty();
        people.addKey(key("bob", "SHA256:abc"));
    }

    @Test
    void grantsComeBackAsTheyWereGiven() throws Exception {
        people.add(ANA);
        List<Grant> grants = List.of(
                grant(new Reach.Named("WEB-*"), "/srv", Right.READ, Right.WRITE),
                grant(new Reach.Tagged("shop floor"), "/", Right.RUN),
                grant(new Reach.Dialled("*.example.com"), "/a/../b/", Right.DELETE),
                new Grant(
                        new Reach.Named("box"),
                        RemotePath.ofBytes(new byte[] {'/', (byte) 0xFF, 1, '\n', (byte) 0xC3}),
                        Set.of(Right.values())));
        List<String> ids = new ArrayList<>();
        for (Grant grant : grants) ids.add(people.give("ana", grant));
        assertThat(people.grants("ana")).extracting(People.Given::grant).isEqualTo(grants);
        assertThat(people.grants("ana")).extracting(People.Given::id).isEqualTo(ids);
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void aGrantIsTakenBackOnceAndItsIdDoesNotComeAgain() throws Exception {
        people.add(ANA);
        people.add(BOB);
        Grant grant = grant(new Reach.Named("*"), "/", Right.READ);
        String id = people.give("ana", grant);
        assertThat(code(() -> people.takeBack("bob", id))).isEqualTo(Code.NOT_FOUND);
        people.takeBack("ana", id);
        assertThat(code(() -> people.takeBack("ana", id))).isEqualTo(Code.NOT_FOUND);
        for (String none : List.of("", "g-", "1", "g--1", "g-99999999999999999999", "x"))
            assertThat(code(() -> people.takeBack("ana", none))).isEqualTo(Code.NOT_FOUND);
        assertThat(people.give("ana", grant)).isNotEqualTo(id);
    }

    @Test
    void tokensComeBackAsTheyWereMade() throws Exception {
        people.add(ANA);
        Token one = token("ana", "t-2", "aa");
        Token two = new Token("t-1", "ana", "für 😀", "bb", Scope.WHOLE, NOW, Optional.empty());
        people.addToken(one);
        people.addToken(two);
        assertThat(people.tokens("ana")).containsExactly(one, two);
        assertThat(people.token("t-1")).contains(two);
        assertThat(people.tokenBySecret("aa")).contains(one);
        assertThat(code(() -> people.addToken(token("ana", "t-2", "cc")))).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(code(() -> people.addToken(token("ana", "t-3", "aa")))).isEqualTo(Code.ALREADY_EXISTS);
        people.removeToken("t-2");
        assertThat(people.tokens("ana")).containsExactly(two);
        assertThat(code(() -> people.removeToken("t-2"))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void withAUserGoesEverythingOfTheirs() throws Exception {
        people.add(ANA);
        people.add(BOB);
        people.setPassword("ana", Optional.of("$hash"));
        people.addKey(key("ana", "SHA256:abc"));
        people.addKey(key("bob", "SHA256:bob"));
        people.addToken(token("ana", "t-1", "aa"));
        people.give("ana", grant(new Reach.Named("*"), "/", Right.READ));
        people.remove("ana", People.Check.NONE);
        assertThat(people.users()).containsExactly(BOB);
        assertThat(people.key("SHA256:abc")).isEmpty();
        assertThat(people.key("SHA256:bob")).isPresent();
        assertThat(people.tokenBySecret("aa")).isEmpty();
        people.add(ANA);
        assertThat(people.password("ana")).isEmpty();
        assertThat(people.grants("ana")).isEmpty();
        assertThat(people.tokens("ana")).isEmpty();
    }

    @Test
    void theLastUseIsNotedAndIsNoChange() throws Exception {
        people.add(ANA);
        people.addKey(key("ana", "SHA256:abc"));
        people.addToken(token("ana", "t-1", "aa"));
        long before = people.revision();
        List<Credential> both = List.of(new Credential.ByKey("SHA256:abc"), new Credential.ByToken("t-1"));
        for (Credential one : both) {
            assertThat(people.lastUsed(one)).isEmpty();
            people.used(one, NOW);
            people.used(one, NOW.plusNanos(1));
            assertThat(people.lastUsed(one)).contains(NOW.plusNanos(1));
        }
        assertThat(people.revision()).isEqualTo(before);
        people.remove("ana", People.Check.NONE);
        for (Credential one : both) {
            people.used(one, NOW);
            assertThat(people.lastUsed(one)).isEmpty();
        }
    }

    @Test
    void eachChangeRaisesTheRevisionAndNothingElseDoes() throws Exception {
        List<Change> changes = List.of(
                () -> people.add(ANA),
                () -> people.setPassword("ana", Optional.of("x")),
                () -> people.change("ana", ana -> ana.withLocked(true), People.Check.NONE),
                () -> people.addKey(key("ana", "SHA256:abc")),
                () -> people.addToken(token("ana", "t-1", "aa")),
                () -> people.takeBack("ana", people.give("ana", grant(new Reach.Named("*"), "/", Right.READ))),
                () -> people.removeToken("t-1"),
                () -> people.removeKey("ana", "SHA256:abc"),
                () -> people.remove("ana", People.Check.NONE));
        long before = people.revision();
        for (Change change : changes) {
            change.make();
            assertThat(people.revision()).isNotEqualTo(before);
            before = people.revision();
            assertThat(code(() -> people.remove("nobody", People.Check.NONE))).isEqualTo(Code.NOT_FOUND);
            assertThat(people.users().size()).isLessThan(2);
            assertThat(people.revision()).isEqualTo(before);
        }
    }

    @Test
    void twoChangesOfOneUserBothStay() throws Exception {
        people.add(ANA);
        for (int i = 0; i < 20; i++) {
            boolean locked = i % 2 == 0;
            Role role = locked ? Role.ADMIN : Role.USER;
            together(
                    () -> people.change("ana", ana -> ana.withLocked(locked), People.Check.NONE),
                    () -> people.change("ana", ana -> ana.withRole(role), People.Check.NONE));
            assertThat(people.user("ana")).contains(new User("ana", role, locked, NOW));
        }
    }

    @Test
    void whatIsLookedAtBeforeAChangeIsStillSoWhenItIsMade() throws Exception {
        People.Check another = (user, others) -> {
            if (others.stream().noneMatch(one -> one.role() == Role.ADMIN))
                throw Failure.of(Code.BUSY, "the last").thrown();
        };
        people.add(ANA);
        people.add(new User("bob", Role.USER, false, NOW));
        for (int i = 0; i < 20; i++) {
            for (String name : List.of("ana", "bob"))
                people.change(name, one -> one.withRole(Role.ADMIN), People.Check.NONE);
            List<Code> refused = Collections.synchronizedList(new ArrayList<>());
            together(() -> demoted("ana", another, refused), () -> demoted("bob", another, refused));
            assertThat(refused).containsExactly(Code.BUSY);
            assertThat(people.users().stream().filter(one -> one.role() == Role.ADMIN))
                    .hasSize(1);
        }
        assertThat(code(() -> people.remove("ana", (user, others) -> {
                    throw Failure.of(Code.BUSY, "never").thrown();
                })))
                .isEqualTo(Code.BUSY);
        assertThat(people.user("ana")).isPresent();
    }

    private void demoted(String name, People.Check check, List<Code> refused) {
        try {
            people.change(name, one -> one.withRole(Role.USER), check);
        } catch (Failed failed) {
            refused.add(failed.code());
        }
    }

    private static void together(Change one, Change other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> done = new ArrayList<>();
            for (Change change : List.of(one, other)) {
                done.add(both.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    change.make();
                    return null;
                }));
            }
            for (Future<Void> each : done) each.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void changesOfManyThreadsAreAllThere() throws Exception {
        long before = people.revision();
        List<Callable<String>> adding = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = "user" + i;
            adding.add(() -> {
                people.add(new User(name, Role.USER, false, NOW));
                people.addKey(key(name, "SHA256:" + name));
                return name;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> name : threads.invokeAll(adding))
                assertThat(people.key("SHA256:" + name.get())).isPresent();
        }
        assertThat(people.users()).hasSize(40);
        assertThat(people.revision()).isEqualTo(before + 80);
    }
}
