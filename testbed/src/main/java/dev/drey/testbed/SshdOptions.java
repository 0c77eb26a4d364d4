package dev.drey.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an [Sshd] shall be.
///
/// @param lines further lines of sshd_config; they stand first, so they win over the fixture's own
/// @param subsystem the command of the sftp subsystem; empty for a server without one
/// @param maxSessions channels allowed on one connection
/// @param hostKeys the kinds of host keys it shows
/// @param login an account with a password that exists for this server alone
/// @param wrapper words put before sshd's own, such as `stdbuf` or `taskset`
public record SshdOptions(
        List<String> lines,
        String subsystem,
        int maxSessions,
        List<KeyFile.Kind> hostKeys,
        Optional<Login> login,
        List<String> wrapper) {

    /// OpenSSH as Debian ships it, for the account that runs the test.
    public static final SshdOptions USUAL = new SshdOptions(
            List.of(), SftpServer.PROGRAM, 10, List.of(KeyFile.Kind.ED25519), Optional.empty(), List.of());

    public SshdOptions {
        lines = List.copyOf(lines);
        hostKeys = List.copyOf(hostKeys);
        wrapper = List.copyOf(wrapper);
    }

    /// An account: its name and password. It is an ordinary one, so permissions bind it.
    public record Login(String user, String password) {}

    public SshdOptions withLine(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new SshdOptions(more, subsystem, maxSessions, hostKeys, login, wrapper);
    }

    public SshdOptions withSubsystem(String command) {
        return new SshdOptions(lines, command, maxSessions, hostKeys, login, wrapper);
    }

    public SshdOptions withoutSubsystem() {
        return withSubsystem("");
    }

    public SshdOptions withMaxSessions(int channels) {
        return new SshdOptions(lines, subsystem, channels, hostKeys, login, wrapper);
    }

    public SshdOptions withHostKeys(KeyFile.Kind... kinds) {
        return new SshdOptions(lines, subsystem, maxSessions, List.of(kinds), login, wrapper);
    }

    public SshdOptions withLogin(String user, String password) {
        return new SshdOptions(
                lines, subsystem, maxSessions, hostKeys, Optional.of(new Login(user, password)), wrapper);
    }

    public SshdOptions withWrapper(String... words) {
        return new SshdOptions(lines, subsystem, maxSessions, hostKeys, login, List.of(words));
    }
}
