package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.files.FileType;
import dev.drey.files.OpenOptions;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Chapter of [FileTreeContract]: what can only be made or seen behind the tree's back, on the disk.
///
/// Registered only for a tree that stands on a disk that the test can reach.
interface SpecialCases extends Ground {
    /// Where a path of the tree lies on this machine's disk; empty for a tree that has no disk.
    Optional<Path> disk();

    @TestFactory
    default Stream<DynamicTest> onDisk() {
        return disk().isEmpty() ? Stream.empty() : cases().entrySet().stream().map(SpecialCases::named);
    }

    private static DynamicTest named(Map.Entry<String, Executable> one) {
        return DynamicTest.dynamicTest("disk " + one.getKey(), one.getValue());
    }

    /// [#directory()] on the disk.
    private Path here() {
        return disk().orElseThrow().resolve(directory().name().text());
    }

    private Map<String, Executable> cases() {
        Map<String, Executable> cases = new LinkedHashMap<>();
        cases.put("a FIFO is refused at once", this::aFifoIsRefused);
        cases.put("a socket is told as one and refused", this::aSocketIsRefused);
        cases.put("what is written is on the disk", this::whatIsWrittenIsOnTheDisk);
        cases.put("what is on the disk is read", this::whatIsOnTheDiskIsRead);
        cases.put("a file that grows is read to its new end", this::aGrowingFile);
        cases.put("a sparse file of a tebibyte has its size", this::aHugeFile);
        return cases;
    }

    private void aFifoIsRefused() throws Exception {
        Child.run("mkfifo", "-m", "666", here().resolve("fifo").toString());
        assertThat(tree().lstat(at("fifo")).type()).isEqualTo(FileType.FIFO);
        refused(Code.UNSUPPORTED, () -> tree().open(at("fifo"), OpenOptions.READ));
        refused(Code.UNSUPPORTED, () -> tree().open(at("fifo"), OpenOptions.WRITE));
        tree().remove(at("fifo"));
    }

    private void aSocketIsRefused() throws Exception {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(here().resolve("socket")));
            assertThat(tree().lstat(at("socket")).type()).isEqualTo(FileType.SOCKET);
            refused(Code.UNSUPPORTED, () -> tree().open(at("socket"), OpenOptions.READ));
        }
        tree().remove(at("socket"));
    }

    private void whatIsWrittenIsOnTheDisk() throws Exception {
        file("f", "content");
        assertThat(here().resolve("f")).hasContent("content");
        link("l", "f");
        assertThat(Files.readSymbolicLink(here().resolve("l"))).isEqualTo(Path.of("f"));
    }

    private void whatIsOnTheDiskIsRead() throws Exception {
        Path file = Files.writeString(here().resolve("f"), "content");
        Files.setAttribute(file, "unix:mode", 0644);
        assertThat(content(at("f"))).isEqualTo("content");
    }

    private void aGrowingFile() throws Exception {
        Path file = Files.writeString(here().resolve("f"), "begin");
        Files.setAttribute(file, "unix:mode", 0644);
        try (var open = tree().open(at("f"), OpenOptions.READ)) {
            assertThat(Whole.read(open)).isEqualTo("begin".getBytes(UTF_8));
            Files.writeString(file, "begin and more");
            assertThat(Whole.read(open)).isEqualTo("begin and more".getBytes(UTF_8));
        }
    }

    private void aHugeFile() throws Exception {
        long size = 1L << 40;
        tree().setAttributes(file("f", "x"), dev.drey.files.Changes.ofSize(size));
        assertThat(tree().stat(at("f")).size()).hasValue(size);
        try (var open = tree().open(at("f"), OpenOptions.READ)) {
            assertThat(open.read(size - 3, 10).await().remaining()).isEqualTo(3);
        }
    }
}
