package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Pass;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import dev.drey.session.Owner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How views come and go: offline targets, lines that break, many targets, and what is left of a view.
class ViewLifeTest {
    private final Hub hub = new Hub();

    @AfterEach
    void close() {
        hub.close();
    }

    private static RemotePath at(String path) {
        return RemotePath.of(path);
    }

    private static Failure failure(Attempt attempt) {
        try {
            attempt.run();
        } catch (Failed failed) {
            return failed.failure();
        }
        throw new AssertionError("it was not refused");
    }

    private interface Attempt {
        void run() throws Failed;
    }

    @Test
    void whatIsOfflineIsListedAndSaysSoWhenEntered() throws Failed {
        hub.server("laptop");
        hub.offline("laptop", "device offline, last seen 10:41");
        FileTree tree = hub.view.everything(hub.admin("root"));
        assertThat(Hub.names(tree, "/")).containsExactly("laptop");
        assertThat(tree.stat(at("/laptop")).isDirectory()).isTrue();
        Failure refusal = failure(() -> tree.entries(at("/laptop")));
        assertThat(refusal.code()).isEqualTo(Code.DEVICE_OFFLINE);
        assertThat(refusal.message()).isEqualTo("laptop: device offline, last seen 10:41");
        assertThat(refusal.target()).hasValue("laptop");
        assertThat(hub.connected).isEmpty();
    }

    @Test
    void aLineThatBreaksIsMadeAgainAndOpenFilesAreNot() throws Failed {
        MemoryTree there = hub.server("web-1");
        Hub.write(there, "/srv/f", "content");
        hub.put("web-1", there.at(Hub.BASE));
        FileTree first = hub.tree("web-1");
        FileTree tree = hub.view.everything(hub.admin("root"));
        OpenFile file = tree.open(at("/web-1/f"), OpenOptions.READ);
        assertThat(file.read(0, 3).await().remaining()).isEqualTo(3);
        first.close();
        hub.connected.getFirst().open = false;
        hub.put("web-1", there.at(Hub.BASE));
        Failure refusal = failure(() -> file.read(3, 3).await());
        assertThat(refusal.code()).isEqualTo(Code.SESSION_CLOSED);
        assertThat(refusal.message()).doesNotContain("/srv");
        assertThat(Hub.read(tree, "/web-1/f")).isEqualTo("content");
        assertThat(hub.connected).hasSize(2);
        tree.close();
        assertThat(hub.audited()).contains("root read web-1 /f 3 SESSION_CLOSED");
    }

    @Test
    void aThousandTargetsAreListedWithoutConnecting() throws Failed {
        MemoryTree any = hub.server("t-0");
        for (int i = 1; i < 1000; i++) hub.put("t-" + i, any, i % 2 == 0 ? "even" : "odd");
        FileTree ana = hub.view.everything(hub.user("ana", "tag:even:/:read"));
        long start = System.nanoTime();
        for (int round = 0; round < 20; round++)
            assertThat(ana.entries(RemotePath.ROOT)).hasSize(499);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(hub.connected).isEmpty();
    }

    @Test
    void viewsOfOneUserShareASessionUntilTheLastIsClosed() throws Failed {
        Hub.write(hub.server("web-1"), "/srv/f", "content");
        Pass ana = hub.user("ana", "web-1:/:read");
        Pass ben = hub.user("ben", "web-1:/:read");
        FileTree one = hub.view.everything(ana);
        FileTree two = hub.view.target(ana, "web-1");
        FileTree his = hub.view.everything(ben);
        for (FileTree tree : List.of(one, his)) Hub.read(tree, "/web-1/f");
        Hub.read(two, "/f");
        assertThat(hub.sessions.list(new Owner("user:ana"))).hasSize(1);
        assertThat(hub.sessions.list(new Owner("user:ben"))).hasSize(1);
        one.close();
        one.close();
        assertThat(Hub.read(two, "/f")).isEqualTo("content");
        two.close();
        assertThat(hub.sessions.list(new Owner("user:ana"))).isEmpty();
        assertThat(failure(() -> Hub.read(two, "/f")).code()).isEqualTo(Code.SESSION_CLOSED);
    }

    @Test
    void closingAViewClosesItsFilesAndLeavesNoThread() throws Exception {
        MemoryTree there = hub.server("web-1");
        Hub.write(there, "/srv/f", "content");
        FileTree tree = hub.view.everything(hub.admin("root"));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<OpenFile> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) files.add(tree.open(at("/web-1/f"), OpenOptions.READ));
        try (var listing = tree.list(at("/web-1"))) {
            assertThat(listing.next()).isPresent();
        }
        tree.close();
        for (OpenFile file : files)
            assertThat(failure(() -> file.read(0, 1).await())).isNotNull();
        assertThat(hub.audited().stream().filter(line -> line.startsWith("root read web-1 /f 0 ok")))
                .hasSize(50);
        assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
    }

    @Test
    void copiesGoThroughHereBetweenTargetsAndStayThereWithinOne() throws Failed {
        byte[] content = new byte[3_000_001];
        new Random(5).nextBytes(content);
        MemoryTree web = hub.server("web-1");
        MemoryTree nas = hub.server("nas");
        try (OpenFile file = web.open(at("/srv/big"), OpenOptions.createNew(0600))) {
            for (int at = 0; at < content.length; at += 200_000) {
                int length = Math.min(200_000, content.length - at);
                file.write(at, ByteBuffer.wrap(content, at, length)).await();
            }
        }
        FileTree tree = hub.view.everything(hub.admin("root"));
        ServerSideCopy copy = tree.power(ServerSideCopy.class).orElseThrow();
        try (OpenFile from = tree.open(at("/web-1/big"), OpenOptions.READ);
                OpenFile far = tree.open(at("/nas/copy"), OpenOptions.createNew(0600));
                OpenFile near = tree.open(at("/web-1/copy"), OpenOptions.createNew(0600))) {
            Pending<Done> one = copy.copyData(from, 0, 0, far, 0);
            Pending<Done> other = copy.copyData(from, 10, 100, near, 0);
            one.await();
            other.await();
        }
        try (OpenFile file = nas.open(at("/srv/copy"), OpenOptions.READ)) {
            assertThat(file.attributes().await().size()).hasValue(content.length);
            ByteBuffer bytes = file.read(1_000_000, 1000).await();
            assertThat(bytes).isEqualTo(ByteBuffer.wrap(content, 1_000_000, 1000));
        }
        assertThat(web.stat(at("/srv/copy")).size()).hasValue(100);
        assertThat(hub.audited())
                .contains("root write nas /copy " + content.length + " ok", "root write web-1 /copy 100 ok");
    }

    @Test
    void manyReadsAreUnderWayBeforeTheFirstIsAnswered() throws Exception {
        MemoryTree there = hub.server("web-1");
        Hub.write(there, "/srv/f", "content");
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        hub.put("web-1", late(there, sent, answered));
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/:read"));
        try (OpenFile file = tree.open(at("/web-1/f"), OpenOptions.READ)) {
            List<Pending<ByteBuffer>> asked = new ArrayList<>();
            for (int i = 0; i < 100; i++) asked.add(file.read(0, 7));
            assertThat(sent).hasValue(100);
            assertThat(asked.getFirst().isDone()).isFalse();
            answered.countDown();
            for (Pending<ByteBuffer> one : asked)
                assertThat(one.await().remaining()).isEqualTo(7);
        }
    }

    /// The same tree, of which reads are answered when it is said.
    private static FileTree late(FileTree tree, AtomicInteger sent, CountDownLatch answered) {
        return proxy(FileTree.class, tree, (name, made) -> {
            if (!(made instanceof OpenFile file)) return made;
            return proxy(OpenFile.class, file, (call, answer) -> {
                if (!call.equals("read")) return answer;
                sent.incrementAndGet();
                return new Late((Pending<?>) answer, answered);
            });
        });
    }

    private record Late(Pending<?> under, CountDownLatch answered) implements Pending<Object> {
        @Override
        public Object await() throws Failed {
            try {
                answered.await();
            } catch (InterruptedException stop) {
                throw Failure.of(Code.CANCELLED, "cancelled").thrown(stop);
            }
            return under.await();
        }

        @Override
        public boolean isDone() {
            return answered.getCount() == 0;
        }
    }

    private interface Change {
        Object of(String method, Object answer);
    }

    private static <T> T proxy(Class<T> type, T under, Change change) {
        return type.cast(Proxy.newProxyInstance(
                ViewLifeTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object answer = method.invoke(under, arguments);
                        return answer == null ? answer : change.of(method.getName(), answer);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                }));
    }

    @Test
    void moreTargetsThanSessionsAreWalkedThrough() throws Failed {
        MemoryTree any = hub.server("t-0");
        Hub.write(any, "/srv/f", "content");
        for (int i = 1; i < 130; i++) hub.put("t-" + i, any);
        FileTree tree = hub.view.everything(hub.admin("root"));
        try (OpenFile held = tree.open(at("/t-0/f"), OpenOptions.READ)) {
            for (int i = 1; i < 130; i++)
                assertThat(Hub.read(tree, "/t-" + i + "/f")).isEqualTo("content");
            assertThat(held.read(0, 7).await().remaining()).isEqualTo(7);
        }
        assertThat(hub.sessions.list(new Owner("user:root"))).hasSizeLessThanOrEqualTo(100);
        assertThat(Hub.read(tree, "/t-1/f")).isEqualTo("content");
    }

    @Test
    void acrossTargetsNothingIsRenamed() throws Failed {
        Hub.write(hub.server("web-1"), "/srv/f", "content");
        hub.server("nas");
        FileTree tree = hub.view.everything(hub.admin("root"));
        Failure refusal = failure(() -> tree.rename(at("/web-1/f"), at("/nas/f")));
        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(refusal.message()).contains("from web-1 to nas", "copy it, then remove it");
    }

    @Test
    void messagesSpeakOfTheCallersPaths() throws Failed {
        hub.server("web-1");
        FileTree tree = hub.view.everything(hub.admin("root"));
        Failure refusal = failure(() -> tree.stat(at("/web-1/missing")));
        assertThat(refusal.message()).contains("/web-1/missing").doesNotContain("/srv");
        assertThat(refusal.path()).isEqualTo(Optional.of(at("/web-1/missing")));
    }
}
