package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeChangeTest {
    @ParameterizedTest(name = "{0} makes {2} of {1}")
    @CsvSource({
        "755, 600, 755",
        "0644, 777, 644",
        "4755, 600, 4755",
        "0, 777, 0",
        "00644, 777, 644",
        "u+x, 644, 744",
        "+x, 644, 755",
        "a-w, 666, 444",
        "go-rwx, 777, 700",
        "u=rw, 700, 600",
        "u=rwx, 4755, 755",
        "g=u, 750, 770",
        "o=g, 750, 755",
        "u+s, 755, 4755",
        "g+s, 755, 2755",
        "+t, 777, 1777",
        "o+s, 755, 755",
        "=, 777, 0",
        "a=, 777, 0",
        "u+r-w, 200, 400",
        "a+X, 600, 600",
        "a+X, 700, 711",
    })
    void aFileGetsTheMode(String change, String before, String after) throws Failed {
        int mode = ModeChange.parse(change).apply(Integer.parseInt(before, 8), false);
        assertThat(Integer.toOctalString(mode)).isEqualTo(after);
    }

    @Test
    void severalClausesApplyInTheirOrder() throws Failed {
        ModeChange change = ModeChange.parse("u+rwX,go-w");
        assertThat(change.apply(0466, false)).isEqualTo(0644);
        assertThat(change.apply(0466, true)).isEqualTo(0744);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "799", "77777", "u", "u+q", "x", "u+x,", "u~x", "+ug", "rwxr-xr-x"})
    void whatIsNoModeIsAnInvalidArgument(String text) {
        assertThatThrownBy(() -> ModeChange.parse(text))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.INVALID_ARGUMENT));
    }

    @Test
    void aNumberIsTakenAsItsValue() throws Failed {
        assertThat(ModeChange.ofNumber(384).apply(0, false)).isEqualTo(0600);
        assertThat(ModeChange.ofNumber(493).apply(0, false)).isEqualTo(0755);
        assertThat(ModeChange.ofNumber(0).apply(0777, false)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {755, 644, 600, 700, 1777})
    void aNumberThatLooksOctalIsRefusedWithTheTextToWrite(long number) {
        assertThatThrownBy(() -> ModeChange.ofNumber(number)).hasMessageContaining("\"" + number + "\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4096, 99999})
    void aNumberBeyondTwelveBitsIsRefused(long number) {
        assertThatThrownBy(() -> ModeChange.ofNumber(number)).isInstanceOf(Failed.class);
    }
}
