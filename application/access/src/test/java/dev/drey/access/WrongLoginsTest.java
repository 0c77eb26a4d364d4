package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Guessing gets slower and slower, and troubles nobody else.
class WrongLoginsTest {
    private static final String SECRET = "canary-secret";
    private static final String HERE = "10.0.0.1:40000";
    private static final String THERE = "10.0.0.2:40000";

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit(1000, () -> now);
    private final Passwords passwords = new Passwords(new Passwords.Cost(64, 1, 1), 2);
    private final Access access = new Access(people, audit, () -> now, passwords);

    @BeforeEach
    void ana() throws Exception {
        people.add(new User("ana", Role.USER, false, now));
        people.setPassword("ana", Optional.of(passwords.hash(SECRET)));
    }

    private void wrong(String user, String from) throws Failed {
        assertThat(access.byPassword(user, "canary-wrong", from)).isEmpty();
    }

    private Failed refused(String user, String secret, String from) {
        return catchThrowableOfType(Failed.class, () -> access.byPassword(user, secret, from));
    }

    private long secondsFor(String user, String from) {
        Failed failed = refused(user, SECRET, from);
        assertThat(failed.code()).isEqualTo(Code.BUSY);
        assertThat(failed.failure().isTransient()).isTrue();
        return Long.parseLong(failed.failure().detail().get("retryAfter"));
    }

    @Test
    void eachWrongPasswordBehindTheThirdDoublesTheWait() throws Exception {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
        for (int i = 0; i < 10; i++) {
            long wait = secondsFor("ana", HERE);
            waits.add(wait);
            now = now.plusSeconds(wait);
            wrong("ana", HERE);
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L);
    }

    @Test
    void theRightPasswordComesInWhenTheWaitIsOverAndThenAllIsForgotten() throws Exception {
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
        now = now.plusSeconds(1);
        assertThat(access.byPassword("ana", SECRET, HERE)).isPresent();
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
    }

    @Test
    void fifteenQuietMinutesForgetEverything() throws Exception {
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
        now = now.plus(Duration.ofMinutes(15)).plusMillis(1);
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
    }

    @Test
    void somebodyElsesFailuresKeepNobodyOutElsewhere() throws Exception {
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
        assertThat(secondsFor("ana", HERE)).isEqualTo(1);
        assertThat(access.byPassword("ana", SECRET, THERE)).isPresent();
    }

    @Test
    void manyNamesFromOneAddressWaitToo() throws Exception {
        for (int i = 0; i < 30; i++) wrong("name" + i, HERE);
        assertThat(secondsFor("ana", HERE)).isEqualTo(1);
        assertThat(access.byPassword("ana", SECRET, THERE)).isPresent();
    }

    @Test
    void theNeighboursOfAnIpv6MachineAreThatMachine() throws Exception {
        for (int i = 0; i < 3; i++) wrong("ana", "[2001:db8::" + i + "]:40000");
        assertThat(secondsFor("ana", "[2001:db8::ffff]:40000")).isEqualTo(1);
        assertThat(access.byPassword("ana", SECRET, "[2001:db8:0:1::1]:40000")).isPresent();
    }

    @Test
    void anUnknownNameWaitsLikeAKnownOne() throws Exception {
        for (int i = 0; i < 3; i++) wrong("nobody", HERE);
        assertThat(secondsFor("nobody", HERE)).isEqualTo(1);
    }

    @Test
    void aRightTokenComesInWhateverTheNeighboursDo() throws Exception {
        String secret = new Tokens(people, () -> now)
                .make("ana", "t", Scope.WHOLE, Optional.empty())
                .secret();
        for (int i = 0; i < 30; i++) wrong("name" + i, HERE);
        for (int i = 0; i < 3; i++)
            assertThat(access.byToken("canary-wrong", THERE)).isEmpty();
        assertThat(catchThrowableOfType(Failed.class, () -> access.byToken("canary-wrong", THERE))
                        .code())
                .isEqualTo(Code.BUSY);
        assertThat(access.byPassword("ana", secret, HERE)).isPresent();
        assertThat(access.byToken(secret, THERE)).isPresent();
    }

    @Test
    void eightRightLoginsAtOnceAllComeIn() throws Exception {
        Callable<Optional<Pass>> login = () -> access.byPassword("ana", SECRET, HERE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Pass>> pass :
                    threads.invokeAll(List.of(login, login, login, login, login, login, login, login)))
                assertThat(pass.get()).isPresent();
        }
    }

    @Test
    void manyWrongOnesAtOnceAreNoWayAround() throws Exception {
        List<Callable<Optional<Pass>>> logins = new ArrayList<>();
        for (int i = 0; i < 200; i++) logins.add(() -> access.byPassword("ana", "canary-wrong", HERE));
        int judged = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Pass>> pass : threads.invokeAll(logins)) {
                if (pass.state() == Future.State.SUCCESS) judged++;
            }
        }
        assertThat(judged).isBetween(3, 3 + 16);
    }

    @Test
    void failuresAreNotedWithoutSecretsAndWithoutNamesThatNobodyHas() throws Exception {
        wrong("ana", HERE);
        wrong("canary-typed-as-name", HERE);
        assertThat(access.byToken("canary-wrong", HERE)).isEmpty();
        List<Audited> lines = audit.find(Audit.Query.newest(10));
        assertThat(lines).extracting(Audited::user).containsExactly("ana", "?", "?");
        assertThat(lines).extracting(Audited::from).containsOnly(HERE);
        assertThat(lines).extracting(Audited::result).containsOnly("AUTHENTICATION_FAILED");
        assertThat(lines.toString()).doesNotContain("canary");
    }

    @Test
    void whatIsRefusedUnseenIsCountedInTheNextLine() throws Exception {
        for (int i = 0; i < 3; i++) wrong("ana", HERE);
        for (int i = 0; i < 50; i++) refused("ana", "canary-wrong", HERE);
        now = now.plusSeconds(1);
        wrong("ana", HERE);
        assertThat(audit.find(Audit.Query.newest(100))).hasSize(4);
        assertThat(audit.find(Audit.Query.newest(1)).getFirst().detail()).contains("50 more were refused");
    }
}
