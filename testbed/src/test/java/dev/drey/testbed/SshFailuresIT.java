package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.dial;
import static dev.drey.testbed.SshCalls.failure;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Channel;
import dev.drey.link.Link;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes wrong while connecting and afterwards, each with its failure and within its limit.
@Timeout(60)
class SshFailuresIT {
    private static Sshd server;
    private static TempDir dir;

    @BeforeAll
    static void start() {
        dir = TempDir.create();
        server = Sshd.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        dir.close();
    }

    private static Dialing at(String host, int port) {
        return Dialing.to(
                host,
                port,
                "somebody",
                Credentials.of(Secret.of("canary")),
                HostKeyRule.of(TrustPolicy.YES, server.knownHostsFile()));
    }

    private static Dialing hurried(Dialing dialing) {
        return dialing.withTiming(
                dialing.timing().withConnect(Duration.ofMillis(700)).withReady(Duration.ofMillis(700)));
    }

    @Test
    void aHostThatNobodyKnowsIsNotFound() {
        Failure failure = failure(at("no-such-host.invalid", 22));
        assertThat(failure.code()).isEqualTo(Code.HOST_NOT_FOUND);
        assertThat(failure.message()).contains("no-such-host.invalid");
        assertThat(failure.isTransient()).isFalse();
    }

    @Test
    void aClosedPortRefusesAtOnce() {
        Failure failure = failure(at(Ports.HOST, Ports.free()));
        assertThat(failure.code()).isEqualTo(Code.CONNECTION_REFUSED);
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void aHostOfTheOtherFamilyHasNoAddress() {
        assertThat(failure(at(Ports.HOST, server.port()).withFamily(Dialing.Family.IPV6))
                        .code())
                .isEqualTo(Code.HOST_NOT_FOUND);
    }

    @Test
    void anAddressThatLeadsNowhereIsUnreachable() {
        assertThat(failure(at("255.255.255.255", 22)).code()).isEqualTo(Code.UNREACHABLE);
    }

    @Test
    void aFullBacklogTimesOut() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.HOST))) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                waiting.add(filler);
                Thread.ofVirtual().start(() -> {
                    try {
                        filler.connect(full.getLocalSocketAddress(), 5000);
                    } catch (IOException expected) {
                        return;
                    }
                });
            }
            Thread.sleep(200);
            long before = System.nanoTime();
            assertThat(failure(hurried(at(Ports.HOST, full.getLocalPort()))).code())
                    .isEqualTo(Code.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            for (Socket filler : waiting) filler.close();
        }
    }

    /// A server that takes each connection and does this with it.
    private interface Manners {
        void meet(Socket peer) throws Exception;
    }

    private static Failure failureAt(Manners manners) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral(Ports.HOST))) {
            Thread.ofVirtual().start(() -> {
                try (Socket peer = listening.accept()) {
                    manners.meet(peer);
                } catch (Exception over) {
                    return;
                }
            });
            return failure(hurried(at(Ports.HOST, listening.getLocalPort())));
        }
    }

    @Test
    void aServerThatSaysNothingTimesOut() throws Exception {
        Failure failure = failureAt(peer -> Thread.sleep(5000));
        assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
        assertThat(failure.message()).contains("said nothing", "700 ms");
    }

    @Test
    void aServerThatClosesAtOnceIsLost() throws Exception {
        assertThat(failureAt(peer -> {}).code()).isEqualTo(Code.CONNECTION_LOST);
    }

    @Test
    void somethingThatIsNotSshIsAProtocolError() throws Exception {
        Failure failure = failureAt(peer -> {
            byte[] page = "HTTP/1.1 400 Bad Request\r\nServer: x\u0000y\r\n\r\n"
                    .repeat(50)
                    .getBytes(StandardCharsets.ISO_8859_1);
            peer.getOutputStream().write(page);
            Thread.sleep(2000);
        });
        assertThat(failure.code()).isEqualTo(Code.PROTOCOL_ERROR);
        assertThat(failure.message()).contains("does not speak SSH");
    }

    @Test
    void endlessLinesBeforeTheVersionAreCut() throws Exception {
        Failure failure = failureAt(peer -> {
            byte[] line = "welcome to the machine\r\n".getBytes(StandardCharsets.ISO_8859_1);
            while (true) peer.getOutputStream().write(line);
        });
        assertThat(failure.code()).isEqualTo(Code.PROTOCOL_ERROR);
    }

    @Test
    void anAncientVersionIsAProtocolError() throws Exception {
        Failure failure = failureAt(peer -> {
            peer.getOutputStream().write("SSH-1.5-old\r\n".getBytes(StandardCharsets.ISO_8859_1));
            Thread.sleep(2000);
        });
        assertThat(failure.code()).isEqualTo(Code.PROTOCOL_ERROR);
    }

    @Test
    void garbageAfterTheVersionIsAProtocolErrorOrLost() throws Exception {
        Failure failure = failureAt(peer -> {
            peer.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.ISO_8859_1));
            peer.getOutputStream().write(new byte[200_000]);
            Thread.sleep(2000);
        });
        assertThat(failure.code()).isIn(Code.PROTOCOL_ERROR, Code.CONNECTION_LOST);
    }

    @Test
    void aServerThatStopsAfterItsVersionTimesOut() throws Exception {
        Failure failure = failureAt(peer -> {
            peer.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.ISO_8859_1));
            Thread.sleep(5000);
        });
        assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
    }

    @Test
    void anUnknownKeyIsRefusedAndMayBeRemembered() throws Exception {
        Path file = dir.resolve("remembered");
        Dialing unknown = to(server).withHostKeys(HostKeyRule.of(TrustPolicy.YES, file));
        Failure failure = failure(unknown);
        assertThat(failure.code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
        assertThat(failure.message()).contains("drey trust");
        SshAnswers person = new SshAnswers();
        Dialing asking = to(server).withHostKeys(HostKeyRule.of(TrustPolicy.ASK, file));
        assertThat(failure(asking, person).code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
        assertThat(person.asked).containsExactly("hostKey " + server.hostKey().fingerprint());
        person.trust = Prompts.Trust.ONCE;
        Dialler.dial(asking, person).close();
        assertThat(failure(unknown).code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
        person.trust = Prompts.Trust.REMEMBER;
        Dialler.dial(asking, person).close();
        dial(unknown).close();
    }

    @Test
    void acceptNewRemembersAndNoNeverDoes() throws Exception {
        Path file = dir.resolve("accepted");
        Dialing careless = to(server).withHostKeys(HostKeyRule.of(TrustPolicy.NO, file));
        try (Link link = dial(careless)) {
            assertThat(link.info().warnings()).isNotEmpty();
        }
        assertThat(file).doesNotExist();
        dial(to(server).withHostKeys(HostKeyRule.of(TrustPolicy.ACCEPT_NEW, file)))
                .close();
        assertThat(Files.readString(file)).contains(server.hostKey().publicLine());
        dial(to(server).withHostKeys(HostKeyRule.of(TrustPolicy.YES, file))).close();
    }

    @Test
    void aChangedKeyIsRefusedAndCarelessnessGivesNoPassword() throws Exception {
        KeyFile other = KeyFile.make(dir.resolve("other"), KeyFile.Kind.ED25519, "");
        Path file = Files.writeString(
                dir.resolve("changed"), "[" + server.host() + "]:" + server.port() + " " + other.publicLine() + "\n");
        assertThat(failure(to(server).withHostKeys(HostKeyRule.of(TrustPolicy.YES, file)))
                        .code())
                .isEqualTo(Code.HOST_KEY_CHANGED);
        try (Sshd passwords = Sshd.start(SshdOptions.USUAL.withLogin("dreypw", "secret"))) {
            Path known = Files.writeString(
                    dir.resolve("changed2"),
                    "[" + passwords.host() + "]:" + passwords.port() + " " + other.publicLine() + "\n");
            Failure failure = failure(to(passwords)
                    .withHostKeys(HostKeyRule.of(TrustPolicy.NO, known))
                    .withCredentials(Credentials.of(Secret.of("secret"))));
            assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
            assertThat(failure.message()).contains("host key has changed");
        }
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        Path file = Files.writeString(
                dir.resolve("revoked"), "@revoked * " + server.hostKey().publicLine() + "\n");
        assertThat(failure(to(server).withHostKeys(HostKeyRule.of(TrustPolicy.NO, file)))
                        .code())
                .isEqualTo(Code.HOST_KEY_REVOKED);
    }

    @Test
    void anAliasIsLookedUpInsteadOfTheHost() throws Exception {
        Path file = Files.writeString(
                dir.resolve("alias"), "wonderland " + server.hostKey().publicLine() + "\n");
        HostKeyRule rule = HostKeyRule.of(TrustPolicy.YES, file);
        assertThat(failure(to(server).withHostKeys(rule)).code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
        dial(to(server).withHostKeys(rule.withAlias("wonderland"))).close();
    }

    @Test
    void aHostCertificateIsGoodWhenItsAuthorityIsKnown() throws Exception {
        KeyFile authority = KeyFile.make(dir.resolve("ca"), KeyFile.Kind.ED25519, "");
        KeyFile host = KeyFile.make(dir.resolve("hostkey"), KeyFile.Kind.ED25519, "");
        Child.run(
                "ssh-keygen",
                "-q",
                "-s",
                authority.privateKey().toString(),
                "-h",
                "-I",
                "drey",
                "-n",
                Ports.HOST,
                host.publicKey().toString());
        Path known = Files.writeString(dir.resolve("ca-known"), "@cert-authority * " + authority.publicLine() + "\n");
        try (Sshd certified = Sshd.start(SshdOptions.USUAL
                .withLine("HostKey " + host.privateKey())
                .withLine("HostCertificate " + dir.resolve("hostkey-cert.pub")))) {
            Dialing dialing = to(certified).withHostKeys(HostKeyRule.of(TrustPolicy.YES, known));
            try (Link link = dial(dialing)) {
                assertThat(link.info().hostKeyAlgorithm()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
                assertSftpAnswers(link);
            }
            Path stranger = Files.writeString(
                    dir.resolve("ca-other"),
                    "@cert-authority * " + server.hostKey().publicLine() + "\n");
            assertThat(failure(dialing.withHostKeys(HostKeyRule.of(TrustPolicy.YES, stranger)))
                            .code())
                    .isEqualTo(Code.HOST_KEY_UNKNOWN);
        }
    }

    @Test
    void onlyWantedVendorsArePassed() throws Exception {
        Failure failure = failure(to(server).withVendors(Set.of("dropbear")));
        assertThat(failure.code()).isEqualTo(Code.NOT_ALLOWED);
        assertThat(failure.message()).contains("OpenSSH", "dropbear");
        dial(to(server).withVendors(Set.of("openssh"))).close();
    }

    @Test
    void aServerWithoutSftpSaysSo() throws Exception {
        try (Sshd bare = Sshd.start(SshdOptions.USUAL.withoutSubsystem());
                Link link = dial(to(bare))) {
            assertThatThrownBy(link::openSftp)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.NO_SFTP_SUBSYSTEM));
            try (Link commanded = dial(to(bare).withSftpCommand(SftpServer.PROGRAM))) {
                assertSftpAnswers(commanded);
            }
        }
    }

    @Test
    void aRefusedChannelIsALimitAndTheOthersLive() throws Exception {
        try (Sshd narrow = Sshd.start(SshdOptions.USUAL.withMaxSessions(2));
                Link link = dial(to(narrow))) {
            Channel first = link.openSftp();
            Channel second = link.openSftp();
            assertThatThrownBy(link::openSftp)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.LIMIT_EXCEEDED));
            assertThat(SshCalls.greet(first)).isEqualTo(2);
            assertThat(SshCalls.greet(second)).isEqualTo(2);
        }
    }

    @Test
    void aServerThatDiesEndsChannelsAndSenders() throws Exception {
        try (Sshd mortal = Sshd.start();
                Link link = dial(to(mortal));
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            talk.greet();
            mortal.killSessions();
            assertThat(talk.end(Duration.ofSeconds(10)))
                    .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(Code.CONNECTION_LOST));
            await().until(() -> !link.isOpen());
            assertThatThrownBy(link::openSftp)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.CONNECTION_LOST));
        }
    }

    @Test
    void aFrozenPeerIsGivenUp() throws Exception {
        try (Sshd frozen = Sshd.start()) {
            Dialing dialing = to(frozen);
            Dialing watchful = dialing.withTiming(dialing.timing().withKeepAlive(Duration.ofMillis(200), 2));
            try (Link link = dial(watchful);
                    SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
                talk.greet();
                Thread.sleep(1500);
                assertThat(link.isOpen()).as("a living peer is kept").isTrue();
                frozen.freeze();
                assertThat(talk.end(Duration.ofSeconds(10)))
                        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo(Code.CONNECTION_LOST));
                assertThat(link.isOpen()).isFalse();
                frozen.thaw();
            }
        }
    }

    @Test
    void aPeerThatTakesNothingStallsTheSender() throws Exception {
        try (Sshd frozen = Sshd.start()) {
            Dialing dialing = to(frozen);
            Dialing patient = dialing.withTiming(
                    dialing.timing().withKeepAlive(Duration.ZERO, 0).withStall(Duration.ofMillis(500)));
            try (Link link = dial(patient);
                    Channel channel = link.openSftp()) {
                frozen.freeze();
                ByteBuffer much = ByteBuffer.allocate(16 << 20);
                assertThatThrownBy(() -> channel.send(much))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo(Code.TIMEOUT));
                assertThat(channel.isOpen()).isFalse();
                frozen.thaw();
            }
        }
    }

    @Test
    void anInterruptEndsDialling() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral(Ports.HOST))) {
            CompletableFuture<Failure> outcome = new CompletableFuture<>();
            Thread dialling =
                    Thread.ofVirtual().start(() -> outcome.complete(failure(at(Ports.HOST, silent.getLocalPort()))));
            Thread.sleep(300);
            dialling.interrupt();
            assertThat(outcome.get(5, TimeUnit.SECONDS).code()).isEqualTo(Code.CANCELLED);
        }
    }

    @Test
    void noThreadIsLeftWhenALinkIsClosed() throws Exception {
        try (Link link = dial(to(server))) {
            assertSftpAnswers(link);
            assertThat(threads()).isNotEmpty();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isEmpty());
        failure(to(server).withCredentials(Credentials.NONE));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    /// The names of the room's threads, virtual ones included.
    static List<String> threads() throws Exception {
        Path dump = Files.createTempFile("threads", ".txt");
        Files.delete(dump);
        java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try {
            return Files.readAllLines(dump).stream()
                    .filter(line -> line.startsWith("#"))
                    .filter(line -> line.contains("\"ssh-") || line.contains("sshd-") || line.contains("kex-"))
                    .toList();
        } finally {
            Files.delete(dump);
        }
    }
}
