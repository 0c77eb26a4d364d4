package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.FileTree;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that send far too much, or take nothing: the answers stay true, memory stays flat, and the end of the
/// channel
/// closes everything.
@Timeout(120)
class ServerFloodsIT {
    private static final String OLD = "old content that must stay";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 200;
    private static final long FLAT = 64L << 20;

    private final TempDir dir = TempDir.create();
    private final Path old = dir.resolve("old");

    ServerFloodsIT() throws IOException {
        Files.writeString(old, OLD);
    }

    @AfterEach
    void nothingStays() {
        dir.close();
    }

    private interface Saying {
        void to(SftpTalk talk) throws Exception;
    }

    private void survives(Saying saying) throws IOException {
        Aftermath.in(dir.path()).within(LIMIT).survives(() -> {
            try (FileTree jail = JailTree.open(List.of(AllowedPath.writable(dir.path())), List.of());
                    OwnServer server = OwnServer.of(jail);
                    SftpTalk talk = new SftpTalk(server.openSftp()).greeted()) {
                saying.to(talk);
            }
        });
        assertThat(old).hasContent(OLD);
    }

    /// Sends so many requests, some at a time, and gives each answer away.
    private static void flood(SftpTalk talk, int count, IntFunction<Request> request, Answered answered) {
        Deque<Request> asked = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            Request next = request.apply(talk.nextId());
            talk.post(next);
            asked.add(next);
            if (asked.size() >= AT_ONCE) answered.by(talk.reply(asked.remove().id()));
        }
        while (!asked.isEmpty()) answered.by(talk.reply(asked.remove().id()));
    }

    private interface Answered {
        void by(Reply reply);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aHundredThousandOpensWithoutCloseEndAtTheLimit() throws IOException {
        survives(talk -> {
            int[] counts = new int[2];
            long before = used();
            flood(talk, 100_000, id -> Request.Open.of(id, RemotePath.of("old"), OpenOptions.READ), reply -> {
                if (reply instanceof Reply.Handle) {
                    counts[0]++;
                } else {
                    Reply.Status status = (Reply.Status) reply;
                    assertThat(status.code()).isEqualTo(StatusCode.FAILURE);
                    assertThat(status.message()).contains("1000 files are open");
                    counts[1]++;
                }
            });
            assertThat(counts).containsExactly(1000, 99_000);
            assertThat(used() - before).isLessThan(FLAT);
            assertThat(openHere()).isEqualTo(1000);
        });
        assertThat(openHere()).isZero();
    }

    private long openHere() {
        return Leftovers.files(Path.of("/proc/self")).stream()
                .filter(old.toString()::equals)
                .count();
    }

    @Test
    void aClientThatNeverReadsTakesNoMemory() throws IOException {
        Path large = dir.resolve("large");
        Files.write(large, new byte[1 << 20]);
        survives(talk -> {
            Bytes handle = talk.handle(Request.Open.of(talk.nextId(), RemotePath.of("large"), OpenOptions.READ));
            long before = used();
            talk.stopReading();
            Thread flood = flooding(talk, id -> new Request.Read(id, handle, 0, 255 << 10));
            Thread.sleep(1500);
            assertThat(flood.isAlive()).as("the sender is held back").isTrue();
            assertThat(used() - before).isLessThan(FLAT);
            talk.close();
            flood.join(10_000);
            assertThat(flood.isAlive()).isFalse();
        });
    }

    /// Answers that are thousands of times as large as the question.
    @Test
    void aClientThatNeverReadsLargeAnswersTakesNoMemory() throws IOException {
        Path large = dir.resolve("large");
        Files.write(large, new byte[1 << 20]);
        survives(talk -> {
            long before = used();
            talk.stopReading();
            RemotePath path = RemotePath.of("large");
            Thread flood = flooding(talk, id -> new Request.CheckFileName(id, path, "sha512", 0, 1 << 20, 512));
            Thread.sleep(1500);
            assertThat(used() - before).isLessThan(FLAT);
            talk.close();
            flood.join(10_000);
            assertThat(flood.isAlive()).isFalse();
        });
    }

    private static Thread flooding(SftpTalk talk, IntFunction<Request> request) {
        return Thread.ofPlatform().daemon().name("testbed-flood").start(() -> {
            try {
                for (int i = 0; i < 1_000_000; i++) talk.post(request.apply(1_000_000 + i));
            } catch (AssertionError channelEnded) {
                // As the test has it.
            }
        });
    }

    @Test
    void readsOfFourGibibytesGiveWhatOneAnswerHolds() throws IOException {
        Path large = dir.resolve("large");
        Files.write(large, new byte[1 << 20]);
        survives(talk -> {
            Bytes handle = talk.handle(Request.Open.of(talk.nextId(), RemotePath.of("large"), OpenOptions.READ));
            flood(
                    talk,
                    2000,
                    id -> new Request.Read(id, handle, 0, -1),
                    reply -> assertThat(((Reply.Data) reply).data().remaining()).isEqualTo(255 << 10));
        });
    }

    @Test
    void thousandsOfReaddirEndWithTheEnd() throws IOException {
        for (int i = 0; i < 500; i++) Files.createFile(dir.resolve("f" + i));
        survives(talk -> {
            Bytes handle = talk.handle(new Request.Opendir(talk.nextId(), RemotePath.HERE));
            int[] names = new int[1];
            flood(talk, 5000, id -> new Request.Readdir(id, handle), reply -> {
                if (reply instanceof Reply.Names some) names[0] += some.names().size();
                else assertThat(((Reply.Status) reply).code()).isEqualTo(StatusCode.EOF);
            });
            assertThat(names[0]).isEqualTo(501);
        });
    }

    @Test
    void questionsForTensOfThousandsOfNamesAreRefusedOrBounded() throws IOException {
        survives(talk -> {
            var many = Collections.nCopies(70_000, 0);
            long before = used();
            flood(
                    talk,
                    100,
                    id -> new Request.UsersGroupsById(id, many, List.of()),
                    reply -> assertThat(((Reply.Status) reply).code()).isEqualTo(StatusCode.BAD_MESSAGE));
            assertThat(used() - before).isLessThan(FLAT);
        });
    }

    @Test
    void deepPathsInNumbersTakeNoMemory() throws IOException {
        survives(talk -> {
            RemotePath deep = RemotePath.of("d/".repeat(16_000));
            long before = used();
            flood(
                    talk,
                    3000,
                    id -> new Request.Stat(id, deep),
                    reply -> assertThat(((Reply.Status) reply).code()).isEqualTo(StatusCode.NO_SUCH_FILE));
            assertThat(used() - before).isLessThan(FLAT);
        });
    }

    /// The channel ends in the midst of everything.
    @Test
    void aChannelThatEndsInTheMidstClosesEverything() throws IOException {
        for (int round = 0; round < 20; round++) {
            survives(talk -> {
                for (int i = 0; i < 100; i++) {
                    talk.post(Request.Open.of(talk.nextId(), RemotePath.of("old"), OpenOptions.READ));
                    talk.post(new Request.Opendir(talk.nextId(), RemotePath.HERE));
                    talk.post(new Request.CopyFile(talk.nextId(), RemotePath.of("old"), RemotePath.of("new"), true));
                }
            });
        }
    }
}
