package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every `*Fuzz` of this room under Jazzer, each in a JVM of its own with a heap of 256 MiB.
///
/// `drey.fuzz.seconds` (60 unless said otherwise) are shared among them. Seeds lie in `fuzz/` of the test resources, in
/// a folder named after the target: `KnownHostsFuzz` takes `fuzz/known_hosts`. An input that fails is printed, and
/// belongs there from then on.
class FuzzIT {
    private static final int SECONDS = Integer.getInteger("drey.fuzz.seconds", 60);
    private static final Duration START_AND_END = Duration.ofMinutes(3);
    private static final int LONGEST_INPUT_SECONDS = 20;

    @TestFactory
    Stream<DynamicTest> everyTargetHolds() throws Exception {
        List<String> targets = targets();
        int share = Math.max(3, SECONDS / targets.size());
        return targets.stream()
                .map(target -> DynamicTest.dynamicTest(
                        target,
                        () -> assertThat(fuzz(target, share))
                                .as(target)
                                .contains("Done ")
                                .doesNotContain("== Java Exception")));
    }

    @Test
    void aTargetThatFailsIsFound() throws Exception {
        assertThat(fuzz(FindsAWord.class.getName(), 60))
                .contains("== Java Exception")
                .contains("found");
    }

    /// Fails at one word, which no random input holds by chance.
    public static final class FindsAWord {
        private FindsAWord() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (new String(input, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("squirrel")) {
                throw new IllegalStateException("found");
            }
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(
                FuzzIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<String> targets() throws IOException, URISyntaxException {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Fuzz.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    /// Runs Jazzer and gives what it said.
    private static String fuzz(String target, int seconds) throws Exception {
        try (TempDir dir = TempDir.create();
                Child jazzer = Child.daemon("jazzer", dir.resolve("log"), command(target, seconds, dir))) {
            int status = jazzer.await(Duration.ofSeconds(seconds).plus(START_AND_END));
            assertThat(status).as(jazzer.log()).isIn(0, 77);
            return jazzer.log();
        }
    }

    private static List<String> command(String target, int seconds, TempDir dir) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=dev.drey.**",
                "--custom_hook_includes=dev.drey.**",
                "--reproducer_path=" + dir.path(),
                "-artifact_prefix=" + dir.path() + File.separator,
                "-max_total_time=" + seconds,
                "-timeout=" + LONGEST_INPUT_SECONDS,
                "-rss_limit_mb=1500",
                Files.createDirectory(dir.resolve("found")).toString()));
        Path seeds = classes().resolve("fuzz").resolve(folder(target));
        if (Files.isDirectory(seeds)) words.add(seeds.toString());
        return words;
    }

    /// Surefire hides the real class path behind a jar; it keeps it in a property.
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String folder(String target) {
        String name = target.substring(target.lastIndexOf('.') + 1).replaceFirst("Fuzz$", "");
        return name.replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
