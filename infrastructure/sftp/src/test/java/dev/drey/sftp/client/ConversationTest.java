package dev.drey.sftp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the far side may do to a conversation, and what becomes of it.
@Timeout(20)
class ConversationTest {
    private static final RemotePath A = RemotePath.of("/a");
    private static final RemotePath B = RemotePath.of("/b");

    @Test
    void repliesInAnyOrderReachTheirOwnCallers() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> a = Background.of(() -> tree.stat(A));
        Request first = far.next(Request.Stat.class);
        Background<Attributes> b = Background.of(() -> tree.stat(B));
        Request second = far.next(Request.Stat.class);
        far.mode(second, 0100002);
        far.mode(first, 0100001);
        assertThat(a.result().permissions()).hasValue(1);
        assertThat(b.result().permissions()).hasValue(2);
    }

    @Test
    void replyToNoRequestEndsTheConversationForEverybody() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        Request request = far.next(Request.Stat.class);
        far.say(Reply.Status.of(request.id() + 1000, StatusCode.OK, ""));
        assertBroken(stat, tree, far);
    }

    @Test
    void secondReplyToOneRequestEndsTheConversation() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        Request first = far.next(Request.Stat.class);
        far.mode(first, 0100644);
        stat.result();
        Background<Attributes> other = Background.of(() -> tree.stat(B));
        far.next(Request.Stat.class);
        far.mode(first, 0100644);
        assertBroken(other, tree, far);
    }

    @Test
    void garbageEndsTheConversation() throws Exception {
        for (String garbage : new String[] {
            "00000000",
            "7fffffff",
            "ffffffff 00",
            "00000005 63 00000001",
            "00000006 65 00000001 00",
            "00000009 68 00000001 7fffffff",
            "0000000d 69 00000001 80000000 7fffffff",
            "00000009 01 00000003 00000000"
        }) {
            FarSide far = FarSide.announcing();
            FileTree tree = far.tree();
            Background<Attributes> stat = Background.of(() -> tree.stat(A));
            far.next(Request.Stat.class);
            far.say(garbage);
            assertBroken(stat, tree, far);
        }
    }

    @Test
    void replyOfAnotherKindEndsTheConversation() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        far.handle(far.next(Request.Stat.class), "h");
        assertBroken(stat, tree, far);
    }

    private static void assertBroken(Background<?> waiting, FileTree tree, FarSide far) throws Exception {
        Failure failure = waiting.failure();
        assertThat(failure.code()).isEqualTo(Code.PROTOCOL_ERROR);
        assertThat(failure.message()).contains("far", "protocol").doesNotContain("Exception");
        assertThat(Background.of(() -> tree.stat(B)).failure().code()).isEqualTo(Code.PROTOCOL_ERROR);
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !far.isOpen());
    }

    @Test
    void replyInOneBytePiecesIsWhole() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        Request request = far.next(Request.Stat.class);
        String hex = "0000000d69" + String.format("%08x", request.id()) + "00000004000081a4";
        for (int i = 0; i < hex.length(); i += 2) far.say(hex.substring(i, i + 2));
        assertThat(stat.result().permissions()).hasValue(0644);
    }

    @Test
    void stalledServerIsNoticedAndEverybodyHears() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree(Limits.USUAL.withQuiet(Duration.ofMillis(200)));
        Failure failure = Background.of(() -> tree.stat(A)).failure();
        assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
        assertThat(failure.isTransient()).isTrue();
        assertThat(Background.of(() -> tree.stat(B)).failure().code()).isEqualTo(Code.TIMEOUT);
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !far.isOpen());
    }

    @Test
    void waitingGoesOnWhileTheLineMoves() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree(Limits.USUAL.withQuiet(Duration.ofMillis(700)));
        Background<Attributes> slow = Background.of(() -> tree.stat(A));
        Request first = far.next(Request.Stat.class);
        for (int i = 0; i < 5; i++) {
            Background<Attributes> quick = Background.of(() -> tree.stat(B));
            Request request = far.next(Request.Stat.class);
            Thread.sleep(250);
            far.mode(request, 0100644);
            quick.result();
        }
        far.mode(first, 0100600);
        assertThat(slow.result().permissions()).hasValue(0600);
    }

    @Test
    void slowRequestsHaveTheLongLimitAndThoseBehindThemToo() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree(Limits.USUAL.withQuiet(Duration.ofMillis(200)).withPatient(Duration.ofSeconds(10)));
        Background<Boolean> rename = Background.doing(() -> tree.rename(A, B));
        Request slow = far.next(Request.Rename.class);
        Background<Attributes> behind = Background.of(() -> tree.stat(A));
        Request stat = far.next(Request.Stat.class);
        Thread.sleep(600);
        far.ok(slow);
        far.mode(stat, 0100644);
        assertThat(rename.result()).isTrue();
        assertThat(behind.result().permissions()).hasValue(0644);
    }

    @Test
    void lineThatBreaksFailsEveryCallAndWhatComesAfterwards() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        far.next(Request.Stat.class);
        far.hangUp(Optional.of(Failure.of(Code.CONNECTION_LOST, "reset by peer")));
        Failure failure = stat.failure();
        assertThat(failure.code()).isEqualTo(Code.CONNECTION_LOST);
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message()).isEqualTo("stat /a: reset by peer");
        assertThat(Background.of(() -> tree.stat(B)).failure().code()).isEqualTo(Code.CONNECTION_LOST);
    }

    @Test
    void ownCloseFailsCallsUnderWay() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        far.next(Request.Stat.class);
        tree.close();
        assertThat(stat.failure().code()).isEqualTo(Code.SESSION_CLOSED);
        assertThat(far.isOpen()).isFalse();
    }

    @Test
    void interruptEndsAWaitAndTheLateReplyIsThrownAway() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Attributes> stat = Background.of(() -> tree.stat(A));
        Request abandoned = far.next(Request.Stat.class);
        stat.awaitWaiting();
        stat.interrupt();
        assertThat(stat.failure().code()).isEqualTo(Code.CANCELLED);
        far.mode(abandoned, 0100644);
        Background<Attributes> other = Background.of(() -> tree.stat(B));
        far.mode(far.next(Request.Stat.class), 0100600);
        assertThat(other.result().permissions()).hasValue(0600);
    }

    @Test
    void lateHandleIsClosed() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<OpenFile> open = Background.of(() -> tree.open(A, OpenOptions.createNew(0600)));
        Request request = far.next(Request.Open.class);
        open.awaitWaiting();
        open.interrupt();
        assertThat(open.failure().code()).isEqualTo(Code.CANCELLED);
        far.handle(request, "late");
        Request.Close close = far.next(Request.Close.class);
        assertThat(close.handle().text()).isEqualTo("late");
        far.ok(close);
        assertThat(far.isOpen()).isTrue();
    }

    @Test
    void textOfALoginShellIsExplained() {
        FarSide far = FarSide.saying("Welcome to web-1!\r\n".getBytes(UTF_8));
        Failure failure = failureOf(far, Limits.USUAL);
        assertThat(failure.code()).isEqualTo(Code.NO_SFTP_SUBSYSTEM);
        assertThat(failure.message()).contains("Welcome to web-1!", "login shell");
        assertThat(far.isOpen()).isFalse();
    }

    @Test
    void anotherVersionIsRefused() {
        FarSide far = FarSide.saying(new byte[] {0, 0, 0, 5, 2, 0, 0, 0, 2});
        assertThat(failureOf(far, Limits.USUAL).code()).isEqualTo(Code.PROTOCOL_ERROR);
        assertThat(far.isOpen()).isFalse();
    }

    @Test
    void silentServerIsGivenUp() {
        FarSide far = FarSide.silent();
        Failure failure = failureOf(far, Limits.USUAL.withHello(Duration.ofMillis(100)));
        assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
        assertThat(far.isOpen()).isFalse();
    }

    @Test
    void serverThatEndsBeforeItSpokeIsNone() throws Exception {
        FarSide far = FarSide.silent();
        Background<FileTree> connecting = Background.of(far::tree);
        connecting.awaitWaiting();
        far.hangUp(Optional.empty());
        assertThat(connecting.failure().code()).isEqualTo(Code.NO_SFTP_SUBSYSTEM);
    }

    private static Failure failureOf(FarSide far, Limits limits) {
        try {
            far.tree(limits).close();
        } catch (Failed failed) {
            return failed.failure();
        }
        throw new AssertionError("it should have been refused");
    }
}
