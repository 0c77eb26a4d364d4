package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The SFTP suites of OpenSSH and of the Go library pkg/sftp against a server of ours, each test by its
/// own name.
///
/// They reach it through `testbed/suites/bridge`, which takes the place of the `sftp-server` that they
/// would start. OpenSSH's own server passes the same tests.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SuitesCases {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> OPENSSH =
            List.of("sftp", "sftp-cmds", "sftp-badcmds", "sftp-batch", "sftp-glob", "sftp-uri", "scp", "scp3");
    private static final int OF_PKG_SFTP = 52;
    private static final Pattern OUTCOME = Pattern.compile("(?m)^--- (PASS|FAIL): (\\S+)");

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final Map<String, Future<Said>> begun = new TreeMap<>();

    /// A server, where the suites may work, and how they come in.
    ///
    /// @param sshPort where the key alone says who comes in, by whatever name
    /// @param disk a folder called `sftp`, as one of pkg/sftp's tests wants its own to be; the server
    ///     shows it under the same absolute path
    /// @param writer sees this machine's whole disk, and may write in `disk`
    /// @param free the same with home in `disk`, for pkg/sftp
    /// @param reader may write nothing
    /// @param refused tests of pkg/sftp that ask for what this server refuses on purpose, with its words
    ///     for that
    record UnderTest(
            int port,
            int sshPort,
            Path hostKey,
            Path key,
            Path readersKey,
            Path disk,
            String writer,
            String free,
            String reader,
            Map<String, String> refused) {}

    private record Said(int status, String words) {}

    /// OpenSSH's scripts that this server is tried with. They take their time, so one server of ours is enough.
    List<String> scripts() {
        return OPENSSH;
    }

    abstract UnderTest server();

    abstract void stopServer();

    @BeforeAll
    void startTheScripts() {
        // The longest first, which has one of the two threads for itself.
        scripts().forEach(script -> begun.put(script, two.submit(() -> openssh(script))));
    }

    @AfterAll
    void stop() {
        two.shutdownNow();
        stopServer();
    }

    private Said run(String account, String recipe, String... words) {
        UnderTest server = server();
        List<String> command = new ArrayList<>(List.of("env", "SUT_PORT=" + server.port(), "SUT_KEY=" + server.key()));
        command.addAll(List.of("SUT_HOST_KEY=" + server.hostKey(), "SUT_ACCOUNT=" + account));
        command.addAll(List.of("SUT_SSH_PORT=" + server.sshPort(), "SUT_READER=" + server.reader()));
        command.add("SUT_READER_KEY=" + server.readersKey());
        command.add(Checkout.root().resolve("testbed/suites/" + recipe).toString());
        command.addAll(List.of(words));
        try (TempDir dir = TempDir.create();
                Child child = Child.daemon(recipe, dir.resolve("said"), command)) {
            return new Said(child.await(LIMIT), child.log());
        }
    }

    private Said openssh(String script) {
        return run(server().writer(), "openssh", server().disk().resolve(script).toString(), script);
    }

    @TestFactory
    Stream<DynamicTest> openSsh() {
        return scripts().stream()
                .map(script -> DynamicTest.dynamicTest("OpenSSH " + script, () -> {
                    Said said = Objects.requireNonNull(begun.get(script)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                    assertThat(said.words())
                            .as(script)
                            .containsPattern("(?m)^ok ")
                            .doesNotContain("SKIPPED");
                    assertThat(said.status()).as("%s: %s", script, said.words()).isZero();
                }));
    }

    @TestFactory
    Stream<DynamicTest> pkgSftp() {
        Said said = run(server().free(), "pkg-sftp", server().disk().toString());
        List<DynamicTest> tests = new ArrayList<>();
        Matcher outcome = OUTCOME.matcher(said.words());
        for (int from = 0; outcome.find(); from = outcome.end()) {
            boolean passed = outcome.group(1).equals("PASS");
            String test = outcome.group(2);
            String words = test + ": " + said.words().substring(from, outcome.start());
            tests.add(DynamicTest.dynamicTest("pkg/sftp " + test, () -> judge(test, passed, words)));
        }
        int found = tests.size();
        tests.add(DynamicTest.dynamicTest("pkg/sftp ran to its end", () -> {
            assertThat(found).as(said.words()).isEqualTo(OF_PKG_SFTP);
            assertThat(said.status() == 0)
                    .as(said.words())
                    .isEqualTo(server().refused().isEmpty());
        }));
        return tests.stream();
    }

    private void judge(String test, boolean passed, String words) {
        String refusal = server().refused().get(test);
        assertThat(passed).as(words).isEqualTo(refusal == null);
        if (refusal != null) assertThat(words).contains(refusal);
    }
}
