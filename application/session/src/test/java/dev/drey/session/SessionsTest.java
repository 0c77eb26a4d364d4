package dev.drey.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Target WEB = new Target.Remote(Server.of("web", "web.example.com"));
    private static final Target NAS = new Target.Remote(Server.of("nas", "nas.example.com"));
    private static final Owner ANA = new Owner("ana");
    private static final Owner BEN = new Owner("ben");

    private final FakeConnector connector = new FakeConnector();
    private final AtomicLong nanos = new AtomicLong();
    private final List<SessionEvent> heard = new CopyOnWriteArrayList<>();
    private final Sessions sessions =
            new Sessions(connector, new Pool(connector, Duration.ofMillis(20)), nanos::get, heard::add);

    @AfterEach
    void close() {
        sessions.close();
    }

    private Session open(Owner owner, Target target) throws Failed {
        return sessions.open(owner, target, Asker.NOBODY);
    }

    @Test
    void sessionsOfOneOwnerShareAConnection() throws Failed {
        open(ANA, WEB);
        open(ANA, WEB);
        assertThat(connector.made).hasSize(1);
    }

    @Test
    void ownersAndTargetsDoNotShare() throws Failed {
        open(ANA, WEB);
        open(BEN, WEB);
        open(ANA, NAS);
        assertThat(connector.made).hasSize(3);
    }

    @Test
    void aBrokenConnectionIsReplacedUnderTheNextOperation() throws Failed {
        Session session = open(ANA, WEB);
        connector.made.getFirst().open = false;
        session.tree().stat(RemotePath.ROOT);
        assertThat(connector.made).hasSize(2);
    }

    @Test
    void anotherOwnersSessionIsNotThere() throws Failed {
        Session session = open(ANA, WEB);
        assertThatThrownBy(() -> sessions.get(BEN, session.id())).hasMessageContaining("no open session");
        assertThat(sessions.list(BEN)).isEmpty();
    }

    @Test
    void aConnectionThatNobodyUsesIsClosedAfterAWhile() throws Failed {
        Session session = open(ANA, WEB);
        sessions.close(ANA, session.id());
        await().atMost(Duration.ofSeconds(5)).until(() -> !connector.made.getFirst().open);
    }

    @Test
    void whoLeavesTakesEverythingAlong() throws Failed {
        open(ANA, WEB);
        open(BEN, WEB);
        sessions.leave(ANA);
        assertThat(sessions.list(ANA)).isEmpty();
        assertThat(connector.made.getFirst().open).isFalse();
        assertThat(connector.made.get(1).open).isTrue();
    }

    @Test
    void anIdleSessionGivesItsConnectionBackAndReopensSilently() throws Failed {
        Session session = open(ANA, WEB);
        nanos.addAndGet(Session.IDLE.plusSeconds(1).toNanos());
        session.restIfIdle();
        await().atMost(Duration.ofSeconds(5)).until(() -> !connector.made.getFirst().open);
        session.tree().stat(RemotePath.ROOT);
        assertThat(connector.made).hasSize(2);
    }

    @Test
    void aSessionWhoseSecretWasTypedDoesNotReopen() throws Failed {
        connector.typed = true;
        Session session = open(ANA, WEB);
        nanos.addAndGet(Session.IDLE.plusSeconds(1).toNanos());
        session.restIfIdle();
        assertThatThrownBy(() -> session.tree().stat(RemotePath.ROOT)).hasMessageContaining("is closed");
    }

    @Test
    void aSessionWithARunningTransferIsNotIdle() throws Failed {
        Session session = open(ANA, WEB);
        try (var _ = session.busy()) {
            nanos.addAndGet(Session.REOPENS.plusHours(1).toNanos());
            session.restIfIdle();
            assertThat(session.isOver()).isFalse();
            assertThat(connector.made.getFirst().open).isTrue();
        }
    }

    @Test
    void thereIsALimitForEachOwner() throws Failed {
        for (int i = 0; i < Sessions.MOST; i++) open(ANA, WEB);
        assertThatThrownBy(() -> open(ANA, WEB)).hasMessageContaining("100 sessions are open");
        open(BEN, WEB);
    }

    @Test
    void theEndOfALineIsToldOnceAndWhy() throws Failed {
        Session session = open(ANA, WEB);
        connector.made.getFirst().breaks("reset by peer");
        session.tree().stat(RemotePath.ROOT);
        sessions.close(ANA, session.id());
        assertThat(heard)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Established", "Closed", "Established", "Closed");
        assertThat(((SessionEvent.Closed) heard.get(1)).reason()).isEqualTo("reset by peer");
        assertThat(((SessionEvent.Closed) heard.get(3)).reason()).contains("closed");
        assertThat(heard).allMatch(event -> event.id().equals(Optional.of(session.id())));
    }

    @Test
    void failedAttemptsAreCounted() throws Failed {
        Session session = open(ANA, WEB);
        connector.made.getFirst().open = false;
        connector.refuses = true;
        for (int i = 1; i < 4; i++) {
            assertThatThrownBy(session::connection).hasMessageContaining("refused");
            assertThat(((SessionEvent.Refused) heard.getLast()).attempt()).isEqualTo(i);
        }
        connector.refuses = false;
        session.connection();
        assertThat(heard.getLast()).isInstanceOf(SessionEvent.Established.class);
    }

    @Test
    void aQuestionIsAnsweredByAListenerOrNotAtAll() {
        var question = new Question.Prompt("ana@web", "Password: ", false);
        List<OpenQuestion> open = new CopyOnWriteArrayList<>();
        Asker listening = new Asker() {
            @Override
            public boolean canAsk() {
                return false;
            }

            @Override
            public boolean listensForAnswers() {
                return true;
            }

            @Override
            public Trust trust(Question.HostKey any) {
                return Trust.REFUSE;
            }

            @Override
            public Optional<Secret> answer(Question.Prompt any) {
                return Optional.empty();
            }
        };
        Asker answered = new AskedAloud(
                listening,
                asked -> {
                    assertThat(asked.answer(Secret.of("one"))).isTrue();
                    assertThat(asked.answer(Secret.of("two"))).isFalse();
                },
                Duration.ofSeconds(10));
        assertThat(answered.answer(question)).contains(Secret.of("one"));
        Asker unanswered = new AskedAloud(listening, open::add, Duration.ofMillis(50));
        assertThat(unanswered.answer(question)).isEmpty();
        assertThat(open.getFirst().answer(Secret.of("late"))).isFalse();
        assertThat(new AskedAloud(Asker.NOBODY, open::add, Duration.ofDays(1)).answer(question))
                .isEmpty();
    }

    @Test
    void aFailureToConnectLeavesNothing() {
        connector.refuses = true;
        assertThatThrownBy(() -> open(ANA, WEB)).hasMessageContaining("refused");
        assertThat(sessions.list(ANA)).isEmpty();
    }
}
