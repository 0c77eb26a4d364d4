package dev.drey.drey;

import dev.drey.ssh.Algorithms;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;

/// Everything of a dialling that decides whether two may share a connection, as text without secrets.
///
/// Written out, because the text that records make of themselves costs 0.1 s at its first use.
final class DialingText {
    private static final char END = '\n';

    private DialingText() {}

    static void append(StringBuilder out, Dialing dialing) {
        out.append(dialing.username()).append('@').append(dialing.peer()).append(END);
        out.append(dialing.family().name()).append(END);
        dialing.proxyCommand().ifPresent(command -> out.append("proxy ").append(command));
        out.append(END);
        dialing.sftpCommand().ifPresent(command -> out.append("sftp ").append(command));
        out.append(END)
                .append(dialing.maxAuthAttempts())
                .append(dialing.vendors())
                .append(END);
        append(out, dialing.hostKeys());
        append(out, dialing.algorithms());
        append(out, dialing.credentials());
        out.append(dialing.timing().connect().toMillis()).append(' ');
        dialing.timing().agree().ifPresent(agree -> out.append(agree.toMillis()));
        out.append(' ');
        out.append(dialing.timing().ready().toMillis()).append(' ');
        out.append(dialing.timing().keepAliveInterval().toMillis()).append(' ');
        out.append(dialing.timing().keepAliveCountMax()).append(' ');
        out.append(dialing.windows().window())
                .append(' ')
                .append(dialing.windows().packet())
                .append(END);
        for (Dialing jump : dialing.jumps()) append(out.append("through "), jump);
    }

    private static void append(StringBuilder out, HostKeyRule rule) {
        out.append(rule.policy().name()).append(rule.knownHosts());
        rule.newKeys().ifPresent(file -> out.append(file.file()).append(file.hashed()));
        rule.alias().ifPresent(alias -> out.append(" as ").append(alias));
        out.append(rule.required()).append(END);
    }

    private static void append(StringBuilder out, Algorithms algorithms) {
        out.append(algorithms.kex()).append(algorithms.ciphers()).append(algorithms.macs());
        out.append(algorithms.hostKeys()).append(algorithms.bannedCiphers());
        out.append(algorithms.compression()).append(END);
    }

    private static void append(StringBuilder out, Credentials credentials) {
        out.append(credentials.agentForward()).append(credentials.identitiesOnly());
        out.append(credentials.methods());
        credentials.agent().ifPresent(agent -> out.append(" agent ").append(agent));
        for (Identity identity : credentials.identities()) {
            switch (identity) {
                case Identity.InFile file -> {
                    out.append(" key ").append(file.file());
                    file.certificate().ifPresent(path -> out.append(" with ").append(path));
                }
                case Identity.Literal literal ->
                    literal.certificate().ifPresent(text -> out.append(" with ").append(text));
            }
        }
        out.append(END);
    }
}
