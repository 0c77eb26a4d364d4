package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Key pairs for further users of a hub, made by ssh-keygen.
final class DoorKeys {
    private DoorKeys() {}

    /// The public half of a second key in `folder`, made at first use.
    static synchronized Path second(Path folder) {
        Path file = folder.resolve("second");
        Path shown = folder.resolve("second.pub");
        if (!Files.exists(shown)) run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
        return shown;
    }

    /// As `ssh-keygen -l` shows it.
    static String fingerprint(Path shown) {
        return run("ssh-keygen", "-l", "-f", shown.toString()).split(" ", -1)[1];
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IllegalStateException(said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
