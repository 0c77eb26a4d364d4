package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A tree that careless copiers spoil, and a description that shows it.
final class CliTrees {
    private CliTrees() {}

    /// Odd names, empty files and directories, modes, links and times before 2022.
    static Path make(Path root, Instant then) throws IOException {
        Files.createDirectories(root.resolve("deep/er/est"));
        Files.createDirectory(root.resolve("empty"));
        for (OddName odd : OddName.values()) {
            if (odd.isText()) Files.writeString(root.resolve(odd.asName().text()), odd.inWords());
        }
        for (String mode : List.of("rw-------", "rwxr-x--x", "r--r--r--")) {
            Path file = Files.writeString(root.resolve("deep/er/" + mode), mode);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
        Files.createFile(root.resolve("deep/nothing"));
        Files.write(root.resolve("deep/er/est/large"), new byte[700_001]);
        Files.createSymbolicLink(root.resolve("deep/link"), Path.of("er/rw-------"));
        Files.createSymbolicLink(root.resolve("folder"), Path.of("deep"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("not there"));
        Files.setPosixFilePermissions(root.resolve("deep/er"), PosixFilePermissions.fromString("rwxr-x---"));
        try (Stream<Path> all = Files.walk(root)) {
            int age = 0;
            for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (Files.isSymbolicLink(one)) continue;
                Files.setLastModifiedTime(one, FileTime.from(then.minusSeconds(60L * age++)));
            }
        }
        return root;
    }

    /// The regular files below, sorted.
    static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /// Each name with its kind, mode, size and time to the second (not of links).
    static Map<String, String> describe(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path one : all.toList()) {
                found.put(root.relativize(one).toString(), describeOne(one));
            }
        }
        return found;
    }

    private static String describeOne(Path one) throws IOException {
        if (Files.isSymbolicLink(one)) return "link to " + Files.readSymbolicLink(one);
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(one, LinkOption.NOFOLLOW_LINKS));
        long second = Files.getLastModifiedTime(one).toInstant().getEpochSecond();
        return Files.isDirectory(one)
                ? "directory " + mode + " " + second
                : "file " + mode + " " + second + " " + Files.size(one);
    }
}
