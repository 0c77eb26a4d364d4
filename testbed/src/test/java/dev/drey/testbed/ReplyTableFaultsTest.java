package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.sftp.client.SftpClient;
import dev.drey.sftp.wire.Request;
import dev.drey.testbed.faults.FaultyQuestioner;
import dev.drey.testbed.faults.Questioner;
import dev.drey.testbed.faults.ReplyFault;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nobody waits for a reply that will not come: the checks pass for the real client, and each finds the
/// reply table that forgets what it is for.
@Timeout(60)
class ReplyTableFaultsTest {
    private static final RemotePath A = RemotePath.of("/a");
    private static final RemotePath B = RemotePath.of("/b");
    private static final List<Check> ALL = List.of(
            ReplyTableFaultsTest::repliesReachTheirOwnCallers,
            ReplyTableFaultsTest::whoWaitsHearsOfTheEnd,
            ReplyTableFaultsTest::whoWaitsHearsOfOurOwnClose,
            ReplyTableFaultsTest::whoAsksAfterTheEndHearsOfItAtOnce);

    /// How somebody begins to speak over a channel.
    private interface Opening {
        Questioner over(Channel channel) throws Failed;
    }

    /// One thing that must be true of every client. `patience` in milliseconds: who has not heard by then
    /// waits for ever.
    private interface Check {
        void on(Opening opening, long patience) throws Exception;
    }

    private static Questioner real(Channel channel) throws Failed {
        FileTree tree = SftpClient.over(channel, "far");
        return new Questioner() {
            @Override
            public Attributes stat(RemotePath path) throws Failed {
                return tree.stat(path);
            }

            @Override
            public void close() throws Failed {
                tree.close();
            }
        };
    }

    private static Opening faulty(ReplyFault fault) {
        return channel -> FaultyQuestioner.over(channel, fault);
    }

    /// A question in a thread of its own.
    private static final class Asked {
        private final FutureTask<Attributes> task;
        private final Thread thread;

        Asked(Questioner questioner, RemotePath path) {
            task = new FutureTask<>(() -> questioner.stat(path));
            thread = Thread.ofVirtual().start(task);
        }

        int mode() throws Exception {
            return task.get(10, TimeUnit.SECONDS).permissions().orElseThrow();
        }

        Failure.Code failure(long patience) throws Exception {
            try {
                throw new AssertionError("there was an answer: " + task.get(patience, TimeUnit.MILLISECONDS));
            } catch (TimeoutException forgotten) {
                thread.interrupt();
                throw new AssertionError("waits for ever", forgotten);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Failed cause) return cause.code();
                throw failed;
            }
        }
    }

    private static void repliesReachTheirOwnCallers(Opening opening, long patience) throws Exception {
        MuteServer server = new MuteServer();
        Questioner questioner = opening.over(server);
        Asked a = new Asked(questioner, A);
        Request.Stat first = server.next();
        Asked b = new Asked(questioner, B);
        server.answer(server.next(), 0100002);
        server.answer(first, 0100001);
        assertThat(a.mode()).isEqualTo(1);
        assertThat(b.mode()).isEqualTo(2);
        questioner.close();
    }

    private static void whoWaitsHearsOfTheEnd(Opening opening, long patience) throws Exception {
        MuteServer server = new MuteServer();
        Asked a = new Asked(opening.over(server), A);
        server.next();
        server.dies();
        assertThat(a.failure(patience)).isEqualTo(Failure.Code.CONNECTION_LOST);
    }

    private static void whoWaitsHearsOfOurOwnClose(Opening opening, long patience) throws Exception {
        MuteServer server = new MuteServer();
        Questioner questioner = opening.over(server);
        Asked a = new Asked(questioner, A);
        server.next();
        questioner.close();
        assertThat(a.failure(patience)).isEqualTo(Failure.Code.SESSION_CLOSED);
    }

    private static void whoAsksAfterTheEndHearsOfItAtOnce(Opening opening, long patience) throws Exception {
        MuteServer server = new MuteServer();
        Questioner questioner = opening.over(server);
        server.dies();
        assertThat(new Asked(questioner, A).failure(patience)).isEqualTo(Failure.Code.CONNECTION_LOST);
    }

    private static void assertPasses(Opening opening, List<Check> checks) throws Exception {
        for (Check check : checks) check.on(opening, 10_000);
    }

    private static void assertFound(Opening opening, Check check) {
        assertThatThrownBy(() -> check.on(opening, 500))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waits for ever");
    }

    @Test
    void theRealClientForgetsNobody() throws Exception {
        assertPasses(ReplyTableFaultsTest::real, ALL);
    }

    @Test
    void theSimpleClientWithoutAFaultForgetsNobody() throws Exception {
        assertPasses(faulty(ReplyFault.NONE), ALL);
    }

    @Test
    void aReplyTableThatForgetsOnCloseWhoWaitsIsFound() throws Exception {
        Opening forgetful = faulty(ReplyFault.FORGETS_WHO_WAITS);
        assertFound(forgetful, ALL.get(1));
        assertFound(forgetful, ALL.get(2));
        assertPasses(forgetful, List.of(ALL.get(0), ALL.get(3)));
    }

    @Test
    void aReplyTableThatForgetsThatItIsClosedIsFound() throws Exception {
        Opening forgetful = faulty(ReplyFault.FORGETS_THAT_IT_HAS_ENDED);
        assertFound(forgetful, ALL.get(3));
        assertPasses(forgetful, ALL.subList(0, 3));
    }
}
