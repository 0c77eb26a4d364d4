package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs [SftpServerFuzz] over its seeds, over pairs of them and over random changes, without the fuzzer.
class SftpServerFuzzTest {
    private static final int CHANGES = 500;

    @Test
    @Timeout(240)
    void seedsAndTheirChangesAreServedWithoutHarm() throws Exception {
        List<byte[]> seeds = seeds();
        assertThat(seeds).hasSizeGreaterThan(20);
        for (byte[] seed : seeds) SftpServerFuzz.fuzzerTestOneInput(seed);
        Random random = new Random(20260101);
        for (int i = 0; i < CHANGES; i++) {
            byte[] one = seeds.get(random.nextInt(seeds.size()));
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            byte[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            for (int j = random.nextInt(5); j > 0; j--) both[random.nextInt(both.length)] = (byte) random.nextInt();
            SftpServerFuzz.fuzzerTestOneInput(both);
        }
    }

    private static List<byte[]> seeds() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(SftpServerFuzz.class.getResource("/fuzz/sftp_server"))
                .toURI();
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.sorted().toList()) seeds.add(Files.readAllBytes(file));
        }
        return seeds;
    }
}
