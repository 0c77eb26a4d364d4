package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// What this JVM held at one moment; closing asserts that nothing has been added that stays: no thread
/// (virtual ones included), no open file or socket, no child process.
///
/// Use it around everything that a test opens: `try (var nothing = Leftovers.watch()) { … }`.
public final class Leftovers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern THREAD = Pattern.compile("^#(\\d+) \"([^\"]*)\"", Pattern.MULTILINE);

    /// Threads that the JDK, the ciphers' provider or JUnit keeps for itself once they have been needed.
    private static final Pattern KEPT_THREAD = Pattern.compile(
            "process reaper.*|ForkJoinPool.*|VirtualThread-.*|.*Poller.*|Attach Listener|Cleaner.*|.*Timeout.*"
                    + "|CompletableFutureDelayScheduler|junit-.*|surefire-.*|Common-Cleaner|testbed-kept.*|awaitility.*"
                    + "|Signal Dispatcher|SIG.* handler|C[12] CompilerThread.*|Native reference cleanup thread");

    /// Files that the JVM opens once: its own, jars, the source of randomness, the pollers of virtual
    /// threads.
    private static final Pattern KEPT_FILE = Pattern.compile(
            ".*\\.(jar|so|jsa|aot|class)|.*/lib/modules|/dev/u?random|anon_inode:.*|/proc/.*|.*surefire.*|/dev/null|.*/target/.*");

    private static final Pattern SIDE_FILE = Pattern.compile("\\..*\\.[0-9a-f]{8}\\.drey-part|.*\\.bak|.*\\.drey-.*");

    private final Map<Long, String> threads;
    private final List<String> files;
    private final List<Long> children;

    private Leftovers() {
        threads = threads();
        files = files();
        children = children();
    }

    public static Leftovers watch() {
        warm();
        return new Leftovers();
    }

    /// The JDK keeps a socket of its own from the first time that one is closed.
    private static void warm() {
        try (ServerSocket server = new ServerSocket(0, 1, Ports.LOOPBACK);
                Socket client = new Socket(Ports.LOOPBACK, server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write(1);
            if (client.getInputStream().read() != 1) throw new IllegalStateException("loopback lost a byte");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asserts that nothing is left over, waiting a little for what is just about to end.
    @Override
    public void close() {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            assertThat(newThreads()).as("threads left over").isEmpty();
            assertThat(newFiles()).as("open files left over").isEmpty();
            assertThat(children()).as("child processes left over").isSubsetOf(children);
        });
    }

    /// Asserts that no side file, backup or journal of ours lies anywhere below a folder.
    public static void assertNoSideFiles(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()).filter(SIDE_FILE.asMatchPredicate()))
                    .as("side files in " + folder)
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asserts that no process of this machine, servers included, has anything open below a folder. Run
    /// by root it sees all of them, otherwise those of its own account.
    public static void assertNobodyHolds(Path folder) {
        String prefix = folder + "/";
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(held(prefix))
                        .as("handles left open in " + folder)
                        .isEmpty());
    }

    private static List<String> held(String prefix) throws IOException {
        List<String> held = new java.util.ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes.filter(Leftovers::isProcess)::iterator) {
                for (String file : filesOf(process)) {
                    if (file.startsWith(prefix)) held.add(process.getFileName() + ": " + file);
                }
            }
        }
        return held;
    }

    private static boolean isProcess(Path path) {
        return Character.isDigit(path.getFileName().toString().charAt(0));
    }

    /// None of a process that has ended meanwhile, or that we may not look at.
    private static List<String> filesOf(Path process) {
        try {
            return open(process);
        } catch (IOException | UncheckedIOException goneOrForeign) {
            return List.of();
        }
    }

    private static List<String> open(Path process) throws IOException {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.map(Leftovers::target).toList();
        }
    }

    private Map<Long, String> newThreads() {
        Map<Long, String> now = threads();
        now.keySet().removeAll(threads.keySet());
        now.values().removeIf(KEPT_THREAD.asMatchPredicate());
        return now;
    }

    /// Numbers and names of all threads, from the JVM's own dump, which alone knows the virtual ones.
    private static Map<Long, String> threads() {
        Path dump = JvmDir.path().resolve("threads-" + System.nanoTime());
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            Map<Long, String> threads = threadsIn(Files.readString(dump));
            Files.delete(dump);
            return threads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Numbers and names of the threads that a JVM's dump tells of.
    static Map<Long, String> threadsIn(String dump) {
        Map<Long, String> threads = new TreeMap<>();
        Matcher matcher = THREAD.matcher(dump);
        while (matcher.find()) threads.put(Long.valueOf(matcher.group(1)), matcher.group(2));
        return threads;
    }

    /// Whether every JVM keeps such a thread once it has been needed.
    static boolean isKeptThread(String name) {
        return KEPT_THREAD.matcher(name).matches();
    }

    private List<String> newFiles() {
        List<String> now = new java.util.ArrayList<>(files());
        files.forEach(now::remove);
        return now;
    }

    /// What the process has open, by name; a socket's name has its number.
    private static List<String> files() {
        return files(Path.of("/proc/self"));
    }

    /// @param process its folder below `/proc`
    static List<String> files(Path process) {
        try {
            return open(process).stream()
                    .filter(name -> !name.isEmpty() && !KEPT_FILE.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .toList();
    }
}
