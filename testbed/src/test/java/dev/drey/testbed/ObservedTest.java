package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.cli.Cli;
import dev.drey.cli.Configuration;
import dev.drey.cli.Console;
import dev.drey.cli.HubLine;
import dev.drey.cli.HubLogin;
import dev.drey.cli.Program;
import dev.drey.events.Events;
import dev.drey.operations.Operations;
import dev.drey.session.Field;
import dev.drey.ssh.SshConfig;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every option, every field and every honoured directive of ssh_config is named in [Observed] with a test that sees
/// its
/// effect at a real server: a new one without such a test fails here.
class ObservedTest {
    @Test
    void everyOptionHasATestThatSeesItsEffect() {
        Map<String, List<String>> commands = Cli.options(nowhere(), new Nothing());
        assertThat(commands.keySet()).contains("put", "ls", "servers");
        Map<String, String> table = table(Observed.OPTIONS);
        Set<String> used = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        commands.forEach((command, options) -> {
            for (String option : options) {
                String own = (command + " " + option).strip();
                if (table.containsKey(own)) used.add(own);
                else if (Observed.isShared(command, option) && table.containsKey(option)) used.add(option);
                else missing.add(own);
            }
        });
        assertThat(missing).as("options without a test").isEmpty();
        assertThat(table.keySet()).as("options that are gone").isEqualTo(used);
        assertTestsExist(table);
    }

    @Test
    void everyFieldHasATestThatSeesItsEffect() {
        assertWhole(
                Observed.FIELDS, Arrays.stream(Field.values()).map(Field::word).toList());
    }

    @Test
    void everyHonouredDirectiveHasATestThatSeesItsEffect() {
        assertWhole(Observed.DIRECTIVES, SshConfig.honoured());
    }

    private static void assertWhole(String text, List<String> names) {
        Map<String, String> table = table(text);
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertTestsExist(table);
    }

    /// `name = Test#method`, one a line.
    private static Map<String, String> table(String text) {
        Map<String, String> table = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.lastIndexOf(" = ");
            assertThat(equals).as("a line of the table: %s", line).isPositive();
            String before = table.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 3).strip());
            assertThat(before).as("named twice: %s", line).isNull();
        }
        return table;
    }

    private static void assertTestsExist(Map<String, String> table) {
        table.forEach((name, test) ->
                assertThat(isTest(test)).as("%s: %s", name, test).isTrue());
    }

    static boolean isTest(String words) {
        String[] parts = words.split("#", -1);
        try {
            for (Method method : Class.forName("dev.drey.testbed." + parts[0]).getDeclaredMethods()) {
                boolean marked = Arrays.stream(method.getAnnotations())
                        .anyMatch(mark -> mark.annotationType().getSimpleName().matches("Test|ParameterizedTest"));
                if (method.getName().equals(parts[1]) && marked) return true;
            }
            return false;
        } catch (ClassNotFoundException gone) {
            return false;
        }
    }

    private static Console nowhere() {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Path home = Path.of("/nonexistent");
        return new Console(
                new ByteArrayInputStream(new byte[0]), none, none, false, false, false, Map.of(), home, home);
    }

    /// A program that is asked for nothing but its words.
    private static final class Nothing implements Program {
        private final Events events = new Events();

        @Override
        public Operations operations(Configuration configuration) {
            throw new IllegalStateException("nothing is run");
        }

        @Override
        public Events events() {
            return events;
        }

        @Override
        public void prepare() {
            // Nothing is reached.
        }

        @Override
        public boolean sshKnows(String name, Optional<Path> sshConfig) {
            return false;
        }

        @Override
        public List<String> sshHosts(Optional<Path> sshConfig) {
            return List.of();
        }

        @Override
        public int serve(Console console, Reading reading, boolean check) {
            throw new IllegalStateException("nothing is run");
        }

        @Override
        public HubLine hub(Console console, Configuration configuration, HubLogin login) {
            throw new IllegalStateException("nothing is run");
        }

        @Override
        public void assist(Console console, Configuration configuration, List<Path> roots) {
            throw new IllegalStateException("nothing is run");
        }

        @Override
        public String assistantEntry(Console console, Configuration configuration, List<Path> roots) {
            throw new IllegalStateException("nothing is run");
        }

        @Override
        public int demo(Console console, boolean stay) {
            return 1;
        }

        @Override
        public void log(Configuration.LogSettings settings) {
            // Nothing is said, so nothing is logged.
        }

        @Override
        public String version() {
            return "";
        }
    }
}
