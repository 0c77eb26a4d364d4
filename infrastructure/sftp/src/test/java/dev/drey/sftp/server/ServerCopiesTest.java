package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.HardLinks;
import dev.drey.files.OpenOptions;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import org.junit.jupiter.api.Test;

/// Copies within the tree, by handle and by name.
class ServerCopiesTest extends Served {
    private Reply.Status copyFile(String from, String to, boolean overwrite) {
        return (Reply.Status) client.ask(new Request.CopyFile(client.nextId(), path(from), path(to), overwrite));
    }

    @Test
    void aFileIsCopiedByNameWithItsMode() throws Failed {
        client.init();
        put("/f", "content");
        tree.setAttributes(path("/f"), Changes.ofPermissions(04751));
        assertThat(copyFile("/f", "/g", false).code()).isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("content");
        assertThat(tree.stat(path("/g")).permissions()).hasValue(0751);
        assertThat(tree.entries(path("/"))).hasSize(2);
    }

    @Test
    void aTakenNameIsKeptUnlessItShallBeReplaced() throws Failed {
        client.init();
        put("/f", "new");
        put("/g", "old");
        Reply.Status refused = copyFile("/f", "/g", false);
        assertThat(refused.code()).isEqualTo(StatusCode.FAILURE);
        assertThat(refused.message()).isEqualTo("/g: File exists");
        assertThat(get("/g")).isEqualTo("old");
        assertThat(copyFile("/f", "/g", true).code()).isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("new");
        assertThat(tree.entries(path("/"))).hasSize(2);
    }

    /// The copy would take the place of one of its names, and no more be the same file.
    @Test
    void aFileIsNeverCopiedOntoItselfByAnyOfItsNames() throws Failed {
        client.init();
        client.status(new Request.Mkdir(client.nextId(), path("/d"), Attrs.NONE));
        client.status(new Request.Symlink(client.nextId(), path("d"), path("/l")));
        put("/d/f", "1");
        put("/d/other", "2");
        HardLinks links = tree.power(HardLinks.class).orElseThrow();
        links.hardLink(path("/d/f"), path("/g"));
        for (String name : new String[] {"/d/f", "/d/./f", "/l/f", "/d/../d/f", "/g"}) {
            Reply.Status refused = copyFile("/d/f", name, true);
            assertThat(refused.code()).as(name).isEqualTo(StatusCode.BAD_MESSAGE);
            assertThat(refused.message()).contains("this is the file that shall be copied");
        }
        assertThat(links.names(path("/g"))).hasValue(2);
        assertThat(copyFile("/d/f", "/d/other", true).code()).isEqualTo(StatusCode.OK);
        assertThat(get("/d/other")).isEqualTo("1");
        client.status(new Request.Symlink(client.nextId(), path("d/f"), path("/to-f")));
        assertThat(copyFile("/d/f", "/to-f", true).code()).isEqualTo(StatusCode.OK);
        assertThat(tree.lstat(path("/to-f")).isFile()).isTrue();
    }

    @Test
    void dataIsCopiedBehindTheEndOfWhatWasOpenedToAppend() {
        client.init();
        put("/f", "0123456789");
        put("/g", "abc");
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.WRITE.appending());
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 2, 3, to, 0)))
                .isEqualTo(StatusCode.OK);
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 8, 0, to, 100)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("abc23489");
    }

    @Test
    void whatCannotBeCopiedLeavesNothing() throws Failed {
        client.init();
        put("/f", "1");
        client.status(new Request.Mkdir(client.nextId(), path("/d"), Attrs.NONE));
        assertThat(copyFile("/none", "/g", true).code()).isEqualTo(StatusCode.NO_SUCH_FILE);
        assertThat(copyFile("/d", "/g", true).code()).isEqualTo(StatusCode.FAILURE);
        assertThat(copyFile("/f", "/d", true).code()).isEqualTo(StatusCode.FAILURE);
        assertThat(copyFile("/f", "/no/g", true).code()).isEqualTo(StatusCode.NO_SUCH_FILE);
        assertThat(tree.entries(path("/"))).hasSize(2);
    }

    @Test
    void anEmptyFileAndALongNameAreCopiedToo() {
        client.init();
        put("/f", "");
        String longest = "/" + "x".repeat(255);
        assertThat(copyFile("/f", longest, false).code()).isEqualTo(StatusCode.OK);
        assertThat(get(longest)).isEmpty();
    }

    @Test
    void aRangeBeyondTheEndIsCopiedUpToIt() {
        client.init();
        put("/f", "0123456789");
        Bytes from = open("/f", OpenOptions.READ);
        Bytes to = open("/g", OpenOptions.replace(0644));
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 6, 100, to, 0)))
                .isEqualTo(StatusCode.OK);
        assertThat(get("/g")).isEqualTo("6789");
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 50, 0, to, 0)))
                .isEqualTo(StatusCode.OK);
        assertThat(client.status(new Request.CopyData(client.nextId(), from, 0, 0, to, Long.MAX_VALUE)))
                .isEqualTo(StatusCode.BAD_MESSAGE);
        assertThat(client.status(new Request.CopyData(client.nextId(), to, 100, 0, to, 0)))
                .isEqualTo(StatusCode.PERMISSION_DENIED);
        assertThat(get("/g")).isEqualTo("6789");
    }

    @Test
    void theMakerIsTold() {
        var version = client.init();
        assertThat(version.extensions()).anySatisfy(pair -> {
            assertThat(pair.name()).isEqualTo("vendor-id");
            assertThat(pair.data().text()).contains("Drey SFTP server");
        });
        assertThat(client.status(new Request.UnknownExtended(client.nextId(), "vendor-id", Bytes.of("somebody"))))
                .isEqualTo(StatusCode.OK);
    }

    @Test
    void homesAreExpandedToTheirRealPaths() throws Failed {
        client.init();
        tree.makeDirectory(path("/d"), Changes.NONE);
        tree.symlink(path("/to-d"), path("d"));
        for (String asked : new String[] {"~/to-d", "to-d", "/to-d/.", "~/to-d/../d"}) {
            Reply reply = client.ask(new Request.ExpandPath(client.nextId(), path(asked)));
            assertThat(((Reply.Names) reply).names().getFirst().filename().text())
                    .as(asked)
                    .isEqualTo("/d");
        }
        assertThat(client.status(new Request.ExpandPath(client.nextId(), path("~nobody/x"))))
                .isEqualTo(StatusCode.NO_SUCH_FILE);
        assertThat(client.status(new Request.HomeDirectory(client.nextId(), "/d")))
                .isEqualTo(StatusCode.NO_SUCH_FILE);
    }
}
