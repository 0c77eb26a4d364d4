package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandTest {
    private static Operand.Remote remote(String text) throws Failed {
        return (Operand.Remote) Operand.parse(text);
    }

    @ParameterizedTest
    @CsvSource({"a", "./a:b", "/a:b", "dir/a:b", "../x", "hub/x/a:b", "local/x", "./local/a:b"})
    void aPathWithoutAColonBeforeItsFirstSlashIsHere(String text) throws Failed {
        assertThat(Operand.parse(text)).isEqualTo(new Operand.Local(text));
    }

    @ParameterizedTest
    @CsvSource({
        "web:/srv, web, '', /srv",
        "ana@web:x, web, ana, x",
        "a:b, a, '', b",
        "ana@corp@web:x, web, ana@corp, x",
        "ana@[::1]:/x, ::1, ana, /x",
        "[fe80::1]:x, fe80::1, '', x",
        "web:, web, '', ''",
        ":x, '', '', x",
        "web:a:b, web, '', a:b",
        "hub/web:/x, hub/web, '', /x",
        "local/web:x, local/web, '', x",
    })
    void textBeforeTheFirstColonIsATarget(String text, String target, String user, String path) throws Failed {
        assertThat(remote(text).target()).isEqualTo(target);
        assertThat(remote(text).user().orElse("")).isEqualTo(user);
        assertThat(remote(text).path()).isEqualTo(RemotePath.of(path));
    }

    @Test
    void urlsAreDecodedAndNothingElseIs() throws Failed {
        Operand.Remote url = remote("sftp://ana@web:2222/srv/a%20b%ff");
        assertThat(url.port()).hasValue(2222);
        assertThat(url.path())
                .isEqualTo(RemotePath.ofBytes(new byte[] {'/', 's', 'r', 'v', '/', 'a', ' ', 'b', (byte) 0xff}));
        assertThat(remote("web:/a%20b").path()).isEqualTo(RemotePath.of("/a%20b"));
        assertThat(remote("sftp://web/~/x").path()).isEqualTo(RemotePath.of("x"));
    }

    @Test
    void urlsThatAreWrongAreRefused() {
        assertThatThrownBy(() -> Operand.parse("sftp://web:99999/x")).hasMessageContaining("65535");
        assertThatThrownBy(() -> Operand.parse("sftp://web/%zz")).hasMessageContaining("hexadecimal");
        assertThatThrownBy(() -> Operand.parse("sftp:///x")).hasMessageContaining("names no host");
        assertThatThrownBy(() -> Operand.parse("sftp://ana:canary@web/x"))
                .hasMessageContaining("password")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> Operand.parse("")).hasMessageContaining("empty");
    }
}
