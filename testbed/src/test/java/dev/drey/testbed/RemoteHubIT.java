package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A hub somewhere else, named as `remoteHub`: its targets by name, and what is asked of it with the caller's rights.
@Timeout(300)
class RemoteHubIT {
    private static final String ASSISTANT = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sftp_list","arguments":\
            {"target":"web","path":"/"}}}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"sftp_list","arguments":\
            {"target":"hub/box","path":"/"}}}
            """;

    private static Sshd sshd;
    private static RunningHub hub;
    private static DreyProgram drey;

    @BeforeAll
    static void startHub() throws IOException {
        sshd = Sshd.start();
        Files.writeString(sshd.disk().resolve("there.txt"), "there");
        String server = DreyProgram.server("web", sshd, "") + DreyProgram.server("box", sshd, "");
        hub = new RunningHub("servers:\n" + server);
        hub.drey().write("key.pub", KeyFile.client().publicLine() + "\n");
        hub.fine("user", "add", "root", "--admin");
        hub.fine("user", "add", "ana", hub.drey().home().resolve("key.pub").toString());
        hub.fine("user", "grant", "ana", "*", "read,write,delete");
        drey = new DreyProgram();
        drey.mkdir(".ssh");
        drey.write(".ssh/id_ed25519", Files.readString(KeyFile.client().privateKey()));
        drey.configured(
                "remoteHub: ssh://ana@127.0.0.1:" + hub.port() + "\nservers:\n" + DreyProgram.server("box", sshd, ""));
        drey.run("trust", "[127.0.0.1]:" + hub.port(), "--fingerprint", fingerprint());
    }

    private static String fingerprint() {
        return hub.log()
                .lines()
                .filter(line -> line.contains("host key "))
                .map(line -> line.substring(line.indexOf("SHA256:")))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stopHub() {
        drey.close();
        hub.close();
        sshd.close();
    }

    private static Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s: %s", List.of(words), run).isZero();
        return run;
    }

    private static void fails(int exit, String said, String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s: %s", List.of(words), run).isEqualTo(exit);
        assertThat(run.err()).contains(said).doesNotContain("Exception", "dev.drey");
    }

    @Test
    void aTargetOfTheHubIsReachedByItsName() throws IOException {
        assertThat(fine("ls", "web:").out()).contains("there.txt");
        Path file = Files.writeString(drey.work().resolve("sent.txt"), "sent");
        fine("put", "--verify", file.toString(), "web:/sent.txt");
        assertThat(Files.readString(sshd.disk().resolve("sent.txt"))).isEqualTo("sent");
        fine("get", "web:/sent.txt", "back.txt");
        assertThat(Files.readString(drey.work().resolve("back.txt"))).isEqualTo("sent");
        Files.writeString(hub.served().resolve("of-the-hub"), "x");
        assertThat(fine("ls", "local:" + hub.served()).out()).contains("of-the-hub");
    }

    @Test
    void aNameOfBothHasToBeSaidWhole() {
        fine("ls", "web:");
        fails(2, "say local/box: or hub/box:", "ls", "box:");
        assertThat(fine("ls", "hub/box:").out()).contains("there.txt");
        assertThat(fine("ls", "local/box:").out()).contains("there.txt");
        fails(2, "did you mean web", "ls", "wep:");
        fails(2, "the hub shows you no target 'nothing'", "ls", "hub/nothing:");
    }

    @Test
    void whatIsAskedOfTheHubIsAskedWithTheCallersRights() {
        assertThat(fine("user", "show").out()).contains("ana\tuser").contains("grant");
        fails(1, "only an admin may do that", "user", "list");
        fails(1, "only an admin may do that", "audit");
        fails(1, "only an admin may do that", "token", "add", "root");
        fails(1, "only an admin may do that", "servers", "--hub", "add", "evil", "host=h");
        fails(1, "only an admin may do that", "user", "grant", "ana", "*", "run");
        fails(1, "only an admin may do that", "port", "web");
        assertThat(fine("audit", "--user", "ana", "--limit", "10").lines())
                .isNotEmpty()
                .allMatch(line -> line.split(" ", -1)[1].equals("ana"));
        String token = fine("token", "add", "ana", "-q", "--rights", "read").out();
        assertThat(token).startsWith("drey_");
        assertThat(hub.drey().run("audit").out()).contains("ana list-users NOT_ALLOWED");
    }

    @Test
    void assistantsReachTheHubsTargets() {
        Run run = drey.fed(
                ASSISTANT.getBytes(StandardCharsets.UTF_8),
                "mcp",
                "--root",
                drey.work().toString());
        assertThat(run.out().lines().filter(line -> line.contains("there.txt"))).hasSize(2);
    }

    @Test
    void whatTheCommandLineSaysOfAConnectionHoldsForTheHubToo() {
        try (DreyProgram other = new DreyProgram()) {
            other.configured("remoteHub: ssh://ana@127.0.0.1:" + hub.port() + "\n");
            other.mkdir(".ssh");
            String key = other.write("work.key", read(KeyFile.client().privateKey()))
                    .home()
                    .resolve("work.key")
                    .toString();
            String[] trusting = {"-o", "StrictHostKeyChecking=accept-new", "-i", key};
            for (String[] words : List.of(new String[] {"user", "show"}, new String[] {"ls", "web:"})) {
                List<String> all = new java.util.ArrayList<>(List.of(words));
                assertThat(other.run(words).exit()).isNotZero();
                all.addAll(List.of(trusting));
                Run run = other.run(all.toArray(String[]::new));
                assertThat(run.exit()).as("%s", run).isZero();
                other.write(".ssh/known_hosts", "");
            }
        }
    }

    @Test
    void anAssistantHearsThatTheHubCannotBeAsked() {
        try (DreyProgram other = new DreyProgram()) {
            other.configured("remoteHub: ssh://ana@127.0.0.1:1\n");
            String asked = ASSISTANT.lines().limit(2).reduce("", (all, line) -> all + line + "\n")
                    + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"sftp_targets\",\"arguments\":{}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"sftp_list\",\"arguments\":{\"target\":\"web\",\"path\":\"/\"}}}\n";
            Run run = other.fed(
                    asked.getBytes(StandardCharsets.UTF_8),
                    "mcp",
                    "--root",
                    other.work().toString());
            assertThat(run.out().lines().filter(line -> line.contains("the hub cannot be asked for its targets")))
                    .as("%s", run)
                    .hasSize(2);
        }
    }

    @Test
    void aHubThatIsGoneOrNoneIsSaid() {
        try (DreyProgram other = new DreyProgram()) {
            other.configured("remoteHub: ssh://ana@127.0.0.1:1\n");
            Run gone = other.run("ls", "web:");
            assertThat(gone.exit()).isEqualTo(3);
            other.configured("remoteHub: ssh://" + sshd.user() + "@127.0.0.1:" + sshd.port() + "\n");
            other.mkdir(".ssh");
            other.write(".ssh/id_ed25519", read(KeyFile.client().privateKey()));
            other.write(".ssh/known_hosts", read(sshd.knownHostsFile()));
            Run noHub = other.run("user", "list");
            assertThat(noHub.exit()).isEqualTo(1);
            assertThat(noHub.err()).contains("is no hub of drey");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
