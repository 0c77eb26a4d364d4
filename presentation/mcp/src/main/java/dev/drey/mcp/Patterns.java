package dev.drey.mcp;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words with `*` and `?` that an operator has written: names of targets, paths of key files.
final class Patterns {
    private Patterns() {}

    /// Letters' case does not matter; `*` crosses everything.
    static boolean anyName(List<String> patterns, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern.toLowerCase(Locale.ROOT), ".*")
                        .matcher(lower)
                        .matches());
    }

    /// `*` stays within one directory.
    static boolean anyPath(List<String> patterns, String path) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern, "[^/]*").matcher(path).matches());
    }

    private static Pattern regex(String pattern, String star) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("(?<=[*?])|(?=[*?])", -1)) {
            regex.append(
                    switch (part) {
                        case "*" -> star;
                        case "?" -> "[^/]";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
