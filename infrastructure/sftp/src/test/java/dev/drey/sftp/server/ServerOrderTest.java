package dev.drey.sftp.server;

import static dev.drey.sftp.server.FakeClient.await;
import static dev.drey.sftp.server.FakeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Requests that are sent without waiting for each other.
class ServerOrderTest extends Served {
    @Test
    void directoriesAndFilesInThemAreMadeWithoutWaiting() {
        client.init();
        for (int round = 0; round < 50; round++) {
            String top = "/r" + round;
            Request last = Request.Open.of(1003, path(top + "/b/f"), OpenOptions.createNew(0644));
            client.post(new Request.Mkdir(1000, path(top), Attrs.NONE));
            client.post(new Request.Mkdir(1001, path(top + "/b"), Attrs.NONE));
            client.post(new Request.Symlink(1002, path("b"), path(top + "/l")));
            client.post(last);
            client.post(new Request.Rename(1004, path(top), path(top + "x")));
            client.post(new Request.Stat(1005, path(top + "x/b/f")));
            assertThat(status(client.reply(1000))).isEqualTo(StatusCode.OK);
            assertThat(status(client.reply(1001))).isEqualTo(StatusCode.OK);
            assertThat(status(client.reply(1002))).isEqualTo(StatusCode.OK);
            Bytes handle = ((Reply.Handle) client.reply(1003)).handle();
            assertThat(status(client.reply(1004))).isEqualTo(StatusCode.OK);
            assertThat(client.reply(1005)).isInstanceOf(Reply.Attributes.class);
            assertThat(close(handle)).isEqualTo(StatusCode.OK);
        }
    }

    @Test
    void aWholeFileIsSentWithoutWaitingForAnything() {
        client.init();
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Bytes handle = open("/f", OpenOptions.createNew(0600));
        List<Integer> ids = new ArrayList<>();
        for (int at = 0; at < content.length; at += 30_000) {
            ids.add(client.nextId());
            client.post(new Request.Write(ids.getLast(), handle, at, ByteBuffer.wrap(content, at, 30_000)));
        }
        ids.add(client.nextId());
        client.post(new Request.Fsetstat(ids.getLast(), handle, Attrs.of(Changes.ofPermissions(04755))));
        ids.add(client.nextId());
        client.post(new Request.Close(ids.getLast(), handle));
        ids.add(client.nextId());
        client.post(new Request.PosixRename(ids.getLast(), path("/f"), path("/g")));
        client.post(new Request.Stat(9999, path("/g")));
        for (int id : ids) assertThat(status(client.reply(id))).isEqualTo(StatusCode.OK);
        var attributes = ((Reply.Attributes) client.reply(9999)).attrs().attributes();
        assertThat(attributes.sizeOrZero()).isEqualTo(content.length);
        assertThat(attributes.permissions()).isEqualTo(OptionalInt.of(04755));
    }

    @Test
    void readsOfASlowTreeAreUnderWayTogetherAndComeWhole() throws Failed {
        byte[] content = new byte[500_000];
        new Random(2).nextBytes(content);
        try (OpenFile file = tree.open(path("/f"), OpenOptions.createNew(0644))) {
            file.write(0, ByteBuffer.wrap(content, 0, 250_000));
            file.write(250_000, ByteBuffer.wrap(content, 250_000, 250_000));
        }
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.READ);
        for (int i = 0; i < 5; i++) client.post(new Request.Read(100 + i, handle, i * 100_000L, 100_000));
        await(() -> slow.asked().get() == 5 * 4);
        slow.gate().countDown();
        for (int i = 0; i < 5; i++) {
            var data = ((Reply.Data) client.reply(100 + i)).data();
            assertThat(data).isEqualTo(ByteBuffer.wrap(content, i * 100_000, 100_000));
        }
        Reply tail = client.ask(new Request.Read(200, handle, 499_000, 50_000));
        assertThat(((Reply.Data) tail).data().remaining()).isEqualTo(1000);
    }

    @Test
    void aStatWaitsForTheWritesBeforeItAndNotForOtherFiles() {
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.createNew(0644));
        client.post(new Request.Write(50, handle, 0, Bytes.of("12345").buffer()));
        client.post(new Request.Stat(51, path("/f")));
        assertThat(client.ask(new Request.Mkdir(52, path("/d"), Attrs.NONE))).isInstanceOf(Reply.Status.class);
        assertThat(client.answered(51)).isFalse();
        slow.gate().countDown();
        assertThat(((Reply.Attributes) client.reply(51)).attrs().size()).isEqualTo(5);
    }

    /// Nothing may tell the tree to close a file while it is still read for something else.
    @Test
    void aCloseWaitsForTheHashOfItsFile() throws Exception {
        lay("/f", "x".repeat(100_000));
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.READ);
        client.post(new Request.CheckFileHandle(50, handle, "sha256", 0, 0, 0));
        client.post(new Request.Close(51, handle));
        passesAlone(slow);
        assertThat(client.reply(50)).isInstanceOf(Reply.Extended.class);
        assertThat(status(client.reply(51))).isEqualTo(StatusCode.OK);
    }

    @Test
    void bothClosesWaitForTheCopyBetweenTheirFiles() throws Exception {
        lay("/f", "x".repeat(100_000));
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.replace(0644));
        client.post(new Request.CopyData(50, from, 0, 0, to, 0));
        client.post(new Request.Close(51, from));
        client.post(new Request.Close(52, to));
        passesAlone(slow);
        for (int id = 50; id < 53; id++) assertThat(status(client.reply(id))).isEqualTo(StatusCode.OK);
        assertThat(tree.stat(path("/g")).sizeOrZero()).isEqualTo(100_000);
    }

    private static void passesAlone(SlowTree slow) throws InterruptedException {
        await(() -> slow.asked().get() > 0);
        Thread.sleep(100);
        assertThat(slow.asked()).hasValue(1);
        slow.gate().countDown();
    }

    /// Else what is meant for one directory would be done to another that has its name now.
    @Test
    void aHandleOfADirectoryGoesWithItsParent() throws Failed {
        client.init();
        for (String name : List.of("/x", "/x/y", "/e", "/r"))
            tree.makeDirectory(path(name), Changes.ofPermissions(0755));
        Bytes handle = client.handle(new Request.Opendir(client.nextId(), path("x/y")));
        Bytes replaced = client.handle(new Request.Opendir(client.nextId(), path("/e")));
        Bytes removed = client.handle(new Request.Opendir(client.nextId(), path("/r")));
        client.post(new Request.Rename(100, path("/x"), path("/z")));
        client.post(new Request.Mkdir(101, path("/x"), Attrs.NONE));
        client.post(new Request.Mkdir(102, path("/x/y"), Attrs.NONE));
        client.post(new Request.Fsetstat(103, handle, Attrs.of(Changes.ofPermissions(0700))));
        for (int id = 100; id < 104; id++) assertThat(status(client.reply(id))).isEqualTo(StatusCode.OK);
        assertThat(tree.stat(path("/z/y")).permissions()).hasValue(0700);
        assertThat(tree.stat(path("/x/y")).permissions()).hasValue(0755);
        client.post(new Request.PosixRename(200, path("/x/y"), path("/e")));
        client.post(new Request.Rmdir(201, path("/r")));
        client.post(new Request.Mkdir(202, path("/r"), Attrs.NONE));
        for (Bytes gone : List.of(replaced, removed)) {
            int id = client.nextId();
            assertThat(client.status(new Request.Fsetstat(id, gone, Attrs.of(Changes.ofPermissions(0)))))
                    .isEqualTo(StatusCode.FAILURE);
            assertThat(client.status(new Request.Fstat(client.nextId(), gone))).isEqualTo(StatusCode.FAILURE);
        }
        assertThat(tree.stat(path("/e")).permissions()).hasValue(0755);
        assertThat(tree.stat(path("/r")).permissions()).hasValue(0755);
    }

    @Test
    void renamesThatFailMakeNobodyWaitForLong() throws Failed {
        lay("/f", "1");
        SlowTree slow = new SlowTree(tree);
        serve(slow, usual);
        client.init();
        Bytes handle = open("/f", OpenOptions.READ_WRITE);
        for (int i = 0; i < 20; i++) {
            assertThat(client.status(new Request.Rename(client.nextId(), path("/f"), path("/none/" + i))))
                    .isEqualTo(StatusCode.NO_SUCH_FILE);
        }
        client.post(new Request.Write(100, handle, 0, Bytes.of("2").buffer()));
        assertThat(client.status(new Request.Mkdir(101, path("/d"), Attrs.NONE)))
                .isEqualTo(StatusCode.OK);
        slow.gate().countDown();
        assertThat(status(client.reply(100))).isEqualTo(StatusCode.OK);
    }

    @Test
    void directoryRepliesComeInTheOrderOfTheirRequests() throws Failed {
        for (int i = 0; i < 150; i++) tree.makeDirectory(path("/d" + i), Changes.NONE);
        client.init();
        for (int round = 0; round < 200; round++) {
            Bytes handle = client.handle(new Request.Opendir(client.nextId(), path("/")));
            for (int i = 0; i < 3; i++) client.post(new Request.Readdir(90_000 + i, handle));
            client.post(new Request.Close(90_003, handle));
            assertThat(((Reply.Names) client.reply(90_000)).names()).hasSize(100);
            assertThat(((Reply.Names) client.reply(90_001)).names()).hasSize(50);
            assertThat(status(client.reply(90_002))).isEqualTo(StatusCode.EOF);
            assertThat(status(client.reply(90_003))).isEqualTo(StatusCode.OK);
        }
    }

    @Test
    void theVersionComesFirstEvenWhenRequestsCameWithTheInit() {
        for (ByteBuffer part : new dev.drey.sftp.wire.Init(3, List.of()).encode()) client.raw(part);
        for (int i = 1; i <= 100; i++) client.post(new Request.Stat(i, path("/")));
        for (int i = 1; i <= 100; i++) assertThat(client.reply(i)).isInstanceOf(Reply.Attributes.class);
    }
}
