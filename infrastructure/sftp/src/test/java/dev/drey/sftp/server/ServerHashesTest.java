package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.OpenOptions;
import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The hash extensions.
class ServerHashesTest extends Served {
    private Reply hash(Bytes handle, String algorithms, long offset, long length, int block) {
        return client.ask(new Request.CheckFileHandle(client.nextId(), handle, algorithms, offset, length, block));
    }

    private static byte[] hashes(Reply reply) {
        var decoded = Answer.decode(((Reply.Extended) reply).body(), Answer.CheckFile.class);
        return ((dev.drey.sftp.wire.Decoded.Whole<Answer.CheckFile>) decoded)
                .packet()
                .hashes()
                .toArray();
    }

    @Test
    void rangesAreHashedByHandleAndByName() throws Exception {
        client.init();
        String text = "0123456789".repeat(70_000);
        Bytes writer = open("/f", OpenOptions.replace(0644));
        for (int at = 0; at < text.length(); at += 100_000) write(writer, at, text.substring(at, at + 100_000));
        close(writer);
        Bytes handle = open("/f", OpenOptions.READ);
        var sha256 = java.security.MessageDigest.getInstance("SHA-256");
        byte[] whole = sha256.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(hashes(hash(handle, "crc32,sha256,md5", 0, 0, 0))).isEqualTo(whole);
        assertThat(hashes(client.ask(new Request.CheckFileName(client.nextId(), path("/f"), "sha256", 0, 0, 0))))
                .isEqualTo(whole);
        byte[] blocks = hashes(hash(handle, "sha256", 5, 1000, 300));
        byte[] byName =
                hashes(client.ask(new Request.CheckFileName(client.nextId(), path("/f"), "sha256", 5, 1000, 300)));
        assertThat(blocks).hasSize(4 * 32).isEqualTo(byName);
        tree.remove(path("/f"));
        assertThat(hashes(hash(handle, "sha256", 0, 0, 0))).isEqualTo(whole);
    }

    @Test
    void hashesThatCannotBeAreRefused() {
        client.init();
        put("/f", "x".repeat(200_000));
        Bytes handle = open("/f", OpenOptions.READ);
        assertThat(status(hash(handle, "crc32", 0, 0, 0))).isEqualTo(StatusCode.OP_UNSUPPORTED);
        assertThat(status(hash(handle, "md5", 0, 0, 255))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(handle, "md5", 0, 0, -1))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(handle, "md5", -1, 0, 0))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(hash(handle, "md5", 200_001, 7, 256)).isInstanceOf(Reply.Extended.class);
        Bytes writer = open("/f", OpenOptions.WRITE);
        client.status(new Request.Setstat(client.nextId(), path("/f"), Attrs.of(Changes.ofSize(1L << 40))));
        assertThat(status(hash(handle, "md5", 0, 0, 256))).isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(status(hash(writer, "md5", 0, 10, 0))).isEqualTo(StatusCode.PERMISSION_DENIED);
        // Also where no byte would be read.
        assertThat(status(hash(writer, "md5", 1L << 50, 10, 0))).isEqualTo(StatusCode.PERMISSION_DENIED);
        Request md5 = new Request.Md5HashHandle(client.nextId(), writer, 1L << 50, 10, Bytes.EMPTY);
        assertThat(client.status(md5)).isEqualTo(StatusCode.PERMISSION_DENIED);
    }

    /// As many as fit one reply, by their own length.
    @Test
    void manyShortHashesFitWhereLongOnesDoNot() throws Exception {
        client.init();
        lay("/f", "x".repeat(256 * 10_000));
        Bytes handle = open("/f", OpenOptions.READ);
        assertThat(hashes(hash(handle, "md5", 0, 0, 256))).hasSize(10_000 * 16);
        assertThat(status(hash(handle, "sha512", 0, 0, 256))).isEqualTo(StatusCode.BAD_MESSAGE);
    }

    /// Its size was asked before.
    @Test
    void aFileThatGrowsMeanwhileIsNotHashedIntoTooManyBlocks() {
        Around growing = new Around(new EndlessTree(tree)) {
            @Override
            public dev.drey.files.Attributes stat(dev.drey.files.RemotePath path) {
                return dev.drey.files.Attributes.NONE;
            }
        };
        serve(growing, usual);
        client.init();
        for (String name : List.of("sha512", "sha256")) {
            Request asked = new Request.CheckFileName(client.nextId(), path("/f"), name, 0, 0, 256);
            assertThat(status(client.ask(asked))).isEqualTo(StatusCode.BAD_MESSAGE);
        }
    }

    @Test
    void md5IsGivenOnlyWhereTheQuickCheckIsRight() {
        client.init();
        put("/f", "abc");
        Bytes right = Bytes.of(java.util.HexFormat.of().parseHex("900150983cd24fb0d6963f7d28e17f72"));
        for (Bytes quick : List.of(Bytes.EMPTY, right)) {
            Reply reply = client.ask(new Request.Md5Hash(client.nextId(), path("/f"), 0, 0, quick));
            assertThat(Answer.decode(((Reply.Extended) reply).body(), Answer.Md5.class)
                            .toString())
                    .contains(right.toString());
        }
        Reply other = client.ask(new Request.Md5Hash(client.nextId(), path("/f"), 0, 0, Bytes.of("0123456789abcdef")));
        assertThat(Answer.decode(((Reply.Extended) other).body(), Answer.Md5.class)
                        .toString())
                .contains("hash=]");
    }
}
