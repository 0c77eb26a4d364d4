package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.ssh.AlgorithmList;
import dev.drey.ssh.HostConfig;
import dev.drey.ssh.SshConfig;
import dev.drey.ssh.SshConfigLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Any bytes as a configuration: either an answer whose values are possible, or a failure that names the file.
/// The same question twice gives the same answer. Seeds: `fuzz/ssh_config` among the test resources.
public final class SshConfigFuzz {
    private static final Set<Failure.Code> REFUSALS = Set.of(
            Failure.Code.INVALID_ARGUMENT,
            Failure.Code.UNSUPPORTED,
            Failure.Code.LIMIT_EXCEEDED,
            Failure.Code.PERMISSION_DENIED);
    private static final SshConfigLocal LOCAL = local();
    private static final Path FILE = LOCAL.userFile();

    private SshConfigFuzz() {}

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] data) {
        byte[] text = harmless(new String(data, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        for (String host : List.of("prod", "Host.Example.Com", "10.0.0.1")) {
            String first = answer(text, host);
            require(first.equals(answer(text, host)), "the same question has the same answer");
        }
    }

    private static String answer(byte[] text, String host) {
        try {
            SshConfig config = SshConfig.parse(FILE, text, LOCAL);
            config.hosts().forEach(name -> require(!name.isEmpty() && !name.contains("*"), name));
            HostConfig found = config.resolve(host, Optional.empty(), OptionalInt.empty());
            mustBePossible(found);
            return found.toString();
        } catch (Failed failed) {
            require(
                    REFUSALS.contains(failed.code()),
                    failed.code() + " " + failed.failure().message());
            require(
                    failed.failure().message().contains(LOCAL.home().toString()),
                    failed.failure().message());
            return failed.failure().message();
        }
    }

    private static void mustBePossible(HostConfig host) {
        require(host.port() > 0 && host.port() < 65536, "port");
        require(!host.hostName().isEmpty() && !host.hostName().startsWith("-"), "host");
        require(!host.user().isEmpty(), "user");
        require(host.proxyJump().isEmpty() || host.proxyCommand().isEmpty(), "two ways to connect");
        host.proxyJump().forEach(jump -> require(!jump.host().startsWith("-"), "a jump that is an option"));
        List<String> all = List.of("aes128-ctr", "aes256-ctr", "ssh-ed25519", "hmac-sha2-256");
        host.ciphers().ifPresent(list -> known(list, all));
        host.hostKeyAlgorithms().ifPresent(list -> known(list, all));
    }

    private static void known(AlgorithmList list, List<String> all) {
        require(all.containsAll(list.applyTo(all, all)), "a name from nowhere");
    }

    /// Includes stay inside the fuzzer's own folder: a device or the process table is not for it to read.
    private static String harmless(String text) {
        return text.lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).contains("include")
                        || (line.chars().noneMatch(c -> "/~$%".indexOf(c) >= 0) && !line.contains("..")))
                .collect(Collectors.joining("\n"));
    }

    private static SshConfigLocal local() {
        try {
            Path home = Files.createTempDirectory("drey-fuzz-");
            Path folder = Files.createDirectory(home.resolve(".ssh"));
            Path one = Files.writeString(folder.resolve("one"), "Port 7\nHost prod\n Include two\n");
            Path two = Files.writeString(folder.resolve("two"), "User x\nInclude tw*\n");
            for (Path path : List.of(home, folder, one, two)) path.toFile().deleteOnExit();
            return new SshConfigLocal(
                    home, "ada", SshConfigLocal.ofThisProcess().uid(), () -> "desk.lan", Map.of("A", "b"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
