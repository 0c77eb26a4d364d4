package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// The words that start the program quickly: the directories of the class path packed into a jar, since the JVM caches
/// classes of jars alone, and a cache that one run has trained. Made once for the JVM of the tests.
final class DreyStart {
    private static final List<String> WORDS = make();

    private DreyStart() {}

    static List<String> words() {
        return WORDS;
    }

    private static List<String> make() {
        try {
            List<String> jars = new ArrayList<>();
            Path own = JvmDir.path().resolve("drey-classes.jar");
            jars.add(own.toString());
            List<Path> folders = new ArrayList<>();
            String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            for (String entry : all.split(java.io.File.pathSeparator, -1)) {
                if (Files.isDirectory(Path.of(entry))) folders.add(Path.of(entry));
                else if (Files.isRegularFile(Path.of(entry))) jars.add(entry);
            }
            pack(own, folders);
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    String.join(java.io.File.pathSeparator, jars)));
            train(words);
            return List.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path jar, List<Path> folders) throws IOException {
        java.util.Set<String> seen = new java.util.HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(0);
            for (Path folder : folders) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.toList()) {
                        boolean directory = Files.isDirectory(file);
                        String name = folder.relativize(file) + (directory ? "/" : "");
                        if (name.equals("/") || !seen.add(name)) continue;
                        out.putNextEntry(new ZipEntry(name));
                        if (!directory) Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            }
        }
    }

    /// Without the cache, when the JVM does not make it, the program merely starts more slowly.
    private static void train(List<String> words) {
        Path cache = JvmDir.path().resolve("drey.aot");
        List<String> training = new ArrayList<>(words);
        training.add(1, "-XX:AOTCacheOutput=" + cache);
        try (Sshd sshd = Sshd.start();
                DreyProgram drey = new DreyProgram().knowing(sshd)) {
            drey.write("work/f", "f");
            drey.start(training, Path.of("/dev/null"), "put", "f", "box:").finished(Duration.ofSeconds(90));
        }
        if (Files.exists(cache)) words.add(1, "-XX:AOTCache=" + cache);
    }
}
