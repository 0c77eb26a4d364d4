package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// [Mishaps] on the command line: every run ends within its time, with the code that its failure has.
abstract class CliMishaps extends Mishaps {
    static final Duration LIMIT = Duration.ofSeconds(25);

    private static final Pattern ERROR = Pattern.compile(
            "^\\{\"error\":\\{\"failure\":\"(\\w+)\".*?\"message\":\"(.*?)(?<!\\\\)\"", Pattern.MULTILINE);

    /// A run that ends in time, without a word that is not for people.
    Run run(String... words) {
        return inTime(drey.run(words));
    }

    static Run inTime(Run run) {
        assertThat(run.took()).isLessThan(LIMIT);
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
        return run;
    }

    Run fine(String... words) {
        Run run = run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    /// Fails with this failure, of which these words are a part, and leaves the old files alone. Told as
    /// JSON, which alone has the code.
    void fails(Code code, int exit, String message, String... words) throws IOException {
        List<String> asked = new ArrayList<>(List.of(words));
        asked.add(1, "--json");
        failed(code, exit, message, run(asked.toArray(String[]::new)));
    }

    void failed(Code code, int exit, String message, Run run) throws IOException {
        assertThat(inTime(run).exit()).as("%s", run).isEqualTo(exit);
        Matcher error = ERROR.matcher(run.out());
        assertThat(error.find()).as("a failure in %s", run).isTrue();
        assertThat(error.group(1)).as("%s", run).isEqualTo(code.name());
        assertThat(error.group(2)).contains(message);
        assertOldFiles();
    }

    /// Fails with these words among those for people, nothing on stdout, and leaves the old files alone.
    Run says(int exit, String message, String... words) throws IOException {
        return says(exit, message, run(words));
    }

    Run says(int exit, String message, Run run) throws IOException {
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        assertThat(inTime(run).err()).contains(message);
        assertThat(run.bytes()).as("stdout").isEmpty();
        assertOldFiles();
        return run;
    }
}
