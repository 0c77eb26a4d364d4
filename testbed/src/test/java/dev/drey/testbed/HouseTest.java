package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The habits of the house that a machine can see, on every file of it; and each is shown to be able to fail.
class HouseTest {
    private static final int LONGEST_FILE = 500;
    private static final int LONGEST_COMMENT = 120;

    /// One habit.
    ///
    /// @param files which files it is about, by their path from the root
    /// @param broken whether a file's text breaks it
    /// @param example a text that breaks it
    private record Habit(String name, Predicate<String> files, Predicate<String> broken, String example) {}

    private static final List<Habit> HABITS = List.of(
            new Habit(
                    "no long files", HouseTest::isJava, text -> text.lines().count() > LONGEST_FILE, "x\n".repeat(501)),
            new Habit("no long comments", HouseTest::isJava, HouseTest::hasLongComment, "    /// " + "x".repeat(120)),
            habit(
                    "no swallowed exceptions",
                    HouseTest::isJava,
                    "catch \\((final )?[\\w |.]+\\) \\{\\s*\\}",
                    "catch (Exception e) {" + " }"),
            habit("no unfinished work", HouseTest::isJava, "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b", "// TO" + "DO"),
            habit(
                    "no skipped tests",
                    HouseTest::isJava,
                    "@Dis" + "abled|\\bassume(True|False|That)\\(",
                    "assume" + "True("),
            habit("no paths of one machine", path -> true, "/wo" + "rk/|/ro" + "ot/\\.", "/ro" + "ot/.m2"),
            habit(
                    "no addresses of registries",
                    path -> true,
                    "(repo1?\\.mav" + "en|registry\\.npm" + "js|\\bpypi\\.o" + "rg|deb\\.deb" + "ian|proxy\\.gol"
                            + "ang)",
                    "https://repo1.mav" + "en.org"));

    private static Habit habit(String name, Predicate<String> files, String pattern, String example) {
        return new Habit(name, files, Pattern.compile(pattern).asPredicate(), example);
    }

    /// Which rooms may import a library, by the start of their folder.
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.apache.sshd", List.of("infrastructure/ssh/")),
            Map.entry("com.amazon.corretto", List.of("infrastructure/ssh/")),
            Map.entry("org.bouncycastle", List.of("infrastructure/ssh/", "application/access/")),
            Map.entry(
                    "tools.jackson",
                    List.of(
                            "presentation/mcp/",
                            "presentation/websocket/",
                            "presentation/web/",
                            "presentation/control/",
                            "presentation/cli/",
                            "infrastructure/tunnel/",
                            "programs/",
                            "testbed/src/test/")),
            Map.entry("com.fasterxml.jackson", List.of("presentation/", "infrastructure/tunnel/", "programs/")),
            Map.entry("picocli", List.of("presentation/cli/", "programs/")),
            Map.entry("org.jline", List.of("presentation/cli/", "programs/")),
            Map.entry("java.net.http", List.of("presentation/web/", "presentation/websocket/", "presentation/mcp/")),
            Map.entry("io.javalin", List.of("presentation/web/", "presentation/websocket/", "presentation/mcp/")),
            Map.entry("io.modelcontextprotocol", List.of("presentation/mcp/")),
            Map.entry("reactor", List.of("presentation/mcp/")),
            Map.entry("com.sun", List.of("testbed/")),
            Map.entry("sun", List.of()),
            Map.entry("java.sql", List.of("infrastructure/store/")),
            Map.entry("javax.sql", List.of("infrastructure/store/")),
            Map.entry("org.jdbi", List.of("infrastructure/store/")),
            Map.entry("ch.qos.logback", List.of("programs/", "testbed/src/test")),
            Map.entry("com.code_intelligence", List.of("testbed/")),
            Map.entry("com.networknt", List.of("testbed/src/test/")),
            Map.entry("com.jcraft", List.of("testbed/src/test/")),
            Map.entry("net.schmizz", List.of("testbed/src/test/")),
            Map.entry("org.openjdk.jmh", List.of("bench/")));

    @TestFactory
    Stream<DynamicTest> habits() {
        return HABITS.stream()
                .map(habit -> DynamicTest.dynamicTest(
                        habit.name, () -> assertThat(breaking(habit)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyHabitCanBeBroken() {
        return HABITS.stream()
                .map(habit -> DynamicTest.dynamicTest(
                        habit.name + " can fail",
                        () -> assertThat(habit.broken.test(habit.example)).isTrue()));
    }

    @Test
    void librariesStayInTheirRooms() throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path file : Checkout.files()) {
            String path = pathOf(file);
            if (isJava(path)) strays.addAll(strays(path, Files.readString(file)));
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void aStrayLibraryIsFound() {
        assertThat(strays("application/transfer/src/X.java", "import org.apache.sshd.client.SshClient;"))
                .hasSize(1);
        assertThat(strays("application/transfer/src/X.java", "    java.sql.Connection c = null;"))
                .hasSize(1);
        assertThat(strays("infrastructure/ssh/src/X.java", "import org.apache.sshd.client.SshClient;"))
                .isEmpty();
    }

    @Test
    void roleWordsAreNotNames() {
        Pattern roleWord = Pattern.compile("(Manager|Helper|Utils?|Impl|Service)\\.java$|/(Abstract|Base)[A-Z]");
        assertThat("x/FileManager.java").containsPattern(roleWord);
        assertThat(Checkout.files().stream().map(HouseTest::pathOf).filter(roleWord.asPredicate()))
                .isEmpty();
    }

    @Test
    void theFilesAreFound() {
        assertThat(Checkout.files().stream().map(HouseTest::pathOf))
                .contains("pom.xml", "drey", "testbed/src/test/java/dev/drey/testbed/HouseTest.java");
    }

    private static List<String> breaking(Habit habit) throws IOException {
        List<String> breaking = new ArrayList<>();
        for (Path file : Checkout.files()) {
            if (habit.files.test(pathOf(file)) && habit.broken.test(text(file))) breaking.add(pathOf(file));
        }
        return breaking;
    }

    /// The text of a file; nothing for one that is none.
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException binary) {
            return "";
        }
    }

    private static boolean isJava(String path) {
        return path.endsWith(".java");
    }

    private static String pathOf(Path file) {
        return Checkout.root().relativize(file).toString();
    }

    private static boolean hasLongComment(String text) {
        return text.lines()
                .anyMatch(
                        line -> line.length() > LONGEST_COMMENT && line.strip().startsWith("//"));
    }

    private static List<String> strays(String path, String text) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> library.getValue().stream().noneMatch(path::startsWith))
                .filter(library -> Pattern.compile(
                                "(?m)^\\s*(import (static )?)?" + Pattern.quote(library.getKey()) + "\\.")
                        .matcher(text)
                        .find())
                .map(library -> path + " imports " + library.getKey())
                .toList();
    }
}
