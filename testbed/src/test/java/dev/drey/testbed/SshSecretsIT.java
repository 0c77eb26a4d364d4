package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.failure;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.drey.link.Link;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// With every logger of ours at TRACE, nothing that is logged holds a password, a passphrase or a packet that
/// carries one.
@Timeout(60)
class SshSecretsIT {
    private static final String CANARY = "kanarienvogel";

    /// Those of the room have levels of their own, and the library is never let trace: it shows packets.
    private static final List<String> OURS = List.of(
            org.slf4j.Logger.ROOT_LOGGER_NAME, "dev.drey.ssh", "dev.drey.ssh.ssh", "dev.drey.ssh.AcceptedSession");

    private static final class Heard extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String thrown = event.getThrowableProxy() == null
                    ? ""
                    : event.getThrowableProxy().getMessage();
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown);
        }
    }

    private static List<String> heardWhile(Runs what) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<Logger> ours = OURS.stream()
                .map(name -> root.getLoggerContext().getLogger(name))
                .toList();
        List<Level> before = ours.stream().map(Logger::getLevel).toList();
        Heard heard = new Heard();
        heard.setContext(root.getLoggerContext());
        heard.start();
        root.addAppender(heard);
        ours.forEach(one -> one.setLevel(Level.TRACE));
        try {
            what.run();
        } finally {
            for (int i = 0; i < ours.size(); i++) ours.get(i).setLevel(before.get(i));
            root.detachAppender(heard);
        }
        return List.copyOf(heard.lines);
    }

    private interface Runs {
        void run() throws Exception;
    }

    @Test
    void nothingSecretIsLoggedAtAnyLevel() throws Exception {
        byte[] bytes = CANARY.substring(0, 6).getBytes(StandardCharsets.UTF_8);
        List<String> forms = List.of(
                CANARY,
                HexFormat.of().formatHex(bytes),
                HexFormat.ofDelimiter(" ").formatHex(bytes),
                HexFormat.ofDelimiter(":").formatHex(bytes));
        try (TempDir dir = TempDir.create();
                Sshd server = Sshd.start(SshdOptions.USUAL.withLogin("dreypw", CANARY))) {
            KeyFile key = KeyFile.make(dir.resolve("key"), KeyFile.Kind.ED25519, CANARY);
            List<String> lines = heardWhile(() -> {
                Credentials both = Credentials.of(Secret.of(CANARY))
                        .withIdentities(List.of(Identity.of(key.privateKey(), Secret.of(CANARY))));
                try (Link link = Dialler.dial(to(server).withCredentials(both), Prompts.NOBODY)) {
                    assertSftpAnswers(link);
                }
                failure(to(server).withCredentials(Credentials.of(Secret.of(CANARY + "x"))));
            });
            assertThat(lines).hasSizeGreaterThan(50);
            assertThat(lines)
                    .noneMatch(line -> forms.stream()
                            .anyMatch(form -> line.toLowerCase(Locale.ROOT).contains(form)));
        }
    }
}
