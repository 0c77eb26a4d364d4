package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNamesTest {
    private static final HostileNames.Rules WINDOWS = new HostileNames.Rules(true, true, true);

    private static boolean isRefused(HostileNames.Rules rules, Name name) {
        return new HostileNames(rules).refusal(name).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/b", "../a", "a/", "/etc", "a\0", "\0"})
    void aNameThatLeavesItsDirectoryIsRefused(String name) {
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "...",
                ". ",
                " ",
                "a b",
                "\"q\"",
                "'",
                "a\nb",
                "😀",
                "a:b",
                "a\\b",
                "-rf",
                "~",
                "*",
                "con",
                ".drey-part",
                "$(x)",
                "%00",
                "..."
            })
    void anOddNameIsAGoodOne(String name) {
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of(name))).isFalse();
    }

    @Test
    void bytesThatAreNoUtf8AreAGoodNameWhereBytesAre() {
        Name name = Name.ofBytes(new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(isRefused(HostileNames.Rules.POSIX, name)).isFalse();
        assertThat(isRefused(WINDOWS, name)).isTrue();
    }

    @Test
    void aNameOf255BytesIsGoodAndALongerOneRefused() {
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of("n".repeat(255))))
                .isFalse();
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of("n".repeat(256))))
                .isTrue();
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of("ü".repeat(128))))
                .isTrue();
    }

    @Test
    void aNameThatCameBeforeIsRefused() {
        HostileNames names = new HostileNames(HostileNames.Rules.POSIX);
        assertThat(names.refusal(Name.of("a"))).isEmpty();
        assertThat(names.refusal(Name.of("A"))).isEmpty();
        assertThat(names.refusal(Name.of("a"))).isPresent();
    }

    @Test
    void aNameThatDiffersOnlyInCaseIsRefusedWhereCaseIsBlind() {
        HostileNames names = new HostileNames(new HostileNames.Rules(false, true, false));
        assertThat(names.refusal(Name.of("Straße"))).isEmpty();
        assertThat(names.refusal(Name.of("STRASSE"))).isPresent();
        assertThat(names.refusal(Name.of("\u00e9"))).isEmpty();
        assertThat(names.refusal(Name.of("e\u0301"))).isPresent();
        assertThat(names.refusal(Name.of("E\u0301"))).isPresent();
    }

    @Test
    void namesOfAnEarlierListingAreHandledAndNoDuplicates() {
        HostileNames names = new HostileNames(HostileNames.Rules.POSIX);
        assertThat(names.refusal(Name.of("a"))).isEmpty();
        names.again();
        assertThat(names.wasHandled(Name.of("a"))).isTrue();
        assertThat(names.wasHandled(Name.of("b"))).isFalse();
        assertThat(names.refusal(Name.of("b"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\b",
                "..\\..\\x",
                "C:",
                "C:x",
                "a:stream",
                "con",
                "CON.txt",
                "nul",
                "Com1",
                "LPT9.log",
                "com\u00b9",
                "a.",
                "a ",
                "a<b",
                "a>b",
                "a\"b",
                "a|b",
                "a?b",
                "a*b",
                "a\u0001b"
            })
    void windowsRefusesWhatMeansMoreThere(String name) {
        assertThat(isRefused(WINDOWS, Name.of(name))).isTrue();
        assertThat(isRefused(HostileNames.Rules.POSIX, Name.of(name))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "d x",
                "d ../x",
                "d ./x",
                "d x/y/z",
                "d/e ../../x",
                "d ...",
                "d ../...",
                "d ..",
                "d ..a",
                "d a..b/.c"
            })
    void aLinkThatStaysInside(String directory, String target) {
        assertThat(LinkTargets.staysInside(RemotePath.of(directory), RemotePath.of(target)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "d /etc",
                "d /",
                "d ../..",
                "d ../../x",
                "d x/../..",
                "d l/..",
                "d x/../y",
                "d ./../..",
                "d/e ../../..",
                "d ''"
            })
    void aLinkThatMayLeadOut(String directory, String target) {
        assertThat(LinkTargets.staysInside(RemotePath.of(directory), RemotePath.of(target)))
                .isFalse();
    }

    @Test
    void fromTheRootNoLinkGoesUp() {
        RemotePath root = RemotePath.of("");
        assertThat(LinkTargets.staysInside(root, RemotePath.of("a"))).isTrue();
        assertThat(LinkTargets.staysInside(root, RemotePath.of(".."))).isFalse();
        assertThat(LinkTargets.staysInside(root, RemotePath.of("../x"))).isFalse();
        assertThat(LinkTargets.staysInside(root, RemotePath.of("a\0b"))).isFalse();
    }

    @Test
    void onWindowsABackslashInALinkLeadsOut() {
        RemotePath directory = RemotePath.of("d");
        assertThat(LinkTargets.staysInsideOnWindows(directory, RemotePath.of("..\\..\\x")))
                .isFalse();
        assertThat(LinkTargets.staysInsideOnWindows(directory, RemotePath.of("c:x")))
                .isFalse();
        assertThat(LinkTargets.staysInsideOnWindows(directory, RemotePath.of("../x")))
                .isTrue();
    }
}
