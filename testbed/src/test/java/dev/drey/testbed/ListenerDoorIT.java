package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.ssh.AddressRange;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Prompts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A listener as the front of a hub: what it offers, behind a proxy, with several host keys, over long lines.
@Timeout(60)
class ListenerDoorIT {
    private final TempDir dir = TempDir.create();
    private final Echo echo = new Echo();

    @AfterEach
    void remove() {
        dir.close();
    }

    private Dialing at(int port, Listener listener) throws IOException {
        Path known = Files.writeString(
                dir.resolve("known-" + port),
                "[127.0.0.1]:" + port + " " + listener.hostKey().text() + "\n");
        return Dialing.to("127.0.0.1", port, "alice", Echo.key(), HostKeyRule.of(TrustPolicy.YES, known));
    }

    @Test
    void sshAuditHasNothingAgainstIt() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            String said = Child.run("sh", "-c", "ssh-audit -n -p " + listener.port() + " 127.0.0.1 2>&1; true");
            assertThat(said).contains("curve25519-sha256", "ssh-ed25519", "kex-strict-s-v00@openssh.com");
            assertThat(said.lines().filter(line -> line.contains("[fail]"))).isEmpty();
            // What it warns of where it is too old to know post-quantum exchanges and the strict one.
            assertThat(said.lines().filter(line -> line.contains("[warn]")))
                    .allMatch(line -> line.matches(".*(mlkem|sntrup|kex-strict).*(unknown|experimental) algorithm"));
            assertThat(said).doesNotContain("nistp", "sha1", "-cbc");
            await().until(() -> listener.connections() == 0);
        }
    }

    /// The library would count seven requests after the first.
    @Test
    void fiveWrongKeysBeforeTheRightOneAreFew() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK.withTries(6), echo)) {
            List<String> words = new ArrayList<>(List.of("ssh", "-F", "none", "-p", "" + listener.port()));
            for (String option : List.of(
                    "BatchMode=yes",
                    "IdentitiesOnly=yes",
                    "IdentityAgent=none",
                    "StrictHostKeyChecking=no",
                    "UserKnownHostsFile=/dev/null")) words.addAll(List.of("-o", option));
            for (int i = 0; i < 5; i++) {
                KeyFile wrong = KeyFile.make(dir.resolve("wrong" + i), KeyFile.Kind.ED25519, "");
                words.addAll(List.of("-i", wrong.privateKey().toString()));
            }
            words.addAll(List.of("-i", KeyFile.client().privateKey().toString(), "-s", "alice@127.0.0.1", "shout"));
            Child.run(words.toArray(String[]::new));
            assertThat(echo.callers.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private String behind(byte[] header) throws Exception {
        Listening trusting = Listening.LOOPBACK.withTrustedProxies(List.of(AddressRange.of("127.0.0.0/8")));
        try (Listener listener = Listener.open(trusting, echo);
                Meddler proxy = new Meddler(listener.port(), header);
                Link link = Dialler.dial(at(proxy.port(), listener), Prompts.NOBODY)) {
            link.openSftp();
            return echo.callers.poll(10, TimeUnit.SECONDS).from();
        }
    }

    @Test
    void aTrustedProxySaysWhoComes() throws Exception {
        byte[] line = "PROXY TCP4 192.0.2.1 192.0.2.2 56324 22\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(behind(line)).isEqualTo("192.0.2.1:56324");
        byte[] bytes = HexFormat.of()
                .parseHex("0d0a0d0a000d0a515549540a" + "21210024" + "20010db8" + "00".repeat(11) + "01"
                        + "00".repeat(15) + "01" + "dc04" + "0016");
        assertThat(behind(bytes)).isEqualTo("[2001:db8:0:0:0:0:0:1]:56324");
        assertThat(behind("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII)))
                .startsWith("127.0.0.1:");
    }

    @Test
    void aTrustedProxyThatSaysNothingIsNotServed() throws Exception {
        Listening trusting = Listening.LOOPBACK.withTrustedProxies(List.of(AddressRange.of("127.0.0.1")));
        try (Listener listener = Listener.open(trusting, echo);
                Socket socket = new Socket(Ports.LOOPBACK, listener.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
            await().until(() -> listener.connections() == 0);
        }
    }

    @Test
    void furtherHostKeysAreShownToWhoAsksForThem() throws Exception {
        List<Path> more = List.of(
                KeyFile.host(KeyFile.Kind.RSA_2048).privateKey(),
                KeyFile.host(KeyFile.Kind.ECDSA_256).privateKey());
        try (Listener listener = Listener.open(Listening.LOOPBACK.withMoreHostKeys(more), echo)) {
            assertThat(listener.hostKeys()).hasSize(3);
            String scanned = Child.run("ssh-keyscan", "-p", "" + listener.port(), "127.0.0.1");
            for (var key : listener.hostKeys()) assertThat(scanned).contains(key.text());
        }
    }

    @Test
    void aHostKeyThatOthersMayReadIsRefusedWithTheCommandThatClosesIt() throws Exception {
        Path file = dir.resolve("hostkey");
        Listening how = Listening.LOOPBACK.withHostKey(file);
        Listener.open(how, echo).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Listener.open(how, echo))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.PERMISSION_DENIED))
                .hasMessageEndingWith("chmod 600 " + file);
        Path locked = KeyFile.make(dir.resolve("locked"), KeyFile.Kind.ED25519, "rabbit")
                .privateKey();
        assertThatThrownBy(() -> Listener.open(Listening.LOOPBACK.withHostKey(locked), echo))
                .hasMessageContaining("passphrase")
                .hasMessageContaining(locked.toString());
        assertThatThrownBy(() -> Listener.open(Listening.LOOPBACK.withMoreHostKeys(List.of(dir.resolve("none"))), echo))
                .hasMessageContaining(dir.resolve("none").toString());
    }

    @Test
    void longLinesGetLargeWindows() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo);
                Relay line = Relay.to(listener.port())) {
            // What a busy machine takes to compute counts as a part of the line.
            assertThat(windowAt(listener.port(), listener)).isBetween(2L << 20, 8L << 20);
            line.delay(Duration.ofMillis(40));
            assertThat(windowAt(line.port(), listener)).isBetween(12L << 20, 16L << 20);
        }
    }

    private long windowAt(int port, Listener listener) throws Exception {
        try (Link link = Dialler.dial(at(port, listener), Prompts.NOBODY)) {
            link.openSftp();
            return link.info().laneWindow();
        }
    }

    @Test
    void aHostThatIsFullTurnsFurtherGuestsAway() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK.withConnections(1), echo)) {
            try (Link only = Dialler.dial(at(listener.port(), listener), Prompts.NOBODY)) {
                assertThat(only.isOpen()).isTrue();
                assertThat(SshCalls.failure(at(listener.port(), listener)).code())
                        .isEqualTo(Code.CONNECTION_LOST);
            }
            await().until(() -> listener.connections() == 0);
            Dialler.dial(at(listener.port(), listener), Prompts.NOBODY).close();
        }
    }
}
