package dev.drey.testbed;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which package of ours uses which, read from class files: every name in their constant pools counts, so calls,
/// types in signatures and annotations are all seen.
///
/// @param uses by package below `dev.drey`, such as `sftp.wire`; itself left out
record Arrows(Map<String, Set<String>> uses) {
    private static final Pattern OURS = Pattern.compile("dev/drey/((?:[a-z0-9]+/)+)");

    static Arrows of(Collection<Path> classFolders) throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path folder : classFolders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    add(uses, Files.readAllBytes(file));
                }
            }
        }
        return new Arrows(uses);
    }

    private static void add(Map<String, Set<String>> uses, byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        String own = packages(model.thisClass().asInternalName()).stream()
                .findFirst()
                .orElse("");
        Set<String> used = uses.computeIfAbsent(own, name -> new TreeSet<>());
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) used.addAll(packages(text.stringValue()));
        }
        used.remove(own);
    }

    private static Set<String> packages(String text) {
        Set<String> packages = new TreeSet<>();
        Matcher matcher = OURS.matcher(text);
        while (matcher.find()) {
            String path = matcher.group(1);
            packages.add(path.substring(0, path.length() - 1).replace('/', '.'));
        }
        return packages;
    }

    /// The same by room: the first word of a package.
    Arrows byRoom() {
        Map<String, Set<String>> rooms = new TreeMap<>();
        uses.forEach((from, all) -> {
            Set<String> used = rooms.computeIfAbsent(room(from), name -> new TreeSet<>());
            all.forEach(to -> used.add(room(to)));
            used.remove(room(from));
        });
        return new Arrows(rooms);
    }

    private static String room(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// The arrows that `table` does not allow, as `from -> to`. A room that it does not name may use nothing.
    List<String> beyond(Map<String, Set<String>> table) {
        List<String> beyond = new ArrayList<>();
        uses.forEach((from, all) -> all.stream()
                .filter(to -> !table.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> beyond.add(from + " -> " + to)));
        return beyond;
    }

    /// A circle, as the names on it, the first one again at the end; empty when there is none.
    List<String> circle() {
        Set<String> clean = new TreeSet<>();
        for (String start : uses.keySet()) {
            List<String> found = circleFrom(start, new ArrayList<>(), clean);
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private List<String> circleFrom(String at, List<String> way, Set<String> clean) {
        int seen = way.indexOf(at);
        way.add(at);
        if (seen >= 0) return List.copyOf(way.subList(seen, way.size()));
        if (clean.contains(at)) return List.of();
        for (String next : uses.getOrDefault(at, Set.of())) {
            List<String> found = circleFrom(next, new ArrayList<>(way), clean);
            if (!found.isEmpty()) return found;
        }
        clean.add(at);
        return List.of();
    }
}
