package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A hub whose database is locked, full, corrupt, newer or gone: it says which file and what to do, ends within its
/// limit, changes no byte of what is kept, and leaves nothing behind.
@Timeout(180)
class HubStoreMishapsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DreyProgram drey = new DreyProgram();
    private final int port = Ports.free();

    @BeforeEach
    void keepSomebody() {
        configured("");
        Going hub = started();
        assertThat(drey.run("user", "add", "ana", "--admin").exit()).isZero();
        stopped(hub);
    }

    @AfterEach
    void removeEverything() {
        drey.close();
    }

    private void configured(String store) {
        drey.configured("hub: { ssh: '127.0.0.1:%d'%s }\n".formatted(port, store));
    }

    private Path database() {
        return drey.state().resolve("hub.db");
    }

    private Going started() {
        Going hub = drey.start(Path.of("/dev/null"), "serve");
        Awaitility.await().atMost(LIMIT).until(() -> {
            if (!hub.process().isAlive()) throw new AssertionError(Files.readString(hub.err()));
            return Files.exists(drey.state().resolve("hub.sock"));
        });
        return hub;
    }

    private static void stopped(Going hub) {
        hub.process().destroy();
        Run run = hub.finished(LIMIT);
        assertThat(run.exit()).as("%s", run).isZero();
    }

    /// What lies in a folder, by name, with its bytes; who locks a store last signs its lock.
    private static Map<String, String> kept(Path folder) throws IOException {
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                kept.put(
                        name,
                        name.endsWith(".lock")
                                ? ""
                                : Child.run("sha256sum", file.toString()).split(" ", 2)[0]);
            }
        }
        return kept;
    }

    /// The hub does not start, and says why.
    private void refusedBecause(Path folder, int exit, String... said) throws IOException {
        Map<String, String> before = kept(folder);
        Run run = drey.run("serve");
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        assertThat(run.took()).isLessThan(LIMIT);
        assertThat(run.err()).contains(said).doesNotContain("Exception", "dev.drey", "SQLITE_");
        assertThat(run.err().lines().filter(line -> line.startsWith("drey: "))).hasSize(1);
        assertThat(kept(folder)).isEqualTo(before);
        assertThat(drey.state().resolve("hub.sock")).doesNotExist();
        Leftovers.assertNobodyHolds(drey.state());
        Leftovers.assertNobodyHolds(folder);
    }

    private void anaIsStillThere() {
        Going hub = started();
        assertThat(drey.run("user", "list").out()).contains("ana\tadmin");
        stopped(hub);
    }

    /// Another program at the database, until it is told to end.
    private Process python(String script) throws IOException {
        return new ProcessBuilder(
                        "python3",
                        "-c",
                        "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1],isolation_level=None)\n" + script,
                        database().toString())
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void aCorruptDatabaseIsNamedAndLeftAlone() throws Exception {
        Path copy = Files.copy(database(), drey.home().resolve("copy"));
        try (RandomAccessFile inside = new RandomAccessFile(database().toFile(), "rw")) {
            inside.write("this was a database".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        refusedBecause(drey.state(), 1, database().toString(), "is damaged; nothing was changed", "drey serve --check");
        Run checked = drey.run("serve", "--check");
        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.out()).contains(database() + " is damaged");
        Files.copy(copy, database(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        anaIsStillThere();
    }

    @Test
    void aNewerDatabaseIsRefusedAndLeftAlone() throws Exception {
        Process newer = python("c.execute(\"insert into flyway_schema_history (installed_rank,version,description,type,"
                + "script,installed_by,execution_time,success) values (99,'99','x','SQL','x','x',0,1)\")\nc.close()");
        assertThat(newer.waitFor()).isZero();
        refusedBecause(drey.state(), 1, database().toString(), "newer Drey (version 99", "nothing was changed");
        Process back = python("c.execute(\"delete from flyway_schema_history where version='99'\")\nc.close()");
        assertThat(back.waitFor()).isZero();
        anaIsStillThere();
    }

    @Test
    void aFullDiskIsSaidAndLosesNothing() throws Exception {
        Path small = drey.mkdir("small");
        Child.run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
        try {
            long room = Files.getFileStore(small).getUsableSpace();
            Files.write(small.resolve("ballast"), new byte[(int) room]);
            configured(", store: 'sqlite:" + small.resolve("hub.db") + "'");
            Run run = drey.run("serve");
            assertThat(run.exit()).as("%s", run).isEqualTo(1);
            assertThat(run.took()).isLessThan(LIMIT);
            assertThat(run.err()).contains("No space left on device").doesNotContain("Exception", "dev.drey");
            assertThat(drey.state().resolve("hub.sock")).doesNotExist();
            Leftovers.assertNobodyHolds(small);
        } finally {
            Child.run("umount", small.toString());
        }
        configured("");
        anaIsStillThere();
    }

    @Test
    void aDatabaseThatIsLockedIsBusyAndWorksAgain() throws Exception {
        Going hub = started();
        Process lock = python("c.execute('begin exclusive')\nprint('locked',flush=True)\nsys.stdin.read()");
        try (var said = lock.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked");
            Run busy = drey.run("user", "add", "bob");
            assertThat(busy.exit()).as("%s", busy).isEqualTo(1);
            assertThat(busy.took()).isLessThan(LIMIT);
            assertThat(busy.err()).contains(database().toString()).doesNotContain("Exception", "dev.drey", "SQLITE_");
        } finally {
            lock.destroy();
            lock.waitFor();
        }
        assertThat(drey.run("user", "add", "bob").exit()).isZero();
        assertThat(drey.run("user", "list").out()).contains("ana\tadmin", "bob\tuser");
        stopped(hub);
        Leftovers.assertNobodyHolds(drey.state());
    }

    @Test
    void aSecondHubIsToldWhoHasTheDatabase() throws Exception {
        Going hub = started();
        Run second = drey.run("serve");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.took()).isLessThan(LIMIT);
        assertThat(second.err()).contains("is used by process " + hub.process().pid());
        assertThat(drey.run("user", "list").out()).contains("ana\tadmin");
        stopped(hub);
        Leftovers.assertNobodyHolds(drey.state());
    }

    @Test
    void aDatabaseWhereNoneCanBeIsSaid() throws Exception {
        configured(", store: 'sqlite:" + drey.home().resolve("a/b/hub.db") + "'");
        refusedBecause(drey.state(), 1, drey.home().resolve("a").toString());
        Files.createDirectories(drey.home().resolve("folder/hub.db"));
        configured(", store: 'sqlite:" + drey.home().resolve("folder/hub.db") + "'");
        refusedBecause(drey.state(), 1, drey.home().resolve("folder/hub.db").toString());
        configured("");
        anaIsStillThere();
    }

    @Test
    void whatWasKeptIsThereAfterAKillInMidWrite() throws Exception {
        Going hub = started();
        List<String> answered = killedInMidWrite(hub, 300, 20);
        assertThat(answered).hasSizeBetween(20, 299);
        assertThat(drey.state().resolve("hub.sock"))
                .as("a killed hub leaves its socket")
                .exists();
        Going again = restarted();
        List<String> names = drey.run("user", "list").lines().stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
        assertThat(names).contains("ana").containsAll(answered).hasSizeLessThan(301);
        assertThat(drey.run("serve", "--check").out()).contains("no mistakes");
        stopped(again);
        Leftovers.assertNobodyHolds(drey.state());
    }

    /// Has many users made at once, and kills the hub behind the answers about some.
    ///
    /// @return whom it said that it has
    private List<String> killedInMidWrite(Going hub, int wanted, int answers) throws Exception {
        StringBuilder asked = new StringBuilder();
        for (int id = 0; id < wanted; id++) {
            asked.append("{\"id\":%d,\"operation\":\"addUser\",\"data\":{\"user\":\"u%d\",\"role\":\"USER\"}}\n"
                    .formatted(id, id));
        }
        List<String> there = new ArrayList<>();
        try (SocketChannel raw = SocketChannel.open(
                        UnixDomainSocketAddress.of(drey.state().resolve("hub.sock")));
                OutputStream out = Channels.newOutputStream(raw);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(raw), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).contains("control");
            out.write(asked.toString().getBytes(StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                assertThat(line).contains("\"outcome\":\"done\"");
                there.add("u" + line.replaceAll(".*\"id\":(\\d+).*", "$1"));
                if (there.size() == answers) hub.process().destroyForcibly();
            }
        } catch (SocketException gone) {
            assertThat(hub.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        return there;
    }

    /// The socket of the dead one is replaced, so its being there tells nothing.
    private Going restarted() {
        Going hub = drey.start(Path.of("/dev/null"), "serve");
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> drey.run("user", "list").exit() == 0);
        return hub;
    }
}
