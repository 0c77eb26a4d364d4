package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// What no hostile server may bring about: anything written outside the destination, a link made that leads out of
/// it, the good file not carried, or the hostile thing left out without a word.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class HostileTreeContract {
    private int number;

    /// The tree that the destination is in.
    protected abstract FileTree destination() throws Exception;

    /// An empty directory in it.
    protected abstract RemotePath ground() throws Exception;

    /// What is tried.
    protected abstract TreeMover mover() throws Exception;

    @Test
    void thereAreAtLeastTwentyFiveHostileThings() {
        assertThat(Evil.all().stream().map(Evil::name).distinct()).hasSizeGreaterThanOrEqualTo(25);
    }

    @TestFactory
    Stream<DynamicTest> nothingIsWrittenOutsideTheDestination() {
        return Evil.all().stream()
                .map(evil -> DynamicTest.dynamicTest(
                        evil.name(), () -> assertThat(holes(evil)).isEmpty()));
    }

    /// What went wrong with one of them, in words; empty when nothing did.
    protected final List<String> holes(Evil evil) throws Exception {
        FileTree to = destination();
        RemotePath ground = ground().resolve("case" + number++);
        RemotePath into = ground.resolve("into");
        RemotePath outside = ground.resolve(Evil.OUTSIDE);
        for (RemotePath directory : List.of(ground, into, outside)) to.makeDirectory(directory, Changes.NONE);
        write(to, outside.resolve("kept"));
        for (Map.Entry<RemotePath, RemotePath> link : evil.planted().entrySet()) {
            to.symlink(into.resolve(link.getKey()), link.getValue());
        }
        Map<String, String> before = seen(to, ground, into);
        long reported = mover().move(new EvilTree(evil.listings(), evil.links()), to, into);
        List<String> holes = new ArrayList<>();
        if (!seen(to, ground, into).equals(before)) holes.add("written outside: " + seen(to, ground, into));
        if (evil.reported() && reported == 0) holes.add("left out without a word");
        if (!to.exists(into.resolve(Evil.GOOD))) holes.add("the good file did not arrive");
        lookAtLinks(evil, to, into, into, holes);
        return holes;
    }

    /// Everything but what is in the destination.
    private static Map<String, String> seen(FileTree tree, RemotePath directory, RemotePath without) throws Failed {
        Map<String, String> seen = new TreeMap<>();
        for (Entry entry : tree.entries(directory)) {
            RemotePath path = directory.resolve(entry.name());
            seen.put(
                    path.display(),
                    entry.attributes().type() + " " + entry.attributes().permissions());
            if (path.equals(without)) continue;
            if (entry.attributes().isDirectory()) seen.putAll(seen(tree, path, without));
            if (entry.attributes().isFile()) seen.put(path.display() + " holds", read(tree, path));
        }
        return seen;
    }

    private static void lookAtLinks(Evil evil, FileTree to, RemotePath into, RemotePath directory, List<String> holes)
            throws Failed {
        for (Entry entry : to.entries(directory)) {
            RemotePath path = directory.resolve(entry.name());
            if (entry.attributes().isDirectory()) lookAtLinks(evil, to, into, path, holes);
            if (!entry.attributes().isLink()
                    || evil.planted().containsKey(RemotePath.of(entry.name().text()))) continue;
            RemotePath target = to.readlink(path);
            boolean inside = !target.isAbsolute()
                    && directory.resolve(target).isWithin(into)
                    && (!to.exists(path) || to.realpath(path).isWithin(to.realpath(into)));
            if (!inside) holes.add("the link " + path.display() + " leads out, to " + target.display());
        }
    }

    private static void write(FileTree tree, RemotePath path) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.createNew(0644))) {
            file.write(0, ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)))
                    .await();
        }
    }

    private static String read(FileTree tree, RemotePath path) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            return StandardCharsets.ISO_8859_1.decode(file.read(0, 100).await()).toString();
        }
    }
}
