package dev.drey.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Tools that are offered, or not, together (`mcp.tools`).
public enum Group {
    /// The reference's calls: sessions, and commands in them.
    CONSOLE,
    /// One tool for each thing one does with files: what a model should use.
    FILES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Group> named(String word) {
        return Arrays.stream(values())
                .filter(group -> group.word().equals(word))
                .findFirst();
    }
}
