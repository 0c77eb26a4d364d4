package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.TrustPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {
    private static final Path FILE = Path.of("/home/ada/.ssh/config");
    private static final SshConfigLocal ADA =
            new SshConfigLocal(Path.of("/home/ada"), "ada", () -> "1000", () -> "desk.lan", Map.of("KEYS", "/keys"));

    @TempDir
    Path temp;

    @Test
    void aHostThatNobodyMentionsHasSshsDefaults() throws Failed {
        HostConfig host = config("").resolve("Prod");
        assertThat(host.name()).isEqualTo("Prod");
        assertThat(host.hostName()).isEqualTo("prod");
        assertThat(host.port()).isEqualTo(22);
        assertThat(host.user()).isEqualTo("ada");
        assertThat(host.identitiesNamed()).isFalse();
        assertThat(host.identityFiles()).contains(Path.of("/home/ada/.ssh/id_ed25519"));
        assertThat(host.knownHostsFiles().getFirst()).isEqualTo(Path.of("/home/ada/.ssh/known_hosts"));
        assertThat(host.agent()).isEqualTo(new HostConfig.Agent.OfEnvironment());
        assertThat(host.strictHostKeyChecking()).isEmpty();
    }

    @Test
    void theFirstValueObtainedWinsAndFilesAddUp() throws Failed {
        HostConfig host = config("""
                Host prod
                  Port 2222
                  IdentityFile ~/.ssh/a
                Host *
                  Port 2223
                  User deploy
                  IdentityFile ${KEYS}/%n-%r
                  CertificateFile ~/c
                """).resolve("prod");
        assertThat(host.port()).isEqualTo(2222);
        assertThat(host.user()).isEqualTo("deploy");
        assertThat(host.identityFiles()).containsExactly(Path.of("/home/ada/.ssh/a"), Path.of("/keys/prod-deploy"));
        assertThat(host.certificateFiles()).containsExactly(Path.of("/home/ada/c"));
    }

    @Test
    void whatTheCallerAskedForWinsAndMatchSeesIt() throws Failed {
        SshConfig config = config("User deploy\nPort 1\nMatch user root\nHostKeyAlias %r\n");
        HostConfig host = config.resolve("prod", Optional.of("root"), OptionalInt.of(7));
        assertThat(host.user()).isEqualTo("root");
        assertThat(host.port()).isEqualTo(7);
        assertThat(host.hostKeyAlias()).contains("%r");
        assertThat(config.resolve("prod").hostKeyAlias()).isEmpty();
    }

    @Test
    void everyHonouredDirectiveReachesTheRecord() throws Failed {
        HostConfig host = config("""
                IgnoreUnknown Frob*
                Frobnicate yes
                HostName %h.example.com
                IdentitiesOnly=yes
                IdentityAgent "~/my agent"
                ProxyJump ada@one:2222,ssh://bob@[::1]:23
                HostKeyAlias golden
                UserKnownHostsFile ~/kh1 "~/kh 2"
                GlobalKnownHostsFile none
                HashKnownHosts yes
                StrictHostKeyChecking accept-new
                ConnectTimeout 1m30s
                ServerAliveInterval 15
                ServerAliveCountMax 4
                Ciphers ^aes256-ctr
                KexAlgorithms -*sha1
                MACs hmac-sha2-256,hmac-sha2-512
                HostKeyAlgorithms +ssh-rsa
                Compression yes
                AddressFamily inet6
                NumberOfPasswordPrompts 1
                """).resolve("prod");
        assertThat(host.hostName()).isEqualTo("prod.example.com");
        assertThat(host.family()).contains(Dialing.Family.IPV6);
        assertThat(host.logins().prompts()).hasValue(1);
        assertThat(host.identitiesOnly()).isTrue();
        assertThat(host.agent()).isEqualTo(new HostConfig.Agent.Socket(Path.of("/home/ada/my agent")));
        assertThat(host.proxyJump())
                .containsExactly(
                        new HostConfig.Jump(Optional.of("ada"), "one", OptionalInt.of(2222)),
                        new HostConfig.Jump(Optional.of("bob"), "::1", OptionalInt.of(23)));
        assertThat(host.keyName().lookup()).isEqualTo("golden");
        assertThat(host.knownHostsFiles()).containsExactly(Path.of("/home/ada/kh1"), Path.of("/home/ada/kh 2"));
        assertThat(host.globalKnownHostsFiles()).isEmpty();
        assertThat(host.hashKnownHosts()).isTrue();
        assertThat(host.strictHostKeyChecking()).contains(TrustPolicy.ACCEPT_NEW);
        assertThat(host.connectTimeout()).contains(Duration.ofSeconds(90));
        assertThat(host.serverAliveInterval()).contains(Duration.ofSeconds(15));
        assertThat(host.serverAliveCountMax()).hasValue(4);
        assertThat(host.ciphers().orElseThrow().applyTo(List.of("a", "aes256-ctr"), List.of("a", "aes256-ctr")))
                .containsExactly("aes256-ctr", "a");
        assertThat(host.kexAlgorithms().orElseThrow().applyTo(List.of("x-sha1", "y"), List.of("x-sha1", "y")))
                .containsExactly("y");
        assertThat(host.macs().orElseThrow().names()).containsExactly("hmac-sha2-256", "hmac-sha2-512");
        assertThat(host.hostKeyAlgorithms().orElseThrow().applyTo(List.of("e"), List.of("e", "ssh-rsa")))
                .containsExactly("e", "ssh-rsa");
        assertThat(host.compression()).contains(true);
    }

    @Test
    void waysToLogInAreSwitchedOffAndOrdered() throws Failed {
        assertThat(methods("")).isEqualTo(Credentials.METHODS);
        assertThat(methods("PubkeyAuthentication no\n")).containsExactly("keyboard-interactive", "password");
        assertThat(methods("PasswordAuthentication no\nKbdInteractiveAuthentication no\n"))
                .containsExactly("publickey");
        assertThat(methods("ChallengeResponseAuthentication no\nKbdInteractiveAuthentication yes\n"))
                .containsExactly("publickey", "password");
        assertThat(methods("PreferredAuthentications gssapi-with-mic,password,publickey\n"))
                .containsExactly("password", "publickey");
        assertThat(methods("BatchMode yes\n")).containsExactly("publickey");
        assertThat(methods("BatchMode yes\nPreferredAuthentications password\n"))
                .isEmpty();
    }

    private List<String> methods(String text) throws Failed {
        return config(text).resolve("prod").logins().methods();
    }

    @Test
    void ofProxyCommandAndProxyJumpTheFirstOneCounts() throws Failed {
        HostConfig command =
                config("ProxyCommand nc -X %r %h %p\nProxyJump gate\n").resolve("prod");
        assertThat(command.proxyCommand()).contains("nc -X ada prod 22");
        assertThat(command.proxyJump()).isEmpty();
        HostConfig none =
                config("ProxyJump none\nProxyJump x\nProxyCommand nc %h %p\n").resolve("prod");
        assertThat(none.proxyCommand()).contains("nc prod 22");
        assertThat(none.proxyJump()).isEmpty();
    }

    @Test
    void aDecisiveDirectiveRefusesOnlyItsHostsAndNamesItsLine() throws Failed {
        SshConfig config = config("Host inner\n  BindAddress 10.0.0.1\nHost *\n  ForwardX11 yes\n");
        assertThat(config.resolve("other").port()).isEqualTo(22);
        Failure failure = refusal(config, "inner");
        assertThat(failure.code()).isEqualTo(Failure.Code.UNSUPPORTED);
        assertThat(failure.message()).contains("inner", "/home/ada/.ssh/config:2", "BindAddress");
        assertThat(failure.detail()).containsEntry("line", "2").containsEntry("directive", "BindAddress");
    }

    @Test
    void decisiveDirectivesWithHarmlessValuesAreIgnored() throws Failed {
        HostConfig host = config("""
                CheckHostIP no
                PubkeyAcceptedAlgorithms +ssh-rsa
                CanonicalizeHostname no
                RevokedHostKeys none
                """).resolve("prod");
        assertThat(host.port()).isEqualTo(22);
    }

    @Test
    void aConditionThatNobodyJudgedRefusesOnlyIfItMatters() throws Failed {
        String exec = "Match exec \"test -e /vpn\"\n";
        assertThat(config(exec + "  LogLevel DEBUG\n").resolve("prod").port()).isEqualTo(22);
        assertThat(config("Match host x exec true\n  Port 7\n").resolve("prod").port())
                .isEqualTo(22);
        Failure failure = refusal(config(exec + "  ProxyJump gate\n"), "prod");
        assertThat(failure.message()).contains("/home/ada/.ssh/config:1", "exec", "ProxyJump", "line 2");
    }

    @Test
    void matchFinalLooksAtTheFinalName() throws Failed {
        HostConfig host = config("""
                Host prod
                  HostName prod.example.com
                Host *.example.com
                  User far
                Match final host *.example.com
                  Port 99
                """).resolve("prod");
        assertThat(host.user()).isEqualTo("far");
        assertThat(host.port()).isEqualTo(99);
    }

    @Test
    void aLineThatCannotBeReadNamesItself() {
        for (String line : List.of(
                "Port 0",
                "Port",
                "Port 22 23",
                "IdentityFile \"open",
                "IdentityFile ${MISSING}/x",
                "IdentityFile %z",
                "IdentityFile x%",
                "StrictHostKeyChecking maybe",
                "ConnectTimeout 3x",
                "Compression delayed",
                "Frobnicate yes",
                "Match all host x",
                "Match",
                "Match host",
                "Match colour red",
                "UserKnownHostsFile none /x",
                "ProxyJump a@",
                "ProxyJump -oProxyCommand=x",
                "HostName -x",
                "User",
                "IdentityFile ~nobody-here/x")) {
            Failure failure = refusal(assume("\n" + line + "\n"), "prod");
            assertThat(failure.message()).as(line).contains("/home/ada/.ssh/config:2");
            assertThat(failure.detail()).as(line).containsEntry("line", "2");
        }
    }

    @Test
    void aHostThatAShellWouldTakeApartIsRefused() {
        for (String host : List.of("$(id)", "a;b", "-oProxyCommand=id", "a b", "a`id`", "", "a\nb", "a|b")) {
            assertThat(refusal(assume("ProxyCommand nc %h %p"), host).code())
                    .as(host)
                    .isEqualTo(Failure.Code.INVALID_ARGUMENT);
        }
        Failed user = catchThrowableOfType(
                Failed.class, () -> assume("").resolve("prod", Optional.of("a;b"), OptionalInt.empty()));
        assertThat(user.code()).isEqualTo(Failure.Code.INVALID_ARGUMENT);
    }

    @Test
    void includesAreReadBelowTheUsersSshFolderInTheOrderOfTheirNames() throws IOException {
        SshConfigLocal local = home();
        write(local, "config", "Include conf.d/*.conf\nHost x\n  Include extra\nHost *\n  User last\n");
        write(local, "conf.d/b.conf", "Port 2\n");
        write(local, "conf.d/a.conf", "Port 1\nHost hidden\n  Port 3\n");
        write(local, "conf.d/.c.conf", "Port 4\n");
        write(local, "extra", "User extra\n");
        SshConfig config = SshConfig.read(local);
        assertThat(config.resolve("prod").port()).isEqualTo(1);
        assertThat(config.resolve("prod").user()).isEqualTo("last");
        assertThat(config.resolve("x").user()).isEqualTo("extra");
        assertThat(config.hosts()).containsExactly("hidden", "x");
    }

    @Test
    void includesInACircleEndAtSixteen() throws IOException {
        SshConfigLocal local = home();
        write(local, "config", "Include config\nInclude config\n");
        Failure failure = refusal(SshConfig.read(local), "prod");
        assertThat(failure.message()).contains("config:1", "16");
    }

    @Test
    void aConfigurationThatOthersCanWriteIsRefused() throws IOException {
        SshConfigLocal local = home();
        Path file = write(local, "config", "Port 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Failed failed = catchThrowableOfType(Failed.class, () -> SshConfig.read(local));
        assertThat(failed.code()).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(failed.getMessage()).contains("chmod go-w");
    }

    @Test
    void aConfigurationOverOneMebibyteIsRefused() {
        byte[] large = new byte[1024 * 1024 + 1];
        Failed failed = catchThrowableOfType(Failed.class, () -> SshConfig.parse(FILE, large, ADA));
        assertThat(failed.code()).isEqualTo(Failure.Code.LIMIT_EXCEEDED);
    }

    @Test
    void everyHonouredDirectiveIsInTheTable() {
        assertThat(SshConfig.honoured()).contains("HostName", "ProxyJump", "Compression");
        for (String name : SshConfig.honoured()) {
            assertThat(SshConfigTable.of(name.toLowerCase(Locale.ROOT))).isEqualTo(SshConfigTable.Treatment.HONOURED);
        }
    }

    private static SshConfig config(String text) throws Failed {
        return SshConfig.parse(FILE, text.getBytes(StandardCharsets.UTF_8), ADA);
    }

    private static SshConfig assume(String text) {
        try {
            return config(text);
        } catch (Failed tooLarge) {
            throw new AssertionError(tooLarge);
        }
    }

    private static Failure refusal(SshConfig config, String host) {
        Failed failed = catchThrowableOfType(Failed.class, () -> config.resolve(host));
        assertThat(failed).as(host).isNotNull();
        return failed.failure();
    }

    private SshConfigLocal home() {
        return new SshConfigLocal(temp, "ada", SshConfigLocal.ofThisProcess().uid(), () -> "desk", Map.of());
    }

    private static Path write(SshConfigLocal local, String name, String text) throws IOException {
        Path file = local.home().resolve(".ssh").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }
}
