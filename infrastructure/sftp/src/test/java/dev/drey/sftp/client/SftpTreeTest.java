package dev.drey.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the tree asks a server, in which order, and what it makes of refusals.
@Timeout(20)
class SftpTreeTest {
    private static final RemotePath A = RemotePath.of("/d/a");
    private static final String STATVFS = "statvfs@openssh.com";

    @Test
    void plainFailureOfMkdirIsLookedInto() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Boolean> made = Background.doing(() -> tree.makeDirectory(A, Changes.NONE));
        far.refuse(far.next(Request.Mkdir.class), StatusCode.FAILURE, "Failure");
        far.mode(far.next(Request.Lstat.class), 0100644);
        Failure failure = made.failure();
        assertThat(failure.code()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(failure.message()).isEqualTo("make directory /d/a: File exists");
        assertThat(failure.path()).hasValue(A);
    }

    @Test
    void plainFailureWithoutACauseStaysOne() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Boolean> made = Background.doing(() -> tree.makeDirectory(A, Changes.NONE));
        far.refuse(far.next(Request.Mkdir.class), StatusCode.FAILURE, "");
        far.refuse(far.next(Request.Lstat.class), StatusCode.NO_SUCH_FILE, "");
        assertThat(made.failure().code()).isEqualTo(Code.INTERNAL);
    }

    @Test
    void fullAndReadOnlyFileSystemsAreFoundByStatvfs() throws Exception {
        assertThat(failureOfMkdir(statvfs(0, 0))).isEqualTo(Code.NO_SPACE);
        assertThat(failureOfMkdir(statvfs(1000, Answer.Statvfs.READ_ONLY))).isEqualTo(Code.READ_ONLY);
        assertThat(failureOfMkdir(statvfs(1000, 0))).isEqualTo(Code.INTERNAL);
    }

    private static Code failureOfMkdir(Answer.Statvfs room) throws Exception {
        FarSide far = FarSide.announcing(STATVFS, "2");
        FileTree tree = far.tree();
        Background<Boolean> made = Background.doing(() -> tree.makeDirectory(A, Changes.NONE));
        far.refuse(far.next(Request.Mkdir.class), StatusCode.FAILURE, "Failure");
        far.refuse(far.next(Request.Lstat.class), StatusCode.NO_SUCH_FILE, "");
        far.say(Reply.Extended.of(far.next(Request.Statvfs.class).id(), room));
        return made.failure().code();
    }

    private static Answer.Statvfs statvfs(long available, long flag) {
        return new Answer.Statvfs(4096, 4096, 1000, available, available, 10, 10, 10, 1, flag, 255);
    }

    @Test
    void wordsOfTheServerAreUnderstoodWithoutAsking() throws Exception {
        assertThat(failureOfRemove(StatusCode.FAILURE, "write: Disk quota exceeded"))
                .isEqualTo(Code.QUOTA_EXCEEDED);
        assertThat(failureOfRemove(StatusCode.FAILURE, "open: no space left on device"))
                .isEqualTo(Code.NO_SPACE);
        assertThat(failureOfRemove(StatusCode.FAILURE, "Read-only file system")).isEqualTo(Code.READ_ONLY);
    }

    @Test
    void codesOfLaterVersionsAreUnderstood() throws Exception {
        assertThat(failureOfRemove(StatusCode.FILE_ALREADY_EXISTS, "")).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(failureOfRemove(StatusCode.LINK_LOOP, "")).isEqualTo(Code.TOO_MANY_LINKS);
        assertThat(failureOfRemove(StatusCode.OP_UNSUPPORTED, "")).isEqualTo(Code.UNSUPPORTED);
        assertThat(failureOfRemove(StatusCode.CONNECTION_LOST, "")).isEqualTo(Code.CONNECTION_LOST);
    }

    private static Code failureOfRemove(StatusCode status, String message) throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Boolean> removed = Background.doing(() -> tree.remove(A));
        far.refuse(far.next(Request.Remove.class), status, message);
        Code code = removed.failure().code();
        assertThat(far.nothingWasSent()).isTrue();
        return code;
    }

    @Test
    void fifoIsNeverOpened() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<OpenFile> open = Background.of(() -> tree.open(A, OpenOptions.READ));
        far.mode(far.next(Request.Stat.class), 0010644);
        assertThat(open.failure().code()).isEqualTo(Code.UNSUPPORTED);
        assertThat(far.nothingWasSent()).isTrue();
    }

    @Test
    void newFileIsOpenedWithoutAskingFirst() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<OpenFile> open = Background.of(() -> tree.open(A, OpenOptions.createNew(0640)));
        Request.Open request = far.next(Request.Open.class);
        assertThat(request.flags()).isEqualTo(0x2a);
        assertThat(request.attrs().mode()).isEqualTo(0640);
        far.handle(request, "h");
        assertThat(open.result().largestWrite()).isEqualTo(32 << 10);
    }

    @Test
    void fileThatAListingShowedIsOpenedWithoutAskingFirst() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<List<Entry>> entries = Background.of(() -> tree.entries(RemotePath.of("/d")));
        far.handle(far.next(Request.Opendir.class), "dir");
        far.say(new Reply.Names(
                far.next(Request.Readdir.class).id(),
                Stream.of(".", "..", "a", "../up").map(SftpTreeTest::named).toList()));
        far.refuse(far.next(Request.Readdir.class), StatusCode.EOF, "");
        far.next(Request.Readdir.class);
        far.ok(far.next(Request.Close.class));
        assertThat(entries.result()).extracting(entry -> entry.name().text()).containsExactly("../up", "a");
        Background<OpenFile> open = Background.of(() -> tree.open(A, OpenOptions.READ));
        far.handle(far.next(Request.Open.class), "h");
        open.result();
    }

    private static Named named(String name) {
        Attrs file = new Attrs(Attrs.PERMISSIONS, 0, 0, 0, 0100644, 0, 0, List.of());
        return new Named(Bytes.of(name), Bytes.EMPTY, file);
    }

    @Test
    void listingReadsAheadByTwo() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<Listing> list = Background.of(() -> tree.list(A));
        far.handle(far.next(Request.Opendir.class), "dir");
        far.next(Request.Readdir.class);
        far.next(Request.Readdir.class);
        assertThat(far.nothingWasSent()).isTrue();
        list.result().close();
        assertThat(far.next(Request.Close.class).handle().text()).isEqualTo("dir");
    }

    @Test
    void portionsWithoutNamesDoNotHoldUsForEver() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        Background<List<Entry>> entries = Background.of(() -> tree.entries(A));
        far.handle(far.next(Request.Opendir.class), "dir");
        for (int i = 0; i < 1000; i++) {
            far.say(new Reply.Names(far.next(Request.Readdir.class).id(), List.of()));
        }
        assertThat(entries.failure().code()).isEqualTo(Code.PROTOCOL_ERROR);
    }

    @Test
    void limitsOfTheServerBoundRequests() throws Exception {
        assertThat(sizes(new Answer.Limits(1 << 18, 1 << 30, 5000, 20))).isEqualTo(List.of(255 << 10, 5000));
        assertThat(sizes(new Answer.Limits(0, 0, 0, 0))).isEqualTo(List.of(32 << 10, 32 << 10));
        assertThat(sizes(new Answer.Limits(-1, -1, 1, -1))).isEqualTo(List.of(255 << 10, 1));
    }

    private static List<Integer> sizes(Answer.Limits limits) throws Exception {
        FarSide far = FarSide.announcing("limits@openssh.com", "1");
        FileTree tree = far.tree();
        far.say(Reply.Extended.of(far.next(Request.Limits.class).id(), limits));
        OpenFile file = opened(far, tree);
        return List.of(file.largestRead(), file.largestWrite());
    }

    private static OpenFile opened(FarSide far, FileTree tree) throws Exception {
        Background<OpenFile> open =
                Background.of(() -> tree.open(A, OpenOptions.createNew(0600).andRead()));
        far.handle(far.next(Request.Open.class), "h");
        return open.result();
    }

    @Test
    void shortReadIsGivenAsItIsAndAnOverlongOneRefused() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree());
        var first = file.read(0, 10);
        var second = file.read(10, 10);
        var third = file.read(20, 2);
        far.say(new Reply.Data(
                far.next(Request.Read.class).id(), Bytes.of("abc").buffer()));
        far.refuse(far.next(Request.Read.class), StatusCode.EOF, "");
        far.say(new Reply.Data(
                far.next(Request.Read.class).id(), Bytes.of("abc").buffer()));
        assertThat(Bytes.of(first.await()).text()).isEqualTo("abc");
        assertThat(second.await().remaining()).isZero();
        assertThat(Background.of(third::await).failure().code()).isEqualTo(Code.PROTOCOL_ERROR);
    }

    @Test
    void dataThatComesInPiecesIsPutWhereTheReadLentMemory() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree());
        ByteBuffer room = ByteBuffer.allocateDirect(10 + OpenFile.ROOM);
        var read = file.read(0, 10, room);
        ByteBuffer reply = far.encoded(new Reply.Data(
                far.next(Request.Read.class).id(), Bytes.of("abc").buffer()));
        far.say(reply.slice(0, 9));
        far.say(reply.slice(9, reply.remaining() - 9));
        ByteBuffer data = read.await();
        assertThat(Bytes.of(data).text()).isEqualTo("abc");
        room.put(OpenFile.ROOM, (byte) 'A');
        assertThat(Bytes.of(data).text()).isEqualTo("Abc");
    }

    @Test
    void replyThatIsTooLargeForTheMemoryItWasLentDoesNotTouchIt() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree());
        ByteBuffer room = ByteBuffer.allocateDirect(1 + OpenFile.ROOM);
        var read = file.read(0, 1, room);
        ByteBuffer reply = far.encoded(
                new Reply.Data(far.next(Request.Read.class).id(), Bytes.of("ab").buffer()));
        far.say(reply.slice(0, 9));
        far.say(reply.slice(9, reply.remaining() - 9));
        assertThat(Background.of(read::await).failure().code()).isEqualTo(Code.PROTOCOL_ERROR);
        while (room.hasRemaining()) assertThat(room.get()).isZero();
    }

    @Test
    void writeAttributesAndCloseGoOutWithoutAnAnswer() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree());
        var write = file.write(0, Bytes.of("abc").buffer());
        var attributes = file.setAttributes(Changes.ofPermissions(0644));
        var close = file.closing();
        Request.Write written = far.next(Request.Write.class);
        assertThat(Bytes.of(written.data()).text()).isEqualTo("abc");
        Request set = far.next(Request.Fsetstat.class);
        far.ok(far.next(Request.Close.class));
        far.refuse(set, StatusCode.PERMISSION_DENIED, "");
        far.ok(written);
        write.await();
        close.await();
        assertThat(Background.of(attributes::await).failure().code()).isEqualTo(Code.PERMISSION_DENIED);
    }

    @Test
    void bytesInFlightAreBoundedAndFreedByRepliesThatNobodyAwaits() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree(Limits.USUAL.withInFlight(64 << 10)));
        file.read(0, 32 << 10);
        file.read(32 << 10, 32 << 10);
        Background<Boolean> third = Background.doing(() -> file.read(64 << 10, 32 << 10));
        Request.Read first = far.next(Request.Read.class);
        far.next(Request.Read.class);
        assertThat(far.nothingWasSent()).isTrue();
        far.say(new Reply.Data(first.id(), Bytes.of("x").buffer()));
        far.next(Request.Read.class);
        third.result();
    }

    @Test
    void roomIsFreedWhenTheConversationEnds() throws Exception {
        FarSide far = FarSide.announcing();
        OpenFile file = opened(far, far.tree(Limits.USUAL.withInFlight(32 << 10)));
        file.read(0, 32 << 10);
        Background<Boolean> second = Background.doing(() -> file.read(0, 32 << 10));
        second.awaitWaiting();
        far.hangUp(Optional.empty());
        assertThat(second.failure().code()).isEqualTo(Code.CONNECTION_LOST);
    }

    @Test
    void requestsThatWouldKillAServerAreNotSent() throws Exception {
        FarSide far = FarSide.announcing();
        FileTree tree = far.tree();
        assertThatThrownBy(() -> tree.stat(RemotePath.of("a\0b"))).hasMessageContaining("NUL");
        assertThatThrownBy(() -> tree.stat(RemotePath.of("x".repeat(40_000)))).hasMessageContaining("32768 bytes");
        assertThat(far.nothingWasSent()).isTrue();
    }
}
