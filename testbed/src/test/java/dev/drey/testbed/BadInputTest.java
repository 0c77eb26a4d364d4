package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Everything that is known to go wrong is named in [BadInput] with tests that are there, and that look
/// at what is left over.
class BadInputTest {
    /// The list of what must be tried; a line of it that loses its tests fails here, as does a test that
    /// loses its name.
    private static final Set<String> MUST = Set.of(
            "wrong host",
            "wrong port",
            "wrong key",
            "wrong password",
            "wrong passphrase",
            "unknown host key",
            "changed host key",
            "no sftp subsystem",
            "unreadable source",
            "unwritable target",
            "missing directory",
            "full disk there",
            "full disk here",
            "a directory where a file should be, and the other way round",
            "a FIFO",
            "names with spaces, quotes, newlines, emoji, a colon, of 255 bytes",
            "names of invalid UTF-8",
            "a target name mistyped",
            "a symlink replaced",
            "a hard link replaced",
            "a 0600 file replaced",
            "a foreign owner's file replaced",
            "a file that grows or shrinks while it is sent",
            "a server that dies",
            "a server that stalls",
            "a server that sends short reads",
            "a server that replies out of order",
            "a server that refuses channels",
            "a server that refuses attributes",
            "a server that refuses posix-rename",
            "a server that sends garbage",
            "a server that sends hostile names",
            "two runs of the same job at once",
            "kill -9 of either end",
            "unknown tool",
            "unknown argument",
            "wrong type",
            "missing session",
            "a session of another owner",
            "a path outside the roots",
            "a root of the whole disk",
            "a text that is not UTF-8",
            "a line over 16 MiB",
            "a thousand calls at once",
            "cancel of a finished call",
            "a stale version",
            "a stale consent token",
            "the server killed in the middle of a put",
            "variables, files or loosened security in arguments",
            "a target that nobody has, at the door",
            "a target that is offline, at the door",
            "a server that dies behind the door",
            "kill -9 of the hub",
            "SIGTERM while something is transferred",
            "SIGHUP with a good and with a bad file",
            "a database that is locked",
            "a database that is full",
            "a database that is corrupt",
            "a database that is newer",
            "a database where none can be",
            "kill -9 of the hub while it writes its database",
            "something else than SSH",
            "a name of a megabyte",
            "packets of impossible lengths",
            "messages out of turn",
            "more passwords than may be tried, in one piece",
            "a service asked for twice",
            "a service asked for after login",
            "a bit turned on the way",
            "a login that never comes",
            "thousands of slow sockets",
            "a flood whose answers nobody fetches",
            "a client that fetches nothing",
            "a hundred failed logins",
            "a packet that lacks its parts",
            "a packet that is too large",
            "a packet that is cut off",
            "a packet of an unknown type",
            "a packet out of order",
            "a length that lies",
            "two greetings",
            "a greeting of another version",
            "a name with a NUL",
            "a path of 32 KiB, of 5,000 names",
            "a handle that is forged, closed, of another connection",
            "a hundred thousand opens without a close",
            "a client that never reads",
            "reads of 4 GiB",
            "thousands of readdir",
            "questions with huge answers",
            "a channel that ends in the midst");

    @Test
    void everythingThatGoesWrongHasATest() {
        assertThat(BadInput.items().keySet()).isEqualTo(new TreeSet<>(MUST));
        List<String> missing = new ArrayList<>();
        BadInput.items()
                .forEach((item, tests) -> tests.stream()
                        .filter(test -> !ObservedTest.isTest(test))
                        .forEach(test -> missing.add(item + ": " + test)));
        assertThat(missing).as("tests that are not there").isEmpty();
    }

    /// Which of the shared assertions a class uses is seen in its class file.
    @Test
    void everyTestLooksAtWhatIsLeftOver() throws Exception {
        Set<String> careless = new TreeSet<>();
        for (Map.Entry<String, List<String>> item : BadInput.items().entrySet()) {
            for (String test : item.getValue()) {
                String name = test.substring(0, test.indexOf('#'));
                if (!isCareful(Class.forName("dev.drey.testbed." + name))) careless.add(name);
            }
        }
        assertThat(careless).isEmpty();
        assertThat(isCareful(ObservedTest.class)).isFalse();
    }

    private static boolean isCareful(Class<?> type) throws IOException {
        if (Mishaps.class.isAssignableFrom(type)) return true;
        String file = type.getSimpleName() + ".class";
        try (InputStream bytes = java.util.Objects.requireNonNull(type.getResourceAsStream(file))) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.contains("dev/drey/testbed/Aftermath") || text.contains("dev/drey/testbed/Leftovers");
        }
    }
}
