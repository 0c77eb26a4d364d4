package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {
    private static boolean matches(String pattern, String text) throws Failed {
        return matches(pattern, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean matches(String pattern, byte[] bytes) throws Failed {
        return Wildcard.compile(pattern).matches(Wildcard.characters(bytes));
    }

    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "a a",
                "* a",
                "*.txt a.txt",
                "*.txt .txt",
                "a*b*c aXXbYYc",
                "?? ab",
                "? ü",
                "? 😀",
                "[a-c]x bx",
                "[!a-c]x dx",
                "[^a-c]x dx",
                "[]]x ]x",
                "[a-]x -x",
                "[\\]]x ]x",
                "{a,b}.c b.c",
                "{a,{b,c}d}e cde",
                "{,a}b b",
                "{a} a",
                "a/*/c a/b/c",
                "a/** a/b/c",
                "** a/b/c",
                "**/c c",
                "**/c a/b/c",
                "a/**/c a/c",
                "a/**/c a/b/d/c",
                "{**/x,y} a/x",
                "a**c abbc",
                "\\*a *a",
                "\\{a {a",
                "a,b a,b",
                "a}b a}b",
            })
    void aPatternMatches(String pattern, String text) throws Failed {
        assertThat(matches(pattern, text)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "a A",
                "a ab",
                "* a/b",
                "? a/",
                "a?b a/b",
                "a[/]b a/b",
                "a[!x]b a/b",
                "*.txt a.TXT",
                "[a-c]x dx",
                "{a,b}.c d.c",
                "a/*/c a/b/b/c",
                "a/** a",
                "**/c ac",
                "a/**/c ac",
                "\\*a ba",
            })
    void aPatternLeavesOut(String pattern, String text) throws Failed {
        assertThat(matches(pattern, text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[a", "[", "[z-a]", "{a,b", "{a,{b}", "a\\", "[a\\"})
    void aBadPatternIsAnInvalidArgument(String pattern) {
        assertThatThrownBy(() -> Wildcard.compile(pattern))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.INVALID_ARGUMENT))
                .hasMessageContaining(pattern);
    }

    @Test
    void bytesThatAreNoUtf8CountAsOneCharacterEach() throws Failed {
        byte[] latin = {'a', (byte) 0xe9, 'b'};
        byte[] overlong = {(byte) 0xc0, (byte) 0xaf};
        assertThat(matches("a?b", latin)).isTrue();
        assertThat(matches("a??b", latin)).isFalse();
        assertThat(matches("??", overlong)).isTrue();
        assertThat(matches("*", new byte[] {(byte) 0xf0, (byte) 0x9f, (byte) 0x98}))
                .isTrue();
    }

    @Test
    void aHostileNameDoesNotMakeMatchingSlow() throws Failed {
        Wildcard wildcard = Wildcard.compile("*a*a*a*a*a*a*a*a*a*a*a*a*b");
        int[] name = Wildcard.characters("a".repeat(255).getBytes(StandardCharsets.UTF_8));
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(wildcard.matches(name)).isFalse());
    }
}
