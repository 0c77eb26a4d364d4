package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The state of everything in a [Playground] that must not change; two are equal when nothing did.
record OutOfBounds(Map<String, String> lines) {
    static OutOfBounds of(Playground ground) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> beside = Files.list(ground.top())) {
            for (Path each : beside.toList()) {
                boolean free = each.equals(ground.allowed()) || each.equals(ground.second());
                if (free) lines.put(each.toString(), "free");
                else collect(each, lines);
            }
        }
        collect(ground.config(), lines);
        for (Path deep : List.of(ground.key(), ground.state())) {
            lines.put(deep.toString(), Files.exists(deep, LinkOption.NOFOLLOW_LINKS) ? line(deep) : "nothing");
        }
        collect(ground.allowed().resolve("sub/.ssh"), lines);
        return new OutOfBounds(lines);
    }

    private static void collect(Path tree, Map<String, String> lines) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.toList()) lines.put(each.toString(), line(each));
        }
    }

    private static String line(Path path) throws IOException {
        var said =
                Files.readAttributes(path, "unix:mode,uid,gid,size,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        String content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "";
        return new TreeMap<>(said) + " " + content;
    }

    /// What is different in `later`, for a person.
    Optional<String> changeTo(OutOfBounds later) {
        if (equals(later)) return Optional.empty();
        List<String> changes = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(lines);
        all.putAll(later.lines);
        for (String path : all.keySet()) {
            String before = lines.getOrDefault(path, "nothing");
            String after = later.lines.getOrDefault(path, "nothing");
            if (!before.equals(after)) changes.add(path + " was " + before + " and is " + after);
        }
        return Optional.of(String.join("; ", changes));
    }

    /// The same of what may be changed, to see whether anything was.
    static OutOfBounds inBounds(Playground ground) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        collect(ground.allowed(), lines);
        collect(ground.second(), lines);
        return new OutOfBounds(lines);
    }

    /// A file in bounds that is, or holds, one from out of bounds.
    static Optional<String> broughtIn(Playground ground) throws IOException {
        for (Path free : List.of(ground.allowed(), ground.second())) {
            try (Stream<Path> all = Files.walk(free)) {
                for (Path path : all.toList()) {
                    if (!planted(ground, path) && isCanary(path)) return Optional.of(path + " was brought in");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean planted(Playground ground, Path path) {
        return path.equals(ground.config())
                || path.equals(ground.key())
                || path.equals(ground.allowed().resolve("hard"))
                || path.startsWith(ground.allowed().resolve("sub/.ssh"));
    }

    private static boolean isCanary(Path path) {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return false;
            return Files.readString(path).contains(Playground.CANARY);
        } catch (IOException vanished) {
            return false;
        }
    }
}
