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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The SFTP suites of OpenSSH and of the Go library pkg/sftp against our server, each test by its own name.
///
/// They reach it through `testbed/suites/bridge`, which takes the place of the `sftp-server` that they would start.
/// OpenSSH's own server passes the same tests.
@Timeout(300)
class SuitesIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> OPENSSH =
            List.of("sftp", "sftp-cmds", "sftp-badcmds", "sftp-batch", "sftp-glob", "sftp-uri", "scp", "scp3");
    private static final int OF_PKG_SFTP = 52;
    private static final Pattern OUTCOME = Pattern.compile("(?m)^--- (PASS|FAIL): (\\S+)");

    private static final DreyServer SERVER = DreyServer.start();
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);
    private static final Map<String, Future<Said>> SCRIPTS = new TreeMap<>();

    private record Said(int status, String words) {}

    @BeforeAll
    static void startTheScripts() {
        // The longest first, which has one of the two threads for itself.
        OPENSSH.forEach(script -> SCRIPTS.put(script, TWO.submit(() -> openssh(script))));
    }

    @AfterAll
    static void stop() {
        TWO.shutdownNow();
        SERVER.close();
    }

    private static Said run(String account, String recipe, String... words) {
        String key = SERVER.clientKey().privateKey().toString();
        String hostKey = SERVER.hostKey().privateKey().toString();
        List<String> command = new ArrayList<>(List.of("env", "SUT_PORT=" + SERVER.port(), "SUT_KEY=" + key));
        command.addAll(List.of("SUT_HOST_KEY=" + hostKey, "SUT_ACCOUNT=" + account));
        command.add(Checkout.root().resolve("testbed/suites/" + recipe).toString());
        command.addAll(List.of(words));
        try (TempDir dir = TempDir.create();
                Child child = Child.daemon(recipe, dir.resolve("said"), command)) {
            return new Said(child.await(LIMIT), child.log());
        }
    }

    private static Said openssh(String script) {
        Path folder = SERVER.disk().resolve(script);
        return run(DreyServer.WRITER, "openssh", folder.toString(), script);
    }

    @TestFactory
    Stream<DynamicTest> openSsh() {
        return OPENSSH.stream()
                .map(script -> DynamicTest.dynamicTest("OpenSSH " + script, () -> {
                    Said said = Objects.requireNonNull(SCRIPTS.get(script)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                    assertThat(said.words())
                            .as(script)
                            .containsPattern("(?m)^ok ")
                            .doesNotContain("SKIPPED");
                    assertThat(said.status()).as("%s: %s", script, said.words()).isZero();
                }));
    }

    @Test
    void openSshsScriptsAreEight() {
        assertThat(SCRIPTS).hasSize(8);
    }

    @TestFactory
    Stream<DynamicTest> pkgSftp() {
        Said said = run(DreyServer.LOCAL, "pkg-sftp", SERVER.disk().toString());
        List<DynamicTest> tests = new ArrayList<>();
        Matcher outcome = OUTCOME.matcher(said.words());
        for (int from = 0; outcome.find(); from = outcome.end()) {
            boolean passed = outcome.group(1).equals("PASS");
            String words = outcome.group(2) + ": " + said.words().substring(from, outcome.start());
            tests.add(DynamicTest.dynamicTest(
                    "pkg/sftp " + outcome.group(2),
                    () -> assertThat(passed).as(words).isTrue()));
        }
        int found = tests.size();
        tests.add(DynamicTest.dynamicTest("pkg/sftp ran to its end", () -> {
            assertThat(found).as(said.words()).isEqualTo(OF_PKG_SFTP);
            assertThat(said.status()).as(said.words()).isZero();
        }));
        return tests.stream();
    }
}
