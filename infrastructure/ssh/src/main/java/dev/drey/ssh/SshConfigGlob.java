package dev.drey.ssh;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// The files that an `Include` names: `*`, `?` and `[…]` in each part of the path, hidden names only where the
/// pattern says the dot, in the order of their bytes (glob(7)).
final class SshConfigGlob {
    private static final int MOST = 1024;

    private SshConfigGlob() {}

    static List<Path> files(Path pattern) throws IOException {
        Path root = pattern.getRoot();
        List<Path> found = List.of(root == null ? Path.of("") : root);
        for (Path part : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path base : found) next.addAll(below(base, part.toString()));
            if (next.size() > MOST) throw new IOException("more than " + MOST + " files match");
            found = next;
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> below(Path base, String part) throws IOException {
        if (part.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
            Path one = base.resolve(part);
            return Files.exists(one) ? List.of(one) : List.of();
        }
        if (!Files.isDirectory(base)) return List.of();
        PathMatcher matcher = matcher(base, part);
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                boolean hidden = name.toString().startsWith(".") && !part.startsWith(".");
                if (!hidden && matcher.matches(name)) names.add(base.resolve(name));
                if (names.size() > MOST) throw new IOException("more than " + MOST + " files match");
            }
        }
        names.sort(Comparator.comparing(Path::toString));
        return names;
    }

    /// Java's patterns know braces, which glob(7) takes as they are.
    private static PathMatcher matcher(Path base, String part) throws IOException {
        String escaped = part.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
        try {
            return base.getFileSystem().getPathMatcher("glob:" + escaped);
        } catch (PatternSyntaxException malformed) {
            throw new IOException("the pattern cannot be read", malformed);
        }
    }
}
