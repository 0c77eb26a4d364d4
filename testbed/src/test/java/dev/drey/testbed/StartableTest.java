package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `scripts/Startable.java` makes of our records is what they were.
@Timeout(120)
class StartableTest {
    @TempDir
    Path folder;

    /// A component of each kind.
    public record Every(
            boolean flag,
            byte octet,
            short few,
            char letter,
            int number,
            long many,
            float real,
            double precise,
            String text,
            List<String> list) {}

    public record Nothing() {}

    /// Makes them; not this class, since its like in the jar has no test library beside it.
    public static final class Examples {
        private Examples() {}

        /// Whatever differs in one component.
        public static List<Object> all() {
            List<Object> all = new ArrayList<>(List.of(new Nothing()));
            for (int i = 0; i <= 10; i++) {
                all.add(new Every(
                        i == 0,
                        (byte) (i == 1 ? -1 : 1),
                        (short) (i == 2 ? -2 : 2),
                        i == 3 ? 'c' : 'd',
                        i == 4 ? Integer.MIN_VALUE : 4,
                        i == 5 ? Long.MAX_VALUE : 5,
                        i == 6 ? -0f : 0f,
                        i == 7 ? Double.NaN : 7,
                        i == 8 ? "other" : "text",
                        i == 9 ? List.of() : List.of("one")));
            }
            return all;
        }
    }

    @Test
    void recordsAreEqualAndHashAsTheyDid() throws Exception {
        Path jar = folder.resolve("records.jar");
        List<Class<?>> types = List.of(StartableTest.class, Examples.class, Every.class, Nothing.class);
        pack(jar, types);
        rewrite(jar);
        try (URLClassLoader loader = new Own(jar.toUri().toURL())) {
            List<?> rewritten = (List<?>)
                    loader.loadClass(Examples.class.getName()).getMethod("all").invoke(null);
            List<?> again = (List<?>)
                    loader.loadClass(Examples.class.getName()).getMethod("all").invoke(null);
            List<Object> plain = Examples.all();
            for (int i = 0; i < plain.size(); i++) {
                assertThat(rewritten.get(i).getClass().getClassLoader()).isSameAs(loader);
                assertThat(rewritten.get(i)).hasToString(plain.get(i).toString());
                assertThat(rewritten.get(i).hashCode()).isEqualTo(plain.get(i).hashCode());
                for (int j = 0; j < plain.size(); j++)
                    assertThat(rewritten.get(i).equals(again.get(j))).isEqualTo(i == j);
                assertThat(rewritten.get(i).equals(null)).isFalse();
                assertThat(rewritten.get(i).equals(plain.get(i))).isFalse();
            }
            assertThat(bootstraps(loader, Every.class)).containsExactly("toString");
        }
    }

    /// Loads what lies in its jar from there.
    private static final class Own extends URLClassLoader {
        Own(URL jar) {
            super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        }
    }

    private static void pack(Path jar, List<Class<?>> types) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : types) {
                out.putNextEntry(new ZipEntry(name(type)));
                out.write(bytes(StartableTest.class.getClassLoader(), type));
                out.closeEntry();
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] bytes(ClassLoader loader, Class<?> type) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name(type))) {
            return in.readAllBytes();
        }
    }

    private static void rewrite(Path jar) throws IOException, InterruptedException {
        Path log = jar.resolveSibling("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Checkout.root().resolve("scripts/Startable.java").toString(),
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /// What the JVM still has to write at first use.
    private static List<String> bootstraps(ClassLoader loader, Class<?> type) throws IOException {
        return ClassFile.of().parse(bytes(loader, type)).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(InvokeDynamicInstruction.class::isInstance)
                .map(call -> ((InvokeDynamicInstruction) call).name().stringValue())
                .toList();
    }
}
