package dev.drey.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/// Allowed directories with traps in them, and beside them what nobody in them may see or change.
///
/// Everything out of bounds holds the word [#CANARY] and was modified at [#CANARY_TIME], so that whatever
/// comes back from it is recognised. Names below `allowed`: links that lead out in every manner, a
/// forbidden file under three names, one two directories deep, one that is missing, and a `.ssh`.
final class Playground implements AutoCloseable {
    static final String CANARY = "canary-7f3a";
    static final Instant CANARY_TIME = Instant.parse("2001-02-03T04:05:06Z");

    /// Memory where there is such a place: a table has hundreds of playgrounds.
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path top;

    Playground() throws IOException {
        top = (Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "drey-test-")
                        : Files.createTempDirectory("drey-test-"))
                .toRealPath();
        outside(path("outside"));
        outside(path("allowed-not"));
        Files.createDirectories(allowed().resolve("sub"));
        Files.createDirectories(second());
        Files.createDirectories(shown());
        Files.writeString(allowed().resolve("f"), "inside");
        Files.writeString(allowed().resolve("sub/g"), "inside");
        Files.writeString(second().resolve("s"), "inside");
        Files.writeString(shown().resolve("r"), "read-only");
        forbidden();
        links();
        legitimateLinks();
    }

    Path path(String name) {
        return top.resolve(name);
    }

    Path top() {
        return top;
    }

    /// May be read and written; where relative paths start.
    Path allowed() {
        return path("allowed");
    }

    /// May be read and written, too.
    Path second() {
        return path("second");
    }

    /// May only be read.
    Path shown() {
        return path("shown");
    }

    /// Nobody may reach it, though it lies in [#allowed()].
    Path config() {
        return allowed().resolve("agent.yaml");
    }

    /// The same, two directories deep.
    Path key() {
        return allowed().resolve(".config/drey/agent.key");
    }

    /// The same; it is not there, nor is the directory for it.
    Path state() {
        return allowed().resolve(".state/drey/agent.db");
    }

    private void forbidden() throws IOException {
        Files.createDirectories(allowed().resolve(".config/drey"));
        canary(key());
        link("to-config", ".config");
        canary(config());
        Files.createLink(allowed().resolve("hard"), config());
        link("soft", "agent.yaml");
        Files.createDirectories(allowed().resolve("sub/.ssh"));
        canary(allowed().resolve("sub/.ssh/id"));
    }

    private void links() throws IOException {
        link("file-abs", path("outside/secret").toString());
        link("file-rel", "../outside/secret");
        link("dir-abs", path("outside").toString());
        link("dir-rel", "../outside");
        link("chain", "chain-2");
        link("chain-2", "sub/../file-rel");
        link("to-deep", path("outside/deep").toString());
        link("root", "/");
        link("magic", "/proc/self/root");
        link("up", "..");
        link("sub/up-up", "../..");
        link("sibling", path("allowed-not").toString());
        link("dangling", path("outside/new").toString());
        link("dangling-rel", "../outside/new");
        link("dangling-dir", path("new/file").toString());
        Files.createSymbolicLink(second().resolve("out"), path("outside"));
    }

    private void legitimateLinks() throws IOException {
        link("to-second", second().toString());
        link("to-second-rel", "../second");
        link("to-self", allowed().resolve("sub").toString());
        link("to-new", "sub/made");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(allowed().resolve(name), Path.of(target));
    }

    private static void outside(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("deep"));
        Files.createDirectories(directory.resolve("empty"));
        canary(directory.resolve("secret"));
        canary(directory.resolve("deep/inner"));
        for (Path each : List.of(directory.resolve("deep"), directory.resolve("empty"), directory)) stamp(each);
    }

    private static void canary(Path file) throws IOException {
        Files.writeString(file, CANARY);
        stamp(file);
    }

    private static void stamp(Path path) throws IOException {
        FileTime time = FileTime.from(CANARY_TIME);
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }

    /// Gives a name below [#allowed()] to another thing, as one step.
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        TempDir.delete(top);
    }
}
