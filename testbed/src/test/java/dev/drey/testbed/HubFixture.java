package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A hub that really runs: `drey serve` as a process of its own in an empty home, its door on a port of
/// loopback, and [#ADMIN] made through its socket as the first who may come in.
///
/// It serves two folders of this machine's disk, one of them read-only, and three servers: `box` and
/// `shed` are folders of one OpenSSH, `gone` is a port where nobody listens. Closing sends SIGTERM,
/// asserts that the hub ends well and in time, and that it leaves nothing behind.
final class HubFixture implements AutoCloseable {
    static final String ADMIN = "ana";

    /// The password that stands in the configuration for `gone`.
    static final String SERVER_SECRET = "canary-of-the-configuration-5d1f";

    /// Waits until a line that nobody uses any more has been kept for long enough; there is one for each
    /// time it was used.
    private static final String IDLE_LINE = "drey-pool-idle";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final DreyProgram drey = new DreyProgram();
    private final TempDir disk = TempDir.create("rwxr-xr-x");
    private final Sshd sshd;
    private final int port = Ports.free();
    private final List<String> words;
    private String roots;
    private String settings;
    private final String hostKey;
    private final HubUser admin;
    private final Set<Integer> ports = new TreeSet<>(Set.of(port));
    private Going going;

    private HubFixture(Sshd sshd, String roots, String settings, List<String> words) {
        this.sshd = sshd;
        this.settings = settings;
        this.roots = roots.isEmpty() ? usualRoots() : roots;
        this.words = words;
        configure("");
        going = launch();
        hostKey = Child.run(
                        "ssh-keygen", "-y", "-f", state().resolve("host_key").toString())
                .strip();
        admin = user(ADMIN, "--admin");
    }

    /// @param words further ones for `drey serve`, such as `-v`
    static HubFixture start(String... words) {
        return over("", words);
    }

    /// With other folders of this machine than the usual two.
    ///
    /// @param roots the value of `local.roots`; empty: the usual ones
    static HubFixture over(String roots, String... words) {
        return set("", roots, words);
    }

    /// With further settings under `hub`.
    ///
    /// @param settings such as `, audit: { lines: 1000 }`
    static HubFixture set(String settings, String roots, String... words) {
        Sshd sshd = Sshd.start();
        try {
            return new HubFixture(sshd, roots, settings, List.of(words));
        } catch (RuntimeException | AssertionError failed) {
            sshd.close();
            throw failed;
        }
    }

    private String usualRoots() {
        Daemon.folder(disk, "rw");
        Daemon.write(Daemon.folder(disk, "ro").resolve("readme"), "only to be read\n");
        return "[ { path: %s }, { path: %s, readOnly: true } ]".formatted(rw(), ro());
    }

    /// Writes the configuration; a running hub reads it when told to.
    ///
    /// @param more further lines of `servers`
    void configure(String more) {
        try {
            Files.createDirectories(shed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String shed = DreyProgram.server("shed", sshd, ", tags: [spare]")
                .replace("basePath: " + sshd.disk(), "basePath: " + shed());
        String gone = "  gone: { host: 127.0.0.1, port: 1, username: nobody, password: %s, knownHostsFile: %s }\n"
                .formatted(SERVER_SECRET, sshd.knownHostsFile());
        drey.configured(
                "hub: { ssh: '127.0.0.1:%d'%s }\nlocal: { roots: %s }\nservers:\n".formatted(port, settings, roots)
                        + DreyProgram.server("box", sshd, "")
                        + shed
                        + gone
                        + more);
    }

    /// Serves other folders once the configuration is read again.
    void serve(String otherRoots) {
        roots = otherRoots;
        configure("");
    }

    /// Has other settings under `hub` at the next start.
    void set(String otherSettings) {
        settings = otherSettings;
        configure("");
    }

    /// Writes a file as the configuration, whatever it says.
    void configureBadly(String text) {
        drey.configured(text);
    }

    private Going launch() {
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(words);
        Going started = drey.start(Path.of("/dev/null"), all.toArray(String[]::new));
        Awaitility.await()
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !started.process().isAlive()
                        || Files.readString(started.err()).contains("host key SHA256:"));
        if (!started.process().isAlive()) throw new IllegalStateException("the hub ended: " + text(started.err()));
        return started;
    }

    int port() {
        return port;
    }

    HubUser admin() {
        return admin;
    }

    /// The folder of this machine that may be written, as target `local` has it too.
    Path rw() {
        return disk.resolve("rw");
    }

    Path ro() {
        return disk.resolve("ro");
    }

    /// Where target `box` begins, on the disk.
    Path box() {
        return sshd.disk();
    }

    /// Where target `shed` begins, on the disk.
    Path shed() {
        return sshd.disk().resolve("shed");
    }

    Sshd sshd() {
        return sshd;
    }

    Path state() {
        return drey.state();
    }

    /// A folder for what tests write beside the hub.
    Path work() {
        return drey.work();
    }

    ProcessHandle process() {
        return going.process().toHandle();
    }

    /// The hub's host key as a line of `authorized_keys` has it.
    String hostKey() {
        return hostKey;
    }

    /// A file of known_hosts that knows the hub's door, and every port that it was ever asked about.
    Path knownHosts(int... further) {
        for (int one : further) ports.add(one);
        StringBuilder lines = new StringBuilder(128);
        for (int one : ports) lines.append("[%s]:%d %s%n".formatted(Ports.HOST, one, hostKey));
        return Daemon.write(drey.home().resolve("known_hosts"), lines.toString());
    }

    /// What the hub has said so far.
    String log() {
        return text(going.err()) + text(going.out());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A command of the program that asks this hub, through its socket.
    Run run(String... asked) {
        return drey.run(asked);
    }

    Run fed(String input, String... asked) {
        return drey.fed(input.getBytes(StandardCharsets.UTF_8), asked);
    }

    /// A command that goes on, such as `drey port`.
    Going begin(String... asked) {
        return drey.start(Path.of("/dev/null"), asked);
    }

    /// A command that must succeed; what it printed.
    String asked(String... asked) {
        return fine(run(asked));
    }

    private static String fine(Run run) {
        assertThat(run.exit()).as("%s", run).isZero();
        return run.out().strip();
    }

    /// Makes somebody with a key, a password and a token.
    ///
    /// @param more further words of `user add`
    HubUser user(String name, String... more) {
        KeyFile key = KeyFile.make(drey.home().resolve("tmp/key-" + name), KeyFile.Kind.ED25519, "");
        List<String> add =
                new ArrayList<>(List.of("user", "add", name, key.publicKey().toString()));
        add.addAll(List.of(more));
        asked(add.toArray(String[]::new));
        String password = "canary-password-of-" + name;
        fine(fed(password + "\n", "user", "passwd", name, "--stdin"));
        String token = asked("token", "add", name, "--label", "of a test");
        return new HubUser(name, key, password, token.lines().findFirst().orElseThrow());
    }

    /// @return what takes it back
    String grant(HubUser user, String where, String rights) {
        return asked("user", "grant", user.name(), where, rights);
    }

    /// How somebody comes in by their key.
    ///
    /// @param target empty: to all that they may see
    DoorLogin byKey(HubUser user, String target) {
        return login(user, target, Optional.of(user.key().privateKey()), "");
    }

    /// How somebody comes in by their password, or by whatever stands in its place.
    DoorLogin bySecret(HubUser user, String target, String secret) {
        return login(user, target, Optional.empty(), secret);
    }

    private DoorLogin login(HubUser user, String target, Optional<Path> key, String secret) {
        String name = target.isEmpty() ? user.name() : user.name() + "@" + target;
        return new DoorLogin(name, port, key, secret, knownHosts());
    }

    void signal(String signal) {
        Child.run("kill", "-" + signal, Long.toString(going.process().pid()));
    }

    /// Ends the hub without farewell.
    void kill() {
        going.process()
                .destroyForcibly()
                .onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /// SIGTERM, and how that ended.
    Run stop() {
        going.process().destroy();
        return going.finished(STOP_LIMIT);
    }

    void startAgain() {
        going = launch();
    }

    /// How many threads of each name the hub has, virtual ones included and numbers left out.
    Map<String, Integer> threads() {
        Path dump = drey.home().resolve("tmp/threads.txt");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(going.process().pid());
        Child.run(jcmd, pid, "Thread.dump_to_file", "-overwrite", dump.toString());
        Map<String, Integer> counted = new TreeMap<>();
        for (String name : Leftovers.threadsIn(text(dump)).values()) {
            if (Leftovers.isKeptThread(name) || name.equals(IDLE_LINE)) continue;
            counted.merge(name.replaceAll("[0-9]+", "N"), 1, Integer::sum);
        }
        return counted;
    }

    /// Nobody holds a file that the hub serves, and the hub has no more threads than it had then. What it
    /// does keep for a while is a line to each target that was used, its own disk included.
    void assertAtRest(Map<String, Integer> before) {
        for (Path folder : List.of(rw(), ro(), box())) Leftovers.assertNobodyHolds(folder);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    Map<String, Integer> more = new TreeMap<>();
                    threads().forEach((name, count) -> {
                        int added = count - before.getOrDefault(name, 0);
                        if (added > 0) more.put(name, added);
                    });
                    assertThat(more).as("threads left over").isEmpty();
                });
    }

    @Override
    public void close() {
        try (sshd;
                disk;
                drey) {
            if (!going.process().isAlive()) return;
            Run ended = stop();
            assertThat(ended.exit()).as("%s", ended).isZero();
            assertThat(ended.err()).contains("stopped").doesNotContain("were lost");
            // Told to say all that the library says, it tells traces too.
            if (!words.contains("-v")) assertThat(ended.err()).doesNotContain("\tat ");
            assertThat(state().resolve("hub.sock")).doesNotExist();
            Leftovers.assertNobodyHolds(disk.path());
            Leftovers.assertNobodyHolds(state());
            Leftovers.assertNoSideFiles(disk.path());
        }
    }
}
