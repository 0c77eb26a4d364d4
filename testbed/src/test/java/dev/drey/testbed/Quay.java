package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Moved;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A folder of this machine and one of a server's, each empty at first, and the real engine between them.
///
/// Files are made and looked at on the disk, so that only the engine itself asks the server. Every move
/// that succeeds is held against its source and must leave no side file; every one that fails must leave
/// what stood under the target's name, in time, and exactly what was expected beside it.
final class Quay implements AutoCloseable {
    static final Instant OLD = Instant.parse("2021-03-04T05:06:07Z");

    /// The names of what is moved, unless a case has names of its own.
    static final String SOURCE = "source";
    static final String TARGET = "target";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TempDir dir = TempDir.create();
    private final LocalTree near = new LocalTree(dir.path());
    private final FileTree far;
    private final RemotePath remote;
    private final Path there;
    private final Path here;

    /// @param far the server's tree; closed with the quay
    /// @param remote an empty folder as the server names it
    /// @param there the same on the disk
    Quay(FileTree far, RemotePath remote, Path there) throws IOException {
        this.far = far;
        this.remote = remote;
        this.there = there;
        this.here = Files.createDirectory(dir.resolve("here"));
    }

    /// What lies beside the target after a failure.
    enum Left {
        NOTHING,
        PART,
        /// Nothing, or what can be taken up again: where the case is about the rest.
        EITHER
    }

    /// The folder that this way begins in.
    Path from(Way way) {
        return switch (way) {
            case TO_SERVER -> here;
            case TO_CLIENT -> there;
        };
    }

    /// The folder that this way leads to.
    Path to(Way way) {
        return from(back(way));
    }

    static Way back(Way way) {
        return way == Way.TO_SERVER ? Way.TO_CLIENT : Way.TO_SERVER;
    }

    Path source(Way way) {
        return from(way).resolve(SOURCE);
    }

    Path target(Way way) {
        return to(way).resolve(TARGET);
    }

    Path state() {
        return dir.resolve("state");
    }

    /// Makes the source, of random bytes, last changed long ago.
    Path source(Way way, int size) throws IOException {
        return aged(TempFiles.file(source(way), size, size + 1L), OLD);
    }

    /// Makes something stand under the target's name, older than the source.
    Path target(Way way, String text) throws IOException {
        return aged(Files.writeString(target(way), text), OLD.minusSeconds(3600));
    }

    /// Gives a file a time, and on the server's disk the server's account as its owner.
    Path aged(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
        return given(file);
    }

    /// Makes whoever owns the server's folder the owner of this file in it.
    Path given(Path file) throws IOException {
        for (String id : List.of("unix:uid", "unix:gid")) {
            Object owner = Files.getAttribute(file.startsWith(there) ? there : here, id);
            if (!Files.getAttribute(file, id, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                Files.setAttribute(file, id, owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return file;
    }

    /// Gives a whole tree to the server's account.
    void givenTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) given(path);
        }
    }

    private End end(FileTree server, Path path) {
        if (path.startsWith(here)) return new End(near, LocalTree.path(path), "local", true);
        RemotePath below = LocalTree.path(there.relativize(path));
        return new End(server, remote.resolve(below), "somebody@server:22", false);
    }

    private Transfers transfers(Observer observer) throws Failed {
        return new Transfers(state(), observer, Bandwidth.UNLIMITED, 4, ShellHash.NONE);
    }

    Moved move(Way way, Options options) throws IOException {
        return move(way, options, Observer.NOBODY);
    }

    Moved move(Way way, Options options, Observer observer) throws IOException {
        return move(way, target(way), options, observer);
    }

    /// Moves the source to a path of its own, and asserts that it arrived.
    Moved move(Way way, Path target, Options options, Observer observer) throws IOException {
        Moved moved = attempt(way, far, target, options, observer);
        if (moved.outcome() == Moved.Outcome.MOVED) {
            assertThat(DiskState.sha256(onDisk(way, moved.destination())))
                    .as("what arrived")
                    .isEqualTo(DiskState.sha256(source(way)));
        }
        assertThat(parts(way)).as("side files").isEmpty();
        return moved;
    }

    private Path onDisk(Way way, RemotePath destination) {
        String path = destination.text();
        if (way == Way.TO_CLIENT) return Path.of(path);
        assertThat(path).startsWith(remote.text() + "/");
        return there.resolve(path.substring(remote.text().length() + 1));
    }

    Failure refused(Code code, Left left, Way way, Options options, Observer observer) throws IOException {
        return refused(code, left, way, target(way), options, observer);
    }

    /// A move that must fail so, in time, and leave what stood there as it was.
    Failure refused(Code code, Left left, Way way, Path target, Options options, Observer observer) throws IOException {
        return failed(code, left, way, far, target, options, observer);
    }

    /// The same through another tree of the same server, such as one whose line breaks.
    Failure refusedOver(FileTree other, Code code, Left left, Way way, Options options, Observer observer)
            throws IOException {
        return failed(code, left, way, other, target(way), options, observer);
    }

    private Failure failed(
            Code code, Left left, Way way, FileTree tree, Path target, Options options, Observer observer)
            throws IOException {
        DiskState before = whole(way);
        long start = System.nanoTime();
        Failed failed = catchThrowableOfType(Failed.class, () -> attempt(way, tree, target, options, observer));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(failed).as("a failure").isNotNull();
        assertThat(failed.code()).as(failed.getMessage()).isEqualTo(code);
        assertThat(failed.getMessage()).isNotBlank().doesNotContain("Exception", "dev.drey", "\n");
        assertThat(took).isLessThan(LIMIT);
        Leftovers.assertNobodyHolds(to(way));
        assertThat(whole(way)).as("what stood there").isEqualTo(before);
        switch (left) {
            case NOTHING -> assertThat(parts(way)).as("side files").isEmpty();
            case PART -> assertThat(parts(way)).as("side files").hasSize(1);
            case EITHER -> assertThat(parts(way)).as("side files").hasSizeLessThanOrEqualTo(1);
        }
        return failed.failure();
    }

    private Moved attempt(Way way, FileTree tree, Path target, Options options, Observer observer) throws Failed {
        return transfers(observer).file(new Transfer("from", "to"), end(tree, source(way)), end(tree, target), options);
    }

    /// Moves the tree under the source's name to the target's.
    MovedTree tree(Way way, Options options) throws Failed {
        return treeOver(far, way, options);
    }

    MovedTree treeOver(FileTree tree, Way way, Options options) throws Failed {
        return transfers(Observer.NOBODY)
                .tree(
                        new Transfer("from", "to"),
                        end(tree, source(way)),
                        end(tree, target(way)),
                        options,
                        TreeOptions.DEFAULTS);
    }

    /// All side files that lie where this way leads to.
    List<Path> parts(Way way) throws IOException {
        try (Stream<Path> all = Files.walk(to(way))) {
            return all.filter(path -> path.getFileName().toString().endsWith(".drey-part"))
                    .toList();
        }
    }

    /// Everything but side files, exactly.
    private DiskState whole(Way way) {
        var lines = new java.util.TreeMap<>(DiskState.of(to(way), DiskState.Aspect.MODES, DiskState.Aspect.TIMES)
                .lines());
        lines.keySet().removeIf(name -> name.endsWith(".drey-part"));
        return new DiskState(lines);
    }

    /// Asserts that nobody, the server included, has a file open in either folder, and takes both away.
    @Override
    public void close() throws IOException {
        try (dir;
                near;
                far) {
            Leftovers.assertNobodyHolds(here);
            Leftovers.assertNobodyHolds(there);
        } finally {
            TempDir.delete(there);
        }
    }
}
