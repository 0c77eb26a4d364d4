package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.drey.drey.Embedded;
import dev.drey.events.Event;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Sftp;
import dev.drey.operations.SftpConnectionOptions;
import dev.drey.operations.SftpTransferOptions;
import dev.drey.session.Asker;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a Java program hears of its connections to a real sshd, and that it never hears a secret.
@Timeout(60)
class SftpEventsIT {
    private static final String CANARY = "kanarienvogel-7";
    private static final List<String> NAMES = List.of(
            "connection-established",
            "connection-closed",
            "connection-error",
            "authentication-error",
            "host-key-verification",
            "auth-prompt",
            "transfer-started",
            "transfer-complete");

    private static Sshd sshd;

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private TempDir dir;
    private Embedded drey;
    private Sftp sftp;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(SshdOptions.USUAL.withLogin("dreyev", CANARY));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws Failed {
        dir = TempDir.create();
        drey = Embedded.start(dir.resolve("state"));
        sftp = drey.sftp(Asker.NOBODY);
    }

    /// Whatever happened: no event says the secret.
    @AfterEach
    void end() {
        drey.close();
        dir.close();
        assertThat(heard).isNotEmpty();
        assertThat(heard.toString()).doesNotContain(CANARY);
    }

    private void listen(String... names) {
        for (String name : names) sftp.on(name, heard::add);
    }

    private void listenToAllButQuestions() {
        for (String name : NAMES) {
            if (!name.equals("host-key-verification") && !name.equals("auth-prompt")) listen(name);
        }
    }

    private SftpConnectionOptions options(Path knownHosts) {
        return new SftpConnectionOptions(java.util.Map.of())
                .with("host", sshd.host())
                .with("port", sshd.port())
                .with("username", "dreyev")
                .with("identitiesOnly", true)
                .with("agent", "none")
                .with("knownHostsFile", knownHosts.toString());
    }

    private SftpConnectionOptions known() {
        return options(sshd.knownHostsFile()).with("password", CANARY);
    }

    private List<String> names() {
        return heard.stream().map(Event::name).toList();
    }

    private <E extends Event> E only(Class<E> kind) {
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.stream().anyMatch(kind::isInstance));
        List<E> found = heard.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void aSessionsBeginningAndEndAreHeardWithWhoIsThere() throws Failed {
        listenToAllButQuestions();
        String id = sftp.createSession(known());
        var established = only(Event.ConnectionEstablished.class);
        assertThat(established.target()).isEqualTo(sshd.host());
        assertThat(established.info().username()).isEqualTo("dreyev");
        assertThat(established.info().software()).startsWith("SSH-2.0-OpenSSH");
        assertThat(established.info().fingerprint()).contains(sshd.hostKey().fingerprint());
        Event.Opened opened = established.session().orElseThrow();
        assertThat(opened.sessionId()).isEqualTo(id);
        assertThat(opened.config().host()).isEqualTo(sshd.host());
        assertThat(opened.config().port()).isEqualTo(sshd.port());
        assertThat(opened.config().username()).isEqualTo("dreyev");
        assertThat(opened.config().withKey()).isFalse();
        sftp.close();
        var closed = only(Event.ConnectionClosed.class);
        assertThat(closed.reason()).isEqualTo("the session was closed");
        assertThat(closed.info()).isEqualTo(established.info());
        assertThat(names()).containsExactly("connection-established", "connection-closed");
    }

    @Test
    void aLineThatBreaksIsHeardOfAtOnceAndAgainWhenItIsBack() throws Failed {
        listenToAllButQuestions();
        sftp.createSession(known());
        sshd.killSessions();
        var closed = only(Event.ConnectionClosed.class);
        assertThat(closed.reason()).contains(sshd.host());
        sftp.listFiles(".");
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 3);
        assertThat(names()).containsExactly("connection-established", "connection-closed", "connection-established");
    }

    @Test
    void aWrongPasswordIsAnAuthenticationErrorWithItsMethods() {
        listenToAllButQuestions();
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> sftp.createSession(options(sshd.knownHostsFile()).with("password", CANARY + "x")));
        assertThat(failed.code()).isEqualTo(Failure.Code.AUTHENTICATION_FAILED);
        var error = only(Event.AuthenticationError.class);
        assertThat(error.failure()).isEqualTo(failed.failure());
        assertThat(error.level()).isEqualTo("client-authentication");
        assertThat(error.methods()).contains("password");
        assertThat(error.attempt()).isEqualTo(1);
        assertThat(error.config().username()).isEqualTo("dreyev");
        assertThat(error.session()).isEmpty();
    }

    @Test
    void nobodyAtThePortIsAConnectionError() {
        listenToAllButQuestions();
        int free = Ports.free();
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> sftp.createSession(new SftpConnectionOptions(
                        java.util.Map.of("host", "127.0.0.1", "port", free, "password", CANARY))));
        assertThat(failed.code()).isEqualTo(Failure.Code.CONNECTION_REFUSED);
        var error = only(Event.ConnectionError.class);
        assertThat(error.level()).isEqualTo("client-socket");
        assertThat(error.config().port()).isEqualTo(free);
        assertThat(error.attempt()).isEqualTo(1);
    }

    @Test
    void aListenerAnswersForTheHostKeyAndThePassword() throws Failed {
        Path knownHosts = dir.resolve("known_hosts");
        listen("connection-established");
        sftp.on("host-key-verification", event -> {
            heard.add(event);
            Event.Asked asked = (Event.Asked) event;
            var question = (Question.HostKey) asked.asked().question();
            assertThat(question.changed()).isFalse();
            boolean right = question.fingerprint().equals(sshd.hostKey().fingerprint());
            asked.asked().answer(right ? Asker.Trust.REMEMBER : Asker.Trust.REFUSE);
        });
        sftp.on("auth-prompt", event -> {
            heard.add(event);
            ((Event.Asked) event).asked().answer(Secret.of(CANARY));
        });
        sftp.createSession(options(knownHosts));
        only(Event.ConnectionEstablished.class);
        assertThat(names()).containsExactly("host-key-verification", "auth-prompt", "connection-established");
        assertThat(knownHosts).exists();
        assertThat(sftp.listFiles(".")).isNotNull();
    }

    @Test
    void aListenerThatRefusesIsObeyed() {
        listen("connection-error");
        sftp.on("host-key-verification", event -> {
            heard.add(event);
            ((Event.Asked) event).asked().refuse();
        });
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> sftp.createSession(options(dir.resolve("known_hosts")).with("password", CANARY)));
        assertThat(failed.code()).isEqualTo(Failure.Code.HOST_KEY_UNKNOWN);
        assertThat(only(Event.ConnectionError.class).level()).isEqualTo("host-key");
        assertThat(dir.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void transfersAreHeardAsThatSessions() throws Exception {
        listenToAllButQuestions();
        String id = sftp.createSession(known().with("basePath", sshd.home().toString()));
        Path file = Files.writeString(dir.resolve("f"), "content");
        var moved = sftp.uploadFile(
                file.toString(), "/tmp/" + dir.path().getFileName() + "-f", SftpTransferOptions.DEFAULTS);
        assertThat(moved.size()).isEqualTo(7);
        sftp.removeFile("/tmp/" + dir.path().getFileName() + "-f");
        await().atMost(Duration.ofSeconds(10)).until(() -> names().contains("transfer-complete"));
        assertThat(heard)
                .filteredOn(Event.TransferHappened.class::isInstance)
                .allMatch(event -> event.session().orElseThrow().sessionId().equals(id));
    }

    @Test
    void everyResultOfAnUncheckedHostSaysSo() throws Exception {
        listenToAllButQuestions();
        sftp.createSession(options(dir.resolve("known_hosts"))
                .with("password", CANARY)
                .with("strictHostKeyChecking", "no")
                .with("allowInsecureConnection", true));
        Path file = Files.writeString(dir.resolve("f"), "content");
        String remote = "/tmp/" + dir.path().getFileName() + "-f";
        for (int i = 0; i < 2; i++) {
            var moved = sftp.uploadFile(file.toString(), remote, SftpTransferOptions.DEFAULTS);
            assertThat(moved.warnings()).anyMatch(warning -> warning.contains("was not checked"));
        }
        sftp.removeFile(remote);
        assertThat(only(Event.ConnectionEstablished.class).info().warnings())
                .anyMatch(warning -> warning.contains("was not checked"));
    }
}
