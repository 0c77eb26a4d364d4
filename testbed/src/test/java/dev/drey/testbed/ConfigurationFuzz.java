package dev.drey.testbed;

import dev.drey.cli.Configuration;
import dev.drey.cli.ConfigurationFile;
import dev.drey.cli.Console;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// Any bytes as a configuration file, YAML or JSON: either servers that can be used, or one clear refusal
/// that names the file. The same bytes once more stand for a password, and no refusal quotes it. Seeds:
/// `fuzz/configuration` among the test resources.
public final class ConfigurationFuzz {
    private static final String SECRET = "zq7canary9";
    private static final int LONGEST_MESSAGE = 1500;
    private static final Path HOME = home();
    private static final Path FILE = HOME.resolve("config.yaml");
    private static final Console CONSOLE = console();

    private ConfigurationFuzz() {}

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Files.write(FILE, data);
            load();
            Files.writeString(FILE, withSecret(new String(data, StandardCharsets.ISO_8859_1)));
            String said = load();
            require(!said.contains(SECRET), "a secret is quoted: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is said: of what was understood, or why it was refused.
    private static String load() {
        try {
            Configuration configuration = ConfigurationFile.load(CONSOLE, FILE);
            for (var entry : configuration.servers().entrySet()) mustBeUsable(entry.getKey(), entry.getValue());
            return configuration.toString();
        } catch (Failed refused) {
            String message = refused.failure().message();
            require(refused.code() == Failure.Code.INVALID_ARGUMENT, refused.code() + " " + message);
            require(message.contains(FILE.toString()), message);
            require(message.length() < LONGEST_MESSAGE, "a message of " + message.length());
            require(message.chars().noneMatch(Character::isISOControl), "a message that moves the cursor");
            return message;
        }
    }

    private static void mustBeUsable(String name, Draft draft) throws Failed {
        require(name.matches("[a-z0-9][a-z0-9._-]{0,62}"), name);
        var server = Drafted.server(draft, name, HOME, true, Optional.empty());
        require(!server.host().isBlank(), "host");
        require(server.port().orElse(22) > 0 && server.port().orElse(22) < 65536, "port");
    }

    /// The bytes around a password, on one line of a file that is otherwise right. What names a variable
    /// or a file is no secret.
    private static String withSecret(String data) {
        String line = data.replaceAll("\\R|\\$\\{|file:", " ");
        int middle = line.length() / 2;
        return "servers:\n  a:\n    host: h\n    password: " + line.substring(0, middle) + SECRET
                + line.substring(middle) + "\n";
    }

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("drey-fuzz-");
            Path config = Files.createFile(
                    home.resolve("config.yaml"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Path secret = Files.writeString(home.resolve("secret"), "one\ntwo\n");
            for (Path path : new Path[] {home, config, secret}) path.toFile().deleteOnExit();
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Console console() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                false,
                false,
                false,
                Map.of("DEV_PASSWORD", "x"),
                HOME,
                HOME);
    }

    private static void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
