package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What another JVM holds at one moment: its threads, virtual ones included, its open files and sockets, its
/// children. Numbers in names do not count: a pool may have put a new thread or connection in an old one's place.
record Holdings(List<String> threads, List<String> files, List<String> children) {
    private static final long LIMIT_SECONDS = 20;

    /// @param scratch a folder that the other JVM may write to
    static Holdings of(ProcessHandle process, Path scratch) {
        List<String> threads = Leftovers.threadsIn(dump(process.pid(), scratch)).values().stream()
                .filter(name -> !Leftovers.isKeptThread(name))
                .map(Holdings::plain)
                .sorted()
                .toList();
        List<String> files = Leftovers.files(Path.of("/proc", Long.toString(process.pid()))).stream()
                .map(Holdings::plain)
                .toList();
        List<String> children = process.descendants()
                .map(child -> child.info().command().orElse("a child"))
                .sorted()
                .toList();
        return new Holdings(threads, files, children);
    }

    /// What is here and was not there before.
    List<String> beyond(Holdings before) {
        List<String> more = new ArrayList<>();
        more.addAll(without(threads, before.threads));
        more.addAll(without(files, before.files));
        more.addAll(without(children, before.children));
        return more;
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> left = new ArrayList<>(all);
        some.forEach(left::remove);
        return left;
    }

    private static String plain(String name) {
        return name.replaceAll("\\d+", "N");
    }

    /// The other JVM writes its dump itself: nobody else knows its virtual threads.
    private static String dump(long pid, Path scratch) {
        Path file = scratch.resolve("threads");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(
                            jcmd, Long.toString(pid), "Thread.dump_to_file", "-overwrite", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("jcmd").toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("jcmd did not end");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
