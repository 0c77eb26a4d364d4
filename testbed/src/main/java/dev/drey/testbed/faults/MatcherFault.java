package dev.drey.testbed.faults;

import dev.drey.files.Failed;
import dev.drey.hostkeys.KnownHosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// What can be wrong with a matcher of `known_hosts`; each is that matcher.
public enum MatcherFault implements Matcher {
    /// Nothing.
    NONE,
    /// A line with a marker it does not know is passed over, and `@revoked` is one of those.
    IGNORES_REVOKED;

    @Override
    public KnownHosts read(Path file, byte[] bytes) throws Failed {
        return switch (this) {
            case NONE -> KnownHosts.parse(file, bytes);
            case IGNORES_REVOKED -> KnownHosts.parse(file, withoutRevoked(bytes));
        };
    }

    private static byte[] withoutRevoked(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> line.strip().startsWith("@revoked") ? "" : line)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
