package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of the reference's helpers: what it shows runs, and it leaves out nothing that is there.
@Timeout(120)
class ReferenceHelpersIT {
    private static final Path FOLDER = Checkout.root().resolve("docs/reference-helpers");
    private static final Pattern GIVEN = Pattern.compile(
            "^export (?:async )?(?:function|const) (\\w+)|^ {4}async (\\w+)\\(|^ {2}(?:async )?(get\\w+|parse\\w+)\\(",
            Pattern.MULTILINE);

    private static String page() throws IOException {
        return Files.readString(FOLDER.resolve("README.md"));
    }

    @Test
    void theProgramOfThePageRuns() throws IOException {
        String page = page();
        int begin = page.indexOf("```js\n") + "```js\n".length();
        String program = page.substring(begin, page.indexOf("```", begin));
        try (ReferenceStage stage = new ReferenceStage()) {
            stage.named("web-1", stage.machine("ana", "/").file("/srv/site.txt", "x"), "");
            Run run = stage.run(program);
            assertThat(run.exit()).as("%s", run).isZero();
            assertThat(run.out()).startsWith("0 [{").contains("/srv/site.txt");
        }
    }

    @Test
    void everyFunctionIsOnThePage() throws IOException {
        String page = page();
        try (Stream<Path> all = Files.list(FOLDER)) {
            List<Path> modules =
                    all.filter(file -> file.toString().endsWith(".mjs")).toList();
            assertThat(modules).hasSize(6);
            for (Path module : modules) {
                assertThat(page).contains("[" + module.getFileName() + "](" + module.getFileName() + ")");
                assertThat(functions(Files.readString(module)))
                        .as("%s", module)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(page).contains(name));
            }
        }
        assertThat(functions(Files.readString(FOLDER.resolve("backups.mjs"))))
                .contains("getTotalBackupSize", "generateChecksums", "cleanupOldBackups", "sendBackupAlert");
    }

    private static List<String> functions(String module) {
        return GIVEN.matcher(module)
                .results()
                .map((MatchResult found) -> Stream.of(1, 2, 3)
                        .map(found::group)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
