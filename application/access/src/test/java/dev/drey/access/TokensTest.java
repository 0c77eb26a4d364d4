package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final MemoryPeople people = new MemoryPeople();
    private final Tokens tokens = new Tokens(people, InstantSource.fixed(NOW));

    @BeforeEach
    void ana() throws Exception {
        people.add(new User("ana", Role.USER, false, NOW));
    }

    @Test
    void theSecretIsShownOnceAndOnlyItsHashIsKept() throws Exception {
        MadeToken made = tokens.make("ana", "backup", Scope.WHOLE, Optional.empty());
        assertThat(made.secret()).matches("drey_[A-Za-z0-9_-]{43}");
        assertThat(Tokens.isSecret(made.secret())).isTrue();
        assertThat(made.toString()).doesNotContain(made.secret());
        Token kept = people.tokenBySecret(Tokens.hash(made.secret())).orElseThrow();
        assertThat(kept).isEqualTo(made.token());
        assertThat(kept.toString()).doesNotContain(made.secret());
        assertThat(kept.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void twoOverlap() throws Exception {
        MadeToken one = tokens.make("ana", "backup", Scope.WHOLE, Optional.empty());
        MadeToken two = tokens.make("ana", "backup", Scope.WHOLE, Optional.of(NOW.plusSeconds(1)));
        assertThat(people.tokens("ana")).containsExactly(one.token(), two.token());
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        assertThat(code("ana", "x", Optional.of(NOW))).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code("ana", "x".repeat(201), Optional.empty())).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code("bob", "x", Optional.empty())).isEqualTo(Code.NOT_FOUND);
        for (int i = 0; i < 100; i++) tokens.make("ana", "x", Scope.WHOLE, Optional.empty());
        assertThat(code("ana", "x", Optional.empty())).isEqualTo(Code.LIMIT_EXCEEDED);
    }

    @Test
    void aTokenEndsInTheInstantItNames() throws Exception {
        Token token = tokens.make("ana", "x", Scope.WHOLE, Optional.of(NOW.plus(Duration.ofHours(1))))
                .token();
        assertThat(token.isExpired(NOW.plusSeconds(3599))).isFalse();
        assertThat(token.isExpired(NOW.plusSeconds(3600))).isTrue();
    }

    private Code code(String user, String label, Optional<Instant> expires) {
        return catchThrowableOfType(Failed.class, () -> tokens.make(user, label, Scope.WHOLE, expires))
                .code();
    }
}
