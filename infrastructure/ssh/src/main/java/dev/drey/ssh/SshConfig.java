package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A user's `~/.ssh/config` (ssh_config(5)): asked for a host, it answers what OpenSSH would do with the
/// directives of [#honoured()]. `SshConfigIT` compares the answers with `ssh -G`.
///
/// The first value obtained for a directive wins; `IdentityFile` and `CertificateFile` add up. A directive that
/// would change where, how or as whom we connect and is not honoured refuses the hosts it holds for, with its
/// line (`SshConfigTable`); so does a line that cannot be read. Lines for other hosts do no harm, except
/// `Host`, `Match` and `Include` lines themselves.
///
/// Immutable; included files are read anew with each question.
public final class SshConfig {
    private final List<SshConfigDirective> directives;
    private final SshConfigLocal local;

    private SshConfig(List<SshConfigDirective> directives, SshConfigLocal local) {
        this.directives = List.copyOf(directives);
        this.local = local;
    }

    /// The user's own configuration; one that does not exist says nothing.
    ///
    /// @throws Failed when it cannot be read, is over 1 MiB, or could be written by somebody else
    public static SshConfig read(SshConfigLocal local) throws Failed {
        return read(local.userFile(), local);
    }

    /// The configuration in that file.
    public static SshConfig read(Path file, SshConfigLocal local) throws Failed {
        return Files.exists(file) ? new SshConfig(SshConfigFiles.read(file, local), local) : empty(local);
    }

    /// The configuration in these bytes, as if they stood in that file.
    public static SshConfig parse(Path file, byte[] bytes, SshConfigLocal local) throws Failed {
        return new SshConfig(SshConfigFiles.parse(file, bytes), local);
    }

    /// A configuration that says nothing.
    public static SshConfig empty(SshConfigLocal local) {
        return new SshConfig(List.of(), local);
    }

    /// Every directive that is honoured, as written in manuals.
    public static List<String> honoured() {
        return SshConfigTable.HONOURED;
    }

    /// What holds for a host that nothing else is asked of.
    public HostConfig resolve(String host) throws Failed {
        return resolve(host, Optional.empty(), OptionalInt.empty());
    }

    /// What holds for a host when the caller has chosen user or port already; they win over the configuration,
    /// and `Match user` and the tokens see them.
    ///
    /// @throws Failed UNSUPPORTED or INVALID_ARGUMENT with file and line in message and detail, when a line
    ///     refuses the host or cannot be read; INVALID_ARGUMENT when the host or user could be taken for an
    ///     option or a command
    public HostConfig resolve(String host, Optional<String> user, OptionalInt port) throws Failed {
        if (!SshConfigNames.isHost(host)) throw impossible("host", host);
        if (user.isPresent() && !SshConfigNames.isUser(user.get())) throw impossible("user", user.get());
        SshConfigHost answer = new SshConfigHost(host, user, port, local);
        new SshConfigReader(answer).read(directives);
        return SshConfigResult.of(answer);
    }

    /// The hosts that have a name of their own: `Host` words without pattern and negation, in the order of the
    /// files, included ones too.
    ///
    /// @throws Failed when a `Host` or `Include` line cannot be read
    public List<String> hosts() throws Failed {
        return List.copyOf(new SshConfigHosts(local).of(directives));
    }

    private static Failed impossible(String what, String text) {
        String shown = text.codePoints()
                .limit(80)
                .mapToObj(c -> c < ' ' || c == 0x7f ? String.format("\\x%02x", c) : Character.toString(c))
                .collect(Collectors.joining());
        return Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        "\"" + shown + "\" cannot be a " + what + ": it could be taken for an option or a command")
                .thrown();
    }
}
