package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSchException;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Secrets that somebody could look for: none is found in what a hub says, shows or keeps.
@Timeout(180)
class DoorSecretsIT {
    private static final String WRONG = "canary-of-a-wrong-password-77aa";

    /// What the hub says: its own log with the library's messages, and the answers of every command that
    /// tells of people, tokens, servers, the audit and the configuration.
    @Test
    void noSecretIsSaidShownOrKept() throws Exception {
        try (HubFixture hub = HubFixture.start("-v", "-v")) {
            HubUser ana = hub.admin();
            HubUser ben = hub.user("ben");
            hub.grant(ben, "box", "read,write,delete");
            List<String> secrets = new ArrayList<>(List.of(HubFixture.SERVER_SECRET, WRONG));
            for (HubUser one : List.of(ana, ben)) {
                secrets.addAll(List.of(one.password(), one.token()));
                // The line in which the private half begins; those before are alike in every such file, or public.
                secrets.add(Files.readAllLines(one.key().privateKey()).get(4));
            }
            comeAndGo(hub, ben);
            List<String> said = new ArrayList<>(List.of(hub.log()));
            said.addAll(answers(hub));
            assertThat(hub.stop().exit()).isZero();
            Run checked = hub.run("serve", "--check");
            assertThat(checked.exit()).as("%s", checked).isZero();
            said.add(checked.out() + checked.err());
            for (String text : said) assertThat(text).doesNotContain(secrets);
            assertThat(said.getFirst()).contains("ben from 127.0.0.1");
            assertThat(kept(hub))
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).doesNotContain(secrets));
        }
    }

    /// Logins that work and such that do not, files, and a server that cannot be reached.
    private static void comeAndGo(HubFixture hub, HubUser ben) throws Exception {
        for (String secret : List.of(ben.password(), ben.token())) {
            try (DoorVisit visit = DoorVisit.of(hub.bySecret(ben, "", secret))) {
                assertThat(visit.names("/")).containsExactly("box");
                visit.sftp().mkdir("/box/made");
                visit.sftp().rmdir("/box/made");
            }
        }
        wrongly(hub, ben, "ben");
        // So often that it has to wait in the end.
        for (int i = 0; i < 5; i++) wrongly(hub, ben, WRONG);
        assertThat(hub.log()).contains(": not let in: too many failed logins from here");
        HubUser ana = hub.admin();
        try (DoorVisit visit = DoorVisit.of(hub.byKey(ana, ""))) {
            assertThat(DoorVisit.refused(() -> visit.names("/gone")).status()).isNotZero();
        }
    }

    private static void wrongly(HubFixture hub, HubUser ben, String name) {
        HubUser one = new HubUser(name, ben.key(), "", "");
        assertThatThrownBy(() -> DoorVisit.of(hub.bySecret(one, "", WRONG))).isInstanceOf(JSchException.class);
    }

    /// As it is run, without asking for more: nothing that a stranger sent, and nothing of the library.
    @Test
    void aWrongNameAndAStrangersBytesAreNotInTheLog() throws Exception {
        String escape = "\u001b]0;canary\u0007";
        try (HubFixture hub = HubFixture.start()) {
            for (int i = 0; i < 5; i++) wrongly(hub, hub.admin(), WRONG);
            for (byte[] packet : List.of(
                    // A length that cannot be, and SSH_MSG_DISCONNECT and SSH_MSG_DEBUG with words for a terminal.
                    new byte[] {-1, -1, -1, -1}, said(1, escape), said(4, escape))) {
                try (Socket stranger = new Socket(Ports.LOOPBACK, hub.port())) {
                    stranger.setSoTimeout(10_000);
                    stranger.getOutputStream()
                            .write(("SSH-2.0-" + escape + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    stranger.getOutputStream().write(packet);
                    stranger.getOutputStream().write(new byte[1 << 10]);
                    stranger.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (SocketException hungUp) {
                    // As it should.
                }
            }
            assertThat(hub.log())
                    .contains(": not let in: too many failed logins from here", ": hung up on: ")
                    .doesNotContain(WRONG, "\u001b", "AcceptedSession", "CountedTries");
        }
    }

    /// A whole packet in the clear: a number or a flag, words, no language.
    private static byte[] said(int kind, String words) {
        byte[] text = words.getBytes(StandardCharsets.US_ASCII);
        int begin = kind == 1 ? 4 : 1;
        int length = 1 + begin + 4 + text.length + 4;
        int padding = 16 - (length + 5) % 8;
        return ByteBuffer.allocate(5 + length + padding)
                .putInt(1 + length + padding)
                .put((byte) padding)
                .put((byte) kind)
                .put(begin == 4 ? new byte[] {0, 0, 0, 11} : new byte[] {1})
                .putInt(text.length)
                .put(text)
                .array();
    }

    private static List<String> answers(HubFixture hub) {
        List<String> answers = new ArrayList<>();
        for (String words : List.of(
                "user list --json",
                "user show ben",
                "user show ben --json",
                "token list ben",
                "token list ben --json",
                "audit",
                "audit --json",
                "servers",
                "servers --json",
                "servers list --json",
                "config check",
                "port --list",
                "user list -v -v")) {
            Run run = hub.run(words.split(" ", -1));
            assertThat(run.exit()).as("%s: %s", words, run).isZero();
            answers.add(run.out() + run.err());
        }
        assertThat(answers.get(5)).contains("ben", "login", "connect");
        return answers;
    }

    /// Every file in the state directory, byte for byte.
    private static List<String> kept(HubFixture hub) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> all = Files.walk(hub.state())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                assertThat(Files.getPosixFilePermissions(file).toString())
                        .as(file.toString())
                        .doesNotContain("OTHERS_WRITE", "GROUP_WRITE");
            }
        }
        return texts;
    }
}
