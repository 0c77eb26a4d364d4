package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs [SftpPacketFuzz] over its seeds and over some thousand random changes of them, without the fuzzer.
class SftpPacketFuzzTest {
    private static final int CHANGES = 30_000;

    @Test
    @Timeout(60)
    void seedsAndTheirChangesAreReadWithoutHarm() throws Exception {
        List<byte[]> seeds = seeds();
        assertThat(seeds).hasSizeGreaterThan(40);
        seeds.forEach(SftpPacketFuzz::fuzzerTestOneInput);
        Random random = new Random(20260101);
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = seeds.get(random.nextInt(seeds.size())).clone();
            for (int j = random.nextInt(4); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = interesting(random);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(changed.length + 1) : changed.length;
            SftpPacketFuzz.fuzzerTestOneInput(java.util.Arrays.copyOf(changed, length));
        }
    }

    private static byte interesting(Random random) {
        byte[] favourites = {0, 1, 2, 4, 8, 0x7f, (byte) 0x80, (byte) 0xff, (byte) 200, 101, 104, 105};
        return random.nextBoolean() ? favourites[random.nextInt(favourites.length)] : (byte) random.nextInt();
    }

    private static List<byte[]> seeds() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(SftpPacketFuzz.class.getResource("SftpPacketFuzz"))
                .toURI();
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.sorted().toList()) seeds.add(Files.readAllBytes(file));
        }
        return seeds;
    }
}
