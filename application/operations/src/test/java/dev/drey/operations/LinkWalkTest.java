package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What it costs to find out where links lead, and where that ends.
class LinkWalkTest {
    private final Hub hub = new Hub();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void close() {
        hub.close();
    }

    /// The same tree, which counts what it is asked and takes its time.
    private FileTree counting(FileTree tree) {
        return (FileTree) Proxy.newProxyInstance(
                LinkWalkTest.class.getClassLoader(), new Class<?>[] {FileTree.class}, (self, method, arguments) -> {
                    boolean counts = method.getName().equals("lstat");
                    if (counts) {
                        asked.incrementAndGet();
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        Thread.sleep(2);
                    }
                    try {
                        return method.invoke(tree, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    } finally {
                        if (counts) underWay.decrementAndGet();
                    }
                });
    }

    private static RemotePath deep(int names) {
        return RemotePath.of("/" + String.join("/", Collections.nCopies(names, "a")));
    }

    private MemoryTree folders(int deep) throws Failed {
        MemoryTree tree = hub.server("web-1");
        for (int i = 1; i <= deep; i++) tree.makeDirectory(RemotePath.of("/srv" + deep(i)), Changes.NONE);
        hub.put("web-1", counting(tree));
        return tree;
    }

    private static String outcome(FileTree tree, RemotePath path) {
        try {
            return tree.stat(path).type().name();
        } catch (Failed failed) {
            return failed.code().name();
        }
    }

    @Test
    void aPathOfThousandsOfNamesIsRefusedUnasked() throws Failed {
        folders(0);
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, deep(4000))).isEqualTo("INVALID_PATH");
        assertThat(asked).hasValue(0);
        assertThat(outcome(tree, RemotePath.of("/a" + "/../a".repeat(4000)))).isEqualTo("NOT_FOUND");
        assertThat(asked).hasValueLessThan(10);
    }

    @Test
    void aDeepPathIsAskedAboutInPortions() throws Failed {
        folders(200);
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, deep(200))).isEqualTo("DIRECTORY");
        assertThat(asked).hasValue(200);
        assertThat(most).hasValueLessThanOrEqualTo(64);
        assertThat(outcome(tree, deep(200).resolve("b/".repeat(50)))).isEqualTo("NOT_FOUND");
        assertThat(most).hasValueLessThanOrEqualTo(64);
    }

    @Test
    void goingUpAgainAndAgainIsAskedOnlySoOften() throws Failed {
        folders(1);
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, RemotePath.of("/a" + "/../a".repeat(30)))).isEqualTo("DIRECTORY");
        assertThat(outcome(tree, RemotePath.of("/a" + "/../a".repeat(4000)))).isEqualTo("INVALID_PATH");
        assertThat(asked).hasValueLessThan(1000);
    }

    /// Each link doubles the way; all of them would be more steps than there are seconds in a year.
    @Test
    void linksThatLeadFarAboutAreGivenUp() throws Failed {
        MemoryTree there = folders(1);
        for (int i = 1; i < 40; i++) {
            String before = i == 1 ? "a" : "l" + (i - 1);
            there.symlink(RemotePath.of("/srv/l" + i), RemotePath.of(before + "/../" + before));
        }
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, RemotePath.of("/l4"))).isEqualTo("DIRECTORY");
        assertThat(outcome(tree, RemotePath.of("/l39"))).isEqualTo("TOO_MANY_LINKS");
        assertThat(asked).hasValueLessThan(2000);
    }

    /// Few links with many names each.
    @Test
    void aWayOfManyNamesIsGivenUp() throws Failed {
        MemoryTree there = folders(1);
        for (int i = 1; i < 30; i++) {
            there.symlink(RemotePath.of("/srv/l" + i), RemotePath.of("a/../".repeat(100) + "l" + (i + 1)));
        }
        there.symlink(RemotePath.of("/srv/l30"), RemotePath.of("a"));
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, RemotePath.of("/l28"))).isEqualTo("DIRECTORY");
        asked.set(0);
        assertThat(outcome(tree, RemotePath.of("/l1"))).isEqualTo("TOO_MANY_LINKS");
        assertThat(asked).hasValueLessThan(1000);
    }

    @Test
    void theTextOfALinkMayHaveSoManyNames() throws Failed {
        MemoryTree there = folders(1);
        there.symlink(RemotePath.of("/srv/long"), RemotePath.of("a/.".repeat(2000)));
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/:read"), "web-1");
        assertThat(outcome(tree, RemotePath.of("/long"))).isEqualTo("INVALID_PATH");
        assertThat(asked).hasValue(1);
    }

    /// What is hidden is not even asked about.
    @Test
    void nothingIsAskedOfWhatIsHidden() throws Failed {
        MemoryTree there = folders(1);
        there.makeDirectory(RemotePath.of("/srv/hidden"), Changes.NONE);
        there.makeDirectory(RemotePath.of("/srv/hidden/x"), Changes.NONE);
        there.symlink(RemotePath.of("/srv/a/l"), RemotePath.of("../hidden/x/../../a"));
        FileTree tree = hub.view.target(hub.user("ana", "web-1:/a:read"), "web-1");
        assertThat(outcome(tree, RemotePath.of("/a/l"))).isEqualTo("NOT_FOUND");
        assertThat(asked).hasValue(2);
        FileTree whole = hub.view.target(hub.user("ben", "web-1:/:read"), "web-1");
        assertThat(whole.realpath(RemotePath.of("/a/l/."))).isEqualTo(RemotePath.of("/a"));
    }
}
