package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The fuzz targets on their seeds, and on a few thousand changed ones: the long runs have somewhere to start.
@Timeout(60)
class HostFilesFuzzTest {
    private static final int CHANGED = 2000;

    @Test
    void knownHostsSeedsHold() throws Exception {
        run("known_hosts", KnownHostsFuzz::fuzzerTestOneInput);
    }

    @Test
    void sshConfigSeedsHold() throws Exception {
        run("ssh_config", SshConfigFuzz::fuzzerTestOneInput);
    }

    @Test
    void configurationSeedsHold() throws Exception {
        run("configuration", ConfigurationFuzz::fuzzerTestOneInput);
    }

    private static void run(String corpus, Consumer<byte[]> target) throws IOException, URISyntaxException {
        List<byte[]> seeds = seeds(corpus);
        assertThat(seeds).hasSizeGreaterThan(5);
        seeds.forEach(target);
        Random random = new Random(4711);
        for (int i = 0; i < CHANGED; i++) {
            target.accept(changed(seeds.get(random.nextInt(seeds.size())), random));
        }
    }

    /// A few bytes replaced, a piece doubled or cut out.
    private static byte[] changed(byte[] seed, Random random) {
        if (seed.length == 0) return seed;
        int from = random.nextInt(seed.length);
        int to = from + random.nextInt(seed.length - from);
        int times = random.nextInt(3);
        byte[] out = new byte[from + (to - from) * times + seed.length - to];
        System.arraycopy(seed, 0, out, 0, from);
        for (int i = 0; i < times; i++) System.arraycopy(seed, from, out, from + (to - from) * i, to - from);
        System.arraycopy(seed, to, out, out.length - (seed.length - to), seed.length - to);
        for (int i = random.nextInt(4); i > 0 && out.length > 0; i--) {
            out[random.nextInt(out.length)] = (byte) " \t\n\"'\\#=!*?,%$\0@|-+^\u00ff".charAt(random.nextInt(21));
        }
        return out;
    }

    private static List<byte[]> seeds(String corpus) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(HostFilesFuzzTest.class.getResource("/fuzz/" + corpus))
                .toURI());
        try (Stream<Path> files = Files.list(folder).sorted()) {
            return files.map(HostFilesFuzzTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
