package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new Passwords.Cost(64, 1, 1), 2);

    @Test
    void aPasswordAgreesWithItsHashAndNoOtherDoes() throws Exception {
        String hash = passwords.hash("correct horse");
        assertThat(passwords.agrees("correct horse", Optional.of(hash))).isTrue();
        assertThat(passwords.agrees("correct horsf", Optional.of(hash))).isFalse();
        assertThat(passwords.agrees("", Optional.of(hash))).isFalse();
        assertThat(passwords.agrees("correct horse", Optional.empty())).isFalse();
    }

    @Test
    void eachHashHasItsOwnSaltAndSaysItsCost() throws Exception {
        assertThat(passwords.hash("correct horse"))
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .isNotEqualTo(passwords.hash("correct horse"));
        assertThat(new Passwords().hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aHashOfAnotherCostIsComparedByItsOwn() throws Exception {
        String older = new Passwords(new Passwords.Cost(32, 2, 2), 1).hash("correct horse");
        assertThat(passwords.agrees("correct horse", Optional.of(older))).isTrue();
    }

    /// From the test.c of the reference implementation.
    @Test
    void theReferencesOwnHashIsUnderstood() throws Exception {
        String theirs = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.agrees("password", Optional.of(theirs))).isTrue();
    }

    @Test
    void lettersThatAreComposedAndThoseThatAreNotAreTheSamePassword() throws Exception {
        String hash = passwords.hash("caf\u00e9 au lait");
        assertThat(passwords.agrees("cafe\u0301 au lait", Optional.of(hash))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            })
    void aSpoiltHashLetsNobodyIn(String hash) throws Exception {
        assertThat(passwords.agrees("password", Optional.of(hash))).isFalse();
    }

    @Test
    void passwordsTooShortAndTooLongAreRefusedAndNotRepeated() {
        for (String bad : new String[] {"canary7", "canary".repeat(200)}) {
            Failed failed = catchThrowableOfType(Failed.class, () -> passwords.hash(bad));
            assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(failed.getMessage()).doesNotContain("canary");
        }
    }
}
