package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.FileTree;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What clients send wrong, to our server over a jail: which answer comes, that it comes in time, that the old file is
/// what it was, and that no thread, open file or side file is left ([Aftermath]). Floods are in [ServerFloodsIT].
@Timeout(60)
class ServerBadInputIT {
    private static final String OLD = "old content that must stay";

    private final TempDir dir = TempDir.create();
    private final Path old = dir.resolve("old");

    ServerBadInputIT() throws IOException {
        Files.writeString(old, OLD);
    }

    @AfterEach
    void nothingStays() {
        dir.close();
    }

    /// Says something to a server of its own.
    private interface Saying {
        void to(OwnServer server, SftpTalk talk) throws Exception;
    }

    private void survives(Saying saying) throws IOException {
        Aftermath.in(dir.path()).survives(() -> {
            try (FileTree jail = JailTree.open(List.of(AllowedPath.writable(dir.path())), List.of());
                    OwnServer server = OwnServer.of(jail);
                    SftpTalk talk = new SftpTalk(server.openSftp())) {
                saying.to(server, talk);
            }
        });
        assertThat(old).hasContent(OLD);
    }

    private static Bytes open(SftpTalk talk, String name, OpenOptions how) {
        return talk.handle(Request.Open.of(talk.nextId(), RemotePath.of(name), how));
    }

    private static StatusCode code(SftpTalk talk, Request request) {
        Reply.Status status = talk.status(request);
        assertThat(status.message()).isNotBlank().doesNotContain("Exception", "dev.drey", "\n");
        return status.code();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    @Test
    void aPacketThatLacksItsPartsEndsTheChannelAndClosesWhatIsOpen() throws IOException {
        for (int type = 3; type <= 20; type++) {
            int each = type;
            survives((server, talk) -> {
                talk.greeted();
                open(talk, "old", OpenOptions.READ_WRITE);
                talk.packet(each, bytes(0, 0, 0, 1, 9));
                assertThat(talk.ends()).as("type " + each).isTrue();
            });
        }
    }

    @Test
    void aPacketThatIsTooLargeEndsTheChannel() throws IOException {
        for (int[] length : new int[][] {{0, 4, 0xb0, 1}, {0x7f, 0xff, 0xff, 0xff}, {0xff, 0xff, 0xff, 0xff}}) {
            survives((server, talk) -> {
                talk.greeted();
                talk.raw(bytes(length));
                talk.raw(bytes(6, 0, 0, 0, 1));
                assertThat(talk.ends()).isTrue();
            });
        }
        survives((server, talk) -> {
            talk.greeted();
            talk.raw(bytes(0, 0, 0, 0));
            assertThat(talk.ends()).isTrue();
        });
    }

    /// The largest that is allowed is taken.
    @Test
    void aPacketOfThreeHundredKibibytesIsNotTooLarge() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            Bytes handle = open(talk, "new", OpenOptions.replace(0600));
            byte[] data = new byte[(300 << 10) - 1 - 4 - 4 - handle.length() - 8 - 4];
            assertThat(code(talk, new Request.Write(talk.nextId(), handle, 0, ByteBuffer.wrap(data))))
                    .isEqualTo(StatusCode.OK);
        });
        assertThat(dir.resolve("new")).hasSize((300 << 10) - 29);
    }

    @Test
    void halfAPacketIsNeverActedUpon() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            Bytes handle = open(talk, "old", OpenOptions.READ_WRITE);
            Request.Write write = new Request.Write(
                    talk.nextId(), handle, 0, Bytes.of("x".repeat(1000)).buffer());
            ByteBuffer head = write.encode()[0];
            byte[] half = new byte[head.remaining()];
            head.get(half);
            talk.raw(half);
            talk.raw("xxxxxxxx".getBytes(StandardCharsets.US_ASCII));
        });
        survives((server, talk) -> {
            talk.greeted();
            Request open = new Request.Open(1, RemotePath.of("old"), OpenFlags.WRITE | OpenFlags.TRUNCATE, Attrs.NONE);
            ByteBuffer whole = open.encode()[0];
            byte[] most = new byte[whole.remaining() - 1];
            whole.get(most);
            talk.raw(most);
        });
    }

    @Test
    void unknownTypesAreUnsupportedAndTheTalkGoesOn() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            for (int type : new int[] {21, 22, 50, 99, 100, 202, 255}) {
                talk.packet(type, bytes(0, 0, 1, type, 1, 2, 3));
                assertThat(((Reply.Status) talk.reply(256 + type)).code())
                        .as("type " + type)
                        .isEqualTo(StatusCode.OP_UNSUPPORTED);
            }
            assertThat(talk.ask(new Request.Stat(talk.nextId(), RemotePath.of("old"))))
                    .isInstanceOf(Reply.Attributes.class);
        });
    }

    @Test
    void aReplyThatComesAsARequestEndsTheChannel() throws IOException {
        for (int type : new int[] {1, 2, 101, 102, 103, 104, 105, 201}) {
            survives((server, talk) -> {
                talk.greeted();
                talk.packet(type, bytes(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
                assertThat(talk.ends()).as("type " + type).isTrue();
            });
        }
    }

    @Test
    void lengthsThatLieEndTheChannel() throws IOException {
        byte[] longerThanThePacket = bytes(0, 0, 0, 1, 0x00, 0x00, 0xff, 0xff, 'a');
        byte[] negative = bytes(0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 'a');
        byte[] manyAttributes = bytes(0, 0, 0, 1, 0, 0, 0, 1, 'a', 0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff);
        for (byte[] body : List.of(longerThanThePacket, negative)) {
            for (int type : new int[] {3, 4, 7, 11, 13, 17, 200}) {
                survives((server, talk) -> {
                    talk.greeted();
                    talk.packet(type, body);
                    assertThat(talk.ends()).as("type " + type).isTrue();
                });
            }
        }
        survives((server, talk) -> {
            talk.greeted();
            talk.packet(9, manyAttributes);
            assertThat(talk.ends()).isTrue();
        });
    }

    @Test
    void aRequestBeforeInitEndsTheChannel() throws IOException {
        survives((server, talk) -> {
            talk.post(new Request.Remove(1, RemotePath.of("old")));
            assertThat(talk.ends()).isTrue();
        });
    }

    @Test
    void aSecondInitEndsTheChannel() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            open(talk, "old", OpenOptions.READ);
            talk.post(new Init(3, List.of()));
            assertThat(talk.ends()).isTrue();
        });
    }

    /// Version 3 is what is spoken, whatever is asked for.
    @Test
    void otherVersionsAreAnsweredWithOurs() throws IOException {
        for (int version : new int[] {0, 2, 6, -1}) {
            survives((server, talk) -> {
                talk.post(new Init(version, List.of()));
                assertThat(talk.greetedAlready().version()).isEqualTo(3);
            });
        }
    }

    @Test
    void namesWithNulAreRefusedEverywhere() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            RemotePath bad = RemotePath.ofBytes("ol\0d".getBytes(StandardCharsets.UTF_8));
            for (Request request : namingRequests(talk, bad)) {
                assertThat(code(talk, request)).as(request.toString()).isIn(StatusCode.BAD_MESSAGE);
            }
        });
        assertThat(dir.path()).isDirectoryContaining("glob:**old");
    }

    private static List<Request> namingRequests(SftpTalk talk, RemotePath bad) {
        RemotePath good = RemotePath.of("old");
        return List.of(
                new Request.Open(talk.nextId(), bad, OpenFlags.WRITE | OpenFlags.CREATE, Attrs.NONE),
                new Request.Opendir(talk.nextId(), bad),
                new Request.Stat(talk.nextId(), bad),
                new Request.Lstat(talk.nextId(), bad),
                new Request.Mkdir(talk.nextId(), bad, Attrs.NONE),
                new Request.Rmdir(talk.nextId(), bad),
                new Request.Remove(talk.nextId(), bad),
                new Request.Rename(talk.nextId(), good, bad),
                new Request.Rename(talk.nextId(), bad, good),
                new Request.PosixRename(talk.nextId(), good, bad),
                new Request.HardLink(talk.nextId(), good, bad),
                new Request.Symlink(talk.nextId(), good, bad),
                new Request.Symlink(talk.nextId(), bad, RemotePath.of("link")),
                new Request.Readlink(talk.nextId(), bad),
                new Request.Realpath(talk.nextId(), bad),
                new Request.ExpandPath(talk.nextId(), bad),
                new Request.Statvfs(talk.nextId(), bad),
                new Request.CopyFile(talk.nextId(), good, bad, true),
                new Request.CopyFile(talk.nextId(), bad, good, true),
                new Request.CheckFileName(talk.nextId(), bad, "md5", 0, 0, 0));
    }

    @Test
    void pathsOf32KibibytesAndOf5000NamesAreAnswered() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            RemotePath deep = RemotePath.of("d/".repeat(5000));
            RemotePath longest = RemotePath.of("a/".repeat(16 << 10));
            RemotePath tooLong = RemotePath.of("a/".repeat(16 << 10) + "a");
            RemotePath around = RemotePath.of("./".repeat(16_000) + "old");
            RemotePath up = RemotePath.of("../".repeat(5000) + "old");
            assertThat(code(talk, new Request.Stat(talk.nextId(), deep))).isEqualTo(StatusCode.NO_SUCH_FILE);
            assertThat(code(talk, new Request.Mkdir(talk.nextId(), longest, Attrs.NONE)))
                    .isEqualTo(StatusCode.NO_SUCH_FILE);
            assertThat(code(talk, new Request.Stat(talk.nextId(), tooLong))).isEqualTo(StatusCode.BAD_MESSAGE);
            assertThat(code(talk, new Request.Remove(talk.nextId(), up))).isEqualTo(StatusCode.PERMISSION_DENIED);
            assertThat(talk.ask(new Request.Lstat(talk.nextId(), around)))
                    .isInstanceOfAny(Reply.Attributes.class, Reply.Status.class);
        });
    }

    @Test
    void directoriesAreMadeDeeplyAndTakenAwayAgain() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            List<Request> made = new ArrayList<>();
            StringBuilder path = new StringBuilder("x");
            for (int i = 0; i < 300; i++, path.append("/x")) {
                made.add(new Request.Mkdir(talk.nextId(), RemotePath.of(path.toString()), Attrs.NONE));
            }
            made.forEach(talk::post);
            for (Request one : made)
                assertThat(((Reply.Status) talk.reply(one.id())).code()).isEqualTo(StatusCode.OK);
            for (Request one : made.reversed()) {
                assertThat(code(talk, new Request.Rmdir(talk.nextId(), ((Request.Mkdir) one).path())))
                        .isEqualTo(StatusCode.OK);
            }
        });
    }

    @Test
    void handlesThatAreForgedOrClosedAreNobodys() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            Bytes open = open(talk, "old", OpenOptions.READ_WRITE);
            Bytes closed = open(talk, "old", OpenOptions.READ_WRITE);
            talk.ask(new Request.Close(talk.nextId(), closed));
            byte[] next = closed.toArray();
            next[7]++;
            for (Bytes bad : List.of(closed, Bytes.of(next), Bytes.EMPTY, Bytes.of("x".repeat(4096)))) {
                for (Request request : handling(talk, bad)) {
                    assertThat(code(talk, request)).as(request.toString()).isEqualTo(StatusCode.FAILURE);
                }
            }
            assertThat(talk.ask(new Request.Fstat(talk.nextId(), open))).isInstanceOf(Reply.Attributes.class);
        });
    }

    private static List<Request> handling(SftpTalk talk, Bytes bad) {
        return List.of(
                new Request.Read(talk.nextId(), bad, 0, 10),
                new Request.Write(talk.nextId(), bad, 0, Bytes.of("defaced").buffer()),
                new Request.Fstat(talk.nextId(), bad),
                new Request.Fsetstat(talk.nextId(), bad, Attrs.NONE),
                new Request.Readdir(talk.nextId(), bad),
                new Request.Fsync(talk.nextId(), bad),
                new Request.Fstatvfs(talk.nextId(), bad),
                new Request.CopyData(talk.nextId(), bad, 0, 0, bad, 0),
                new Request.CheckFileHandle(talk.nextId(), bad, "md5", 0, 0, 0),
                new Request.Md5HashHandle(talk.nextId(), bad, 0, 0, Bytes.EMPTY),
                new Request.Close(talk.nextId(), bad));
    }

    @Test
    void twoConnectionsShareNothing() throws IOException {
        survives((server, talk) -> {
            talk.greeted();
            Bytes mine = open(talk, "old", OpenOptions.READ_WRITE);
            try (SftpTalk other = new SftpTalk(server.openSftp()).greeted()) {
                open(other, "old", OpenOptions.READ_WRITE);
                for (Request request : handling(other, mine)) {
                    assertThat(code(other, request)).as(request.toString()).isEqualTo(StatusCode.FAILURE);
                }
                other.packet(3, bytes(0, 0, 0, 1, 9));
                assertThat(other.ends()).isTrue();
            }
            assertThat(talk.ask(new Request.Fstat(talk.nextId(), mine))).isInstanceOf(Reply.Attributes.class);
        });
    }
}
