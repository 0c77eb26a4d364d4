package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// What an operator's rules make of each console command: `mcp.readOnly` and `mcp.confirm: always`. A command that
/// stands in none of the lists fails.
@Timeout(300)
class McpCommandRulesIT {
    /// They change nothing, neither there nor here.
    private static final List<String> READING = List.of(
            "sftp-get-content",
            "sftp-ls",
            "sftp-ls-recursive",
            "sftp-stat",
            "sftp-lstat",
            "sftp-exists",
            "sftp-realpath",
            "sftp-readlink",
            "sftp-df",
            "sftp-du",
            "sftp-find",
            "sftp-compare",
            "sftp-checksum",
            "sftp-transfers");

    /// They are about what goes on already.
    private static final List<String> STEERING =
            List.of("sftp-transfer-cancel", "sftp-transfer-pause", "sftp-transfer-resume");

    /// They make something, and leave what is there.
    private static final List<String> ADDING =
            List.of("sftp-mkdir", "sftp-mkdir-recursive", "sftp-symlink", "sftp-link");

    /// They may also make something where nothing is.
    private static final List<String> CARRYING = List.of(
            "sftp-put", "sftp-get", "sftp-put-recursive", "sftp-get-recursive", "sftp-put-content", "sftp-copy");

    private record Loss(List<Object> args, Map<String, Object> options) {
        Loss(Object... args) {
            this(List.of(args), Map.of());
        }
    }

    /// They take away, replace or change what is there, with these arguments.
    private static final Map<String, Loss> LOSING = Map.ofEntries(
            Map.entry("sftp-put", new Loss("{h}/f", "{d}/g")),
            Map.entry("sftp-get", new Loss("{d}/f", "{h}/g")),
            Map.entry("sftp-put-recursive", new Loss("{h}/dir", "{d}/dir")),
            Map.entry("sftp-get-recursive", new Loss("{d}/dir", "{h}/dir")),
            Map.entry("sftp-put-content", new Loss("x", "{d}/f")),
            Map.entry("sftp-copy", new Loss("{d}/f", "{d}/g")),
            Map.entry("sftp-rm", new Loss("{d}/f")),
            Map.entry("sftp-rm-recursive", new Loss("{d}/dir")),
            Map.entry("sftp-rmdir", new Loss("{d}/empty")),
            Map.entry("sftp-rename", new Loss(List.of("{d}/f", "{d}/g"), Map.of("overwrite", true))),
            Map.entry("sftp-chmod", new Loss("600", "{d}/dir", "--recursive")),
            Map.entry("sftp-chown", new Loss("{uid}", "{d}/f")),
            Map.entry("sftp-utimes", new Loss("{d}/f", "2020-01-02T03:04:05Z", "2020-01-02T03:04:05Z")),
            Map.entry("sftp-touch", new Loss("{d}/f", "2020-01-02T03:04:05Z")),
            Map.entry("sftp-truncate", new Loss("{d}/f", 4)),
            Map.entry("sftp-batch", new Loss(List.of(), Map.of("operations", List.of(batched(), made())))));

    private static Map<String, Object> batched() {
        return Map.of("command", "sftp-rm", "args", List.of("{d}/f"));
    }

    private static Map<String, Object> made() {
        return Map.of("command", "sftp-mkdir", "args", List.of("{d}/new"));
    }

    private static Sshd sshd;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stop() {
        sshd.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    /// A client of a program that keeps a rule, and where it works.
    private final class Keeper {
        private final DreyProgram drey;
        private final TypeScriptClient client;
        private final String session;

        /// @param answers of the person behind the client; empty: nobody can be asked
        Keeper(String rule, String answers) {
            drey = new DreyProgram()
                    .configured("mcp: { " + rule + " }\nconsole: { localCommands: [touch] }\nservers:\n"
                            + DreyProgram.server("box", sshd, ""));
            open.add(drey);
            if (!answers.isEmpty()) drey.with("CLIENT_ANSWERS", answers);
            client = TypeScriptClient.start(drey, "mcp");
            open.add(client);
            session = client.session("box");
        }

        McpCommandCases.Ground ground() throws IOException {
            return McpCommandCases.Ground.lay(sshd, drey, client, session);
        }

        Heard run(McpCommandCases.Ground ground, String command, Loss words) {
            return client.data("console_execute_command", arguments(ground, command, words));
        }

        Heard agreed(McpCommandCases.Ground ground, String command, Loss words, String token) {
            Map<String, Object> arguments = arguments(ground, command, words);
            arguments.put("confirmToken", token);
            return client.data("console_execute_command", arguments);
        }

        private Map<String, Object> arguments(McpCommandCases.Ground ground, String command, Loss words) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("sessionId", session);
            arguments.put("command", command);
            arguments.put("args", ground.all(words.args()));
            arguments.put("options", ground.options(words.options()));
            return arguments;
        }
    }

    private static Loss good(String command) {
        return McpCommandCases.ALL.stream()
                .filter(one -> one.command().equals(command))
                .map(one -> new Loss(one.good(), one.options()))
                .findFirst()
                .orElseThrow();
    }

    private static Loss loss(String command) {
        return Optional.ofNullable(LOSING.get(command)).orElseThrow();
    }

    private static List<DiskState> states(McpCommandCases.Ground ground) {
        return Stream.of(ground.there(), ground.here())
                .map(folder -> DiskState.of(folder, DiskState.Aspect.MODES, DiskState.Aspect.TIMES))
                .toList();
    }

    private static void assertDone(Heard heard) {
        assertThat(heard.map()).as("%s", heard).containsEntry("exitCode", 0).doesNotContainKey("confirmToken");
    }

    private static Heard refused(Heard heard, String failure, String words) {
        assertThat(heard.map()).as("%s", heard).containsEntry("exitCode", 1);
        assertThat(heard.at("error").map()).as("%s", heard).containsEntry("failure", failure);
        assertThat(heard.at("error").at("message").text()).contains(words);
        return heard;
    }

    private static Stream<DynamicTest> each(Iterable<String> commands, Trial trial) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String command : commands) tests.add(DynamicTest.dynamicTest(command, () -> trial.of(command)));
        return tests.stream();
    }

    private interface Trial {
        void of(String command) throws IOException;
    }

    @Test
    void everyCommandStandsInOneList() {
        List<String> all = Stream.of(READING, STEERING, ADDING, LOSING.keySet())
                .flatMap(list -> list.stream())
                .toList();
        assertThat(all)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(McpCommandsIT.told(new Keeper("readOnly: true", "").client));
    }

    @TestFactory
    Stream<DynamicTest> aReadOnlyServerStillTellsWhatThereIs() {
        Keeper keeper = new Keeper("readOnly: true", "");
        return Stream.concat(
                each(READING, command -> {
                    McpCommandCases.Ground ground = keeper.ground();
                    List<DiskState> before = states(ground);
                    assertDone(keeper.run(ground, command, good(command)));
                    assertThat(states(ground)).isEqualTo(before);
                }),
                each(
                        STEERING,
                        command -> refused(
                                keeper.run(keeper.ground(), command, new Loss("none")), "NOT_FOUND", "no transfer")));
    }

    @TestFactory
    Stream<DynamicTest> aReadOnlyServerRefusesWhateverChangesSomething() {
        Keeper keeper = new Keeper("readOnly: true", "");
        return Stream.concat(
                each(ADDING, command -> refuses(keeper, command, good(command))),
                each(new TreeSet<>(LOSING.keySet()), command -> refuses(keeper, command, loss(command))));
    }

    private static void refuses(Keeper keeper, String command, Loss words) throws IOException {
        McpCommandCases.Ground ground = keeper.ground();
        List<DiskState> before = states(ground);
        Heard heard = refused(keeper.run(ground, command, words), "NOT_ALLOWED", "read-only");
        assertThat(heard.map()).doesNotContainKey("confirmToken");
        assertThat(states(ground)).isEqualTo(before);
    }

    @TestFactory
    Stream<DynamicTest> whatTakesNothingAwayIsNotAskedAbout() {
        Keeper keeper = new Keeper("confirm: always", "");
        List<String> harmless = Stream.of(READING, STEERING, ADDING, CARRYING)
                .flatMap(List::stream)
                .toList();
        return each(harmless, command -> assertDone(keeper.run(keeper.ground(), command, good(command))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsLostIsAgreedToFirst() {
        Keeper keeper = new Keeper("confirm: always", "");
        return each(new TreeSet<>(LOSING.keySet()), command -> {
            McpCommandCases.Ground ground = keeper.ground();
            Files.writeString(ground.there().resolve("dir/a.log"), "another than here");
            List<DiskState> before = states(ground);
            Heard plan = refused(keeper.run(ground, command, loss(command)), "NOT_ALLOWED", "Nothing was done yet");
            assertThat(plan.at("plan").at("count").number()).isPositive();
            assertThat(states(ground)).isEqualTo(before);
            String token = plan.at("confirmToken").text();
            assertDone(keeper.agreed(ground, command, loss(command), token));
            // It may have the owner already.
            if (!command.equals("sftp-chown")) assertThat(states(ground)).isNotEqualTo(before);
            refused(keeper.agreed(ground, command, loss(command), token), "CONFLICT", "not known");
        });
    }

    @TestFactory
    Stream<DynamicTest> aPlanThatIsNoLongerTrueIsNotCarriedOut() {
        Keeper keeper = new Keeper("confirm: always", "");
        return each(List.of("sftp-rm", "sftp-put-content", "sftp-batch", "sftp-truncate"), command -> {
            McpCommandCases.Ground ground = keeper.ground();
            String token = keeper.run(ground, command, loss(command))
                    .at("confirmToken")
                    .text();
            Files.writeString(ground.there().resolve("f"), "somebody else wrote this\n");
            List<DiskState> before = states(ground);
            refused(keeper.agreed(ground, command, loss(command), token), "CONFLICT", "has changed");
            assertThat(states(ground)).isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> aPersonWhoCanBeAskedIsAskedInstead() {
        Keeper yes = new Keeper("confirm: always", "{\"agree\": true}");
        Keeper no = new Keeper("confirm: always", "{\"agree\": false}");
        return each(new TreeSet<>(LOSING.keySet()), command -> {
            assertDone(yes.run(yes.ground(), command, loss(command)));
            McpCommandCases.Ground ground = no.ground();
            List<DiskState> before = states(ground);
            refused(no.run(ground, command, loss(command)), "NOT_ALLOWED", "did not agree");
            assertThat(states(ground)).isEqualTo(before);
        });
    }

    @Test
    void aProgramOfThisMachineIsAgreedToAndRefusedByAReadOnlyServer() throws IOException {
        Keeper keeper = new Keeper("confirm: always", "");
        McpCommandCases.Ground ground = keeper.ground();
        Loss made = new Loss("{h}/made");
        Heard plan = refused(keeper.run(ground, "touch", made), "NOT_ALLOWED", "Nothing was done yet");
        assertThat(plan.at("plan").at("what").text()).contains("touch " + ground.here() + "/made");
        assertThat(ground.here().resolve("made")).doesNotExist();
        assertDone(keeper.agreed(ground, "touch", made, plan.at("confirmToken").text()));
        assertThat(ground.here().resolve("made")).exists();
        Keeper reader = new Keeper("readOnly: true", "");
        refused(reader.run(reader.ground(), "touch", made), "NOT_ALLOWED", "read-only");
    }

    @Test
    void aTokenThatNobodyNeedsIsNoSilentYes() throws IOException {
        Keeper keeper = new Keeper("confirm: recursive", "");
        McpCommandCases.Ground ground = keeper.ground();
        refused(keeper.agreed(ground, "sftp-rm", new Loss("{d}/f"), "made up"), "CONFLICT", "not known");
        assertThat(ground.there().resolve("f")).exists();
        assertDone(keeper.run(ground, "sftp-rm", new Loss("{d}/f")));
    }
}
