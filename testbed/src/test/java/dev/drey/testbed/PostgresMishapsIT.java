package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.drey.access.Access;
import dev.drey.access.Audit;
import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.Pass;
import dev.drey.access.People;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.RemotePath;
import dev.drey.session.Secret;
import dev.drey.store.Place;
import dev.drey.store.Store;
import dev.drey.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Hubs that share a PostgreSQL, and what becomes of them when it is not there.
@Timeout(180)
class PostgresMishapsIT {
    private static final User ANA = new User("ana", Role.USER, false, Instant.EPOCH);

    private final TempDir dir = TempDir.create();
    private final PostgresServer server = PostgresServer.start();

    @AfterEach
    void close() {
        try (dir) {
            server.close();
        }
    }

    private StoreSettings settings(String url) throws Failed {
        return StoreOfTest.settings(StoreOfTest.place(url), dir.path());
    }

    private static Failed failed(ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call);
    }

    @Test
    void whatOneHubChangesTheOtherSeesWithinASecond() throws Exception {
        String url = server.freshUrl();
        try (Store one = Store.open(settings(url));
                Store other = Store.open(settings(url))) {
            one.people().add(ANA);
            one.people().addKey(new LoginKey("ana", "SHA256:abc", "ssh-ed25519", "AAAA", "", Instant.EPOCH));
            Access there = new Access(other.people(), Audit.NONE, InstantSource.system());
            Pass pass = there.byKey("ana", "SHA256:abc", "10.0.0.1:1").orElseThrow();
            assertThat(there.of(pass).grants()).isEmpty();
            Grant grant = new Grant(Reach.parse("*"), RemotePath.ROOT, Set.of(Right.READ));
            one.people().give("ana", grant);
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(there.of(pass).grants()).containsExactly(grant));
            one.people().change("ana", ana -> ana.withLocked(true), People.Check.NONE);
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> failed(() -> there.of(pass)) != null);
            other.people().change("ana", ana -> ANA, People.Check.NONE);
            assertThat(there.of(pass).user()).isEqualTo("ana");
        }
    }

    /// As after a restore, or a fail-over to a replica that was some changes behind.
    @Test
    void aStoreThatWasPutBackIsReadAgain() throws Exception {
        String url = server.freshUrl();
        try (Store one = Store.open(settings(url));
                Store other = Store.open(settings(url))) {
            one.people().add(ANA);
            one.people().addKey(new LoginKey("ana", "SHA256:abc", "ssh-ed25519", "AAAA", "", Instant.EPOCH));
            Access there = new Access(other.people(), Audit.NONE, InstantSource.system());
            Pass pass = there.byKey("ana", "SHA256:abc", "10.0.0.1:1").orElseThrow();
            assertThat(there.of(pass).grants()).isEmpty();
            String schema = url.substring(url.indexOf('=') + 1);
            server.run("UPDATE " + schema + ".counter SET value = value - 1 WHERE name = 'people'");
            one.people().change("ana", ana -> ana.withLocked(true), People.Check.NONE);
            await().atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> failed(() -> there.of(pass)) != null);
        }
    }

    @Test
    void hubsOnOneStoreSeeEachOthersServersAndEndWhoeverTheOtherPutOut() throws Exception {
        String store = ", store: '%s', storeUsername: %s, storePassword: %s"
                .formatted(server.freshUrl(), PostgresServer.USER, PostgresServer.PASSWORD);
        try (HubFixture one = HubFixture.set(store, "");
                DreyProgram other = new DreyProgram()) {
            int port = Ports.free();
            other.configured("hub: { ssh: '127.0.0.1:%d'%s }\n".formatted(port, store));
            DreyProgram.Going going = other.start(Path.of("/dev/null"), "serve");
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(other.state().resolve("hub.sock")));
                assertThat(other.run("servers", "--hub").out()).isEmpty();
                one.asked("servers", "--hub", "add", "late", "host=127.0.0.1", "username=nobody");
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> other.run("servers", "--hub").out().contains("late\tnobody@127.0.0.1\tstore"));
                assertThat(other.run("servers", "--hub", "remove", "Late").exit())
                        .isZero();
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> !one.asked("servers", "--hub").contains("late"));
                assertThat(one.asked("user", "list"))
                        .isEqualTo(other.run("user", "list").out().strip());
            } finally {
                going.process().destroy();
                assertThat(going.finished(Duration.ofSeconds(20)).exit()).isZero();
            }
        }
    }

    @Test
    void aDatabaseThatIsGoneIsATransientFailureAndWorksAgainWhenItIsBack() throws Exception {
        try (Store store = Store.open(settings(server.freshUrl()))) {
            store.people().add(ANA);
            store.people().users();
            server.stop();
            long start = System.nanoTime();
            Failed failed = failed(() -> store.people().users());
            assertThat(failed.code()).isEqualTo(Code.CONNECTION_LOST);
            assertThat(failed.failure().isTransient()).isTrue();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> failed(() -> store.people().revision()) != null);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            new Access(store.people(), store.audit(), InstantSource.system()).bySocket();
            server.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(store.people().users()).containsExactly(ANA));
            store.people().change("ana", ana -> ana.withRole(Role.ADMIN), People.Check.NONE);
        }
    }

    @Test
    void aDatabaseThatAnswersNothingHoldsNobodyForEver() throws Exception {
        try (Store store = Store.open(settings(server.freshUrl()))) {
            store.people().add(ANA);
            server.freeze();
            long start = System.nanoTime();
            assertThat(failed(() -> store.people().users()).failure().isTransient())
                    .isTrue();
            assertThat(failed(() -> store.people().revision()).failure().isTransient())
                    .isTrue();
            assertThat(failed(() -> store.people().revision()).failure().isTransient())
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            server.goOn();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(store.people().users()).containsExactly(ANA));
        }
    }

    @Test
    void linesNotedWhileTheDatabaseIsGoneAreThereAfterwards() throws Exception {
        try (Store store = Store.open(settings(server.freshUrl()))) {
            Access access = new Access(store.people(), store.audit(), InstantSource.system());
            assertThat(access.byPassword("ana", "wrong", "10.0.0.1:1")).isEmpty();
            assertThat(store.audit().find(Audit.Query.newest(10))).hasSize(1);
            server.stop();
            store.audit().note(AuditLine.of("while it was gone"));
            server.startAgain();
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(store.audit().find(Audit.Query.newest(10)))
                            .hasSize(2));
        }
    }

    @Test
    void whoCannotBeReachedOrDoesNotLetUsInIsNamedWithoutThePassword() throws Exception {
        String url = server.freshUrl();
        Place wrong =
                Place.parse(url, Path.of("/"), Optional.of("drey"), Optional.of(Secret.of("canary-that-is-wrong")));
        assertThat(code(wrong)).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(code(StoreOfTest.place(url.replace("/postgres?", "/none?")))).isEqualTo(Code.NOT_FOUND);
        assertThat(code(StoreOfTest.place("postgresql://127.0.0.1:" + Ports.free() + "/postgres")))
                .isEqualTo(Code.CONNECTION_LOST);
        assertThat(code(StoreOfTest.place("postgresql://no-such-host.invalid/postgres")))
                .isEqualTo(Code.HOST_NOT_FOUND);
    }

    private Code code(Place place) {
        Failed failed = failed(() -> Store.open(StoreOfTest.settings(place, dir.path())));
        assertThat(failed.getMessage()).contains(place.display()).doesNotContain("canary");
        return failed.code();
    }

    @Test
    void aDatabaseThatANewerProgramMadeIsRefused() throws Exception {
        String url = server.freshUrl();
        Store.open(settings(url)).close();
        String schema = url.substring(url.indexOf('=') + 1);
        server.run("INSERT INTO " + schema + ".flyway_schema_history SELECT 99, '99', description, type, script,"
                + " checksum, installed_by, installed_on, execution_time, success FROM " + schema
                + ".flyway_schema_history WHERE installed_rank = 1");
        Failed failed = failed(() -> Store.open(settings(url)));
        assertThat(failed.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(failed.getMessage()).contains("version 99");
    }

    @Test
    void noLogHoldsThePassword() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try (Store store = Store.open(settings(server.freshUrl()))) {
            store.people().add(ANA);
            store.people().setPassword("ana", Optional.of("canary-of-a-hash"));
            server.stop();
            assertThat(failed(() -> store.people().setPassword("ana", Optional.of("canary-of-a-hash")))
                            .code())
                    .isEqualTo(Code.CONNECTION_LOST);
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(List.copyOf(lines.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isNotEmpty()
                .noneMatch(message -> message.contains("canary"));
    }
}
