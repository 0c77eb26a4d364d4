package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.Space;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.OpenFlags;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Single requests and their answers.
class SftpServerTest extends Served {
    @Test
    void whatTheTreeCanDoIsAnnounced() {
        var version = client.init();
        assertThat(version.version()).isEqualTo(3);
        for (Extension extension : List.of(
                Extension.POSIX_RENAME,
                Extension.STATVFS,
                Extension.FSTATVFS,
                Extension.HARDLINK,
                Extension.FSYNC,
                Extension.LSETSTAT,
                Extension.LIMITS,
                Extension.EXPAND_PATH,
                Extension.USERS_GROUPS_BY_ID,
                Extension.COPY_DATA,
                Extension.HOME_DIRECTORY)) {
            assertThat(version.announces(extension)).as(extension.wireName()).isTrue();
        }
    }

    @Test
    void whatTheTreeCannotDoIsNeitherAnnouncedNorDone() {
        serve(new SlowTree(tree), usual);
        var version = client.init();
        assertThat(version.announces(Extension.POSIX_RENAME)).isFalse();
        assertThat(version.announces(Extension.LIMITS)).isTrue();
        assertThat(client.status(new Request.PosixRename(client.nextId(), path("/a"), path("/b"))))
                .isEqualTo(StatusCode.OP_UNSUPPORTED);
        assertThat(client.status(new Request.UnknownExtended(client.nextId(), "x@y", Bytes.EMPTY)))
                .isEqualTo(StatusCode.OP_UNSUPPORTED);
    }

    @Test
    void filesAreWrittenAndRead() {
        client.init();
        put("/f", "hello");
        assertThat(get("/f")).isEqualTo("hello");
        Bytes handle = open("/f", OpenOptions.READ);
        assertThat(client.status(new Request.Read(client.nextId(), handle, 5, 10)))
                .isEqualTo(StatusCode.EOF);
        assertThat(write(handle, 0, "x")).isEqualTo(StatusCode.PERMISSION_DENIED);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
        assertThat(close(handle)).isEqualTo(StatusCode.FAILURE);
    }

    @Test
    void appendingAndGrowingAreHonoured() {
        client.init();
        put("/f", "abc");
        Bytes handle = open("/f", OpenOptions.WRITE.appending());
        write(handle, 0, "de");
        close(handle);
        assertThat(get("/f")).isEqualTo("abcde");
        Attrs longer = Attrs.of(Changes.ofSize(7));
        assertThat(client.status(new Request.Setstat(client.nextId(), path("/f"), longer)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/f")).isEqualTo("abcde\0\0");
        Bytes kept = open("/f", OpenOptions.WRITE);
        close(kept);
        assertThat(get("/f")).hasSize(7);
    }

    @Test
    void refusalsHaveTheTruestStatusAndWords() {
        client.init();
        put("/f", "1");
        Reply missing = client.ask(new Request.Stat(client.nextId(), path("/none")));
        assertThat(missing).isInstanceOfSatisfying(Reply.Status.class, status -> {
            assertThat(status.code()).isEqualTo(StatusCode.NO_SUCH_FILE);
            assertThat(status.message()).isEqualTo("/none: No such file or directory");
        });
        assertThat(client.status(new Request.Mkdir(client.nextId(), path("/f"), Attrs.NONE)))
                .isEqualTo(StatusCode.FAILURE);
        assertThat(client.status(new Request.Stat(client.nextId(), path("/" + "x".repeat(300)))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Stat(client.nextId(), path("/a".repeat(20_000)))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Readdir(client.nextId(), open("/f", OpenOptions.READ))))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.Fstat(client.nextId(), Bytes.of("nothing"))))
                .isEqualTo(StatusCode.FAILURE);
    }

    @Test
    void aDirectoryIsListedWithLongNames() throws Failed {
        client.init();
        put("/f", "12345");
        Instant then = Instant.parse("2001-06-15T12:00:00Z");
        tree.setAttributes(path("/f"), Changes.ofPermissions(04751).withTimes(then, then));
        Bytes handle = client.handle(new Request.Opendir(client.nextId(), path("/")));
        Reply.Names names = (Reply.Names) client.ask(new Request.Readdir(client.nextId(), handle));
        assertThat(names.names()).singleElement().satisfies(named -> {
            assertThat(named.filename().text()).isEqualTo("f");
            assertThat(named.longname().text()).isEqualTo("-rwsr-x--x    1 root     root            5 Jun 15  2001 f");
            assertThat(named.attrs().mode()).isEqualTo(0104751);
        });
        assertThat(client.status(new Request.Readdir(client.nextId(), handle))).isEqualTo(StatusCode.EOF);
        assertThat(close(handle)).isEqualTo(StatusCode.OK);
    }

    @Test
    void aLargeDirectoryComesInPortions() throws Failed {
        for (int i = 0; i < 1234; i++) tree.makeDirectory(path("/d" + i), Changes.NONE);
        client.init();
        Bytes handle = client.handle(new Request.Opendir(client.nextId(), path(".")));
        int count = 0;
        while (client.ask(new Request.Readdir(client.nextId(), handle)) instanceof Reply.Names names) {
            assertThat(names.names()).hasSizeBetween(1, 100);
            count += names.names().size();
        }
        assertThat(count).isEqualTo(1234);
    }

    @Test
    void noFlagsAtAllMeanReading() {
        client.init();
        put("/f", "1");
        Bytes handle = client.handle(new Request.Open(client.nextId(), path("/f"), 0, Attrs.NONE));
        assertThat(client.ask(new Request.Read(client.nextId(), handle, 0, 10))).isInstanceOf(Reply.Data.class);
        assertThat(OpenFlags.READ).isEqualTo(1);
    }

    @Test
    void limitsAndRoomAreTold() {
        client.init();
        Reply.Extended limits = (Reply.Extended) client.ask(new Request.Limits(client.nextId()));
        assertThat(Answer.decode(limits.body(), Answer.Limits.class).toString())
                .contains("packet=307200, read=261120, write=261120, handles=1000");
        Reply.Extended room = (Reply.Extended) client.ask(new Request.Statvfs(client.nextId(), path("/")));
        assertThat(Answer.decode(room.body(), Answer.Statvfs.class).toString()).contains("frsize=4096");
        Reply home = client.ask(new Request.HomeDirectory(client.nextId(), ""));
        assertThat(((Reply.Names) home).names().getFirst().filename().text()).isEqualTo("/");
    }

    /// Some file systems say that they have 2^64 − 1 blocks: in bytes that is no signed number, and still very many.
    @Test
    void roomWithoutBoundsIsNotNegative() {
        serve(
                new Around(tree) {
                    @Override
                    public <P extends Power> Optional<P> power(Class<P> type) {
                        Space space = path -> new Space.Room(-4096, -4096, -4096, 0, 0, false);
                        return type == Space.class ? Optional.of(type.cast(space)) : super.power(type);
                    }
                },
                usual);
        client.init();
        Reply.Extended room = (Reply.Extended) client.ask(new Request.Statvfs(client.nextId(), path("/")));
        assertThat(Answer.decode(room.body(), Answer.Statvfs.class).toString())
                .contains("bfree=4503599627370495, bavail=4503599627370495");
    }

    @Test
    void dataIsCopiedBetweenHandles() {
        client.init();
        put("/f", "0123456789");
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.replace(0644));
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 2, 0, to, 1)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("\00023456789");
    }
}
