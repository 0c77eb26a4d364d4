package dev.drey.operations;

import static dev.drey.operations.Hub.names;
import static dev.drey.operations.Hub.read;
import static dev.drey.operations.Hub.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Pass;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewTest {
    private final Hub hub = new Hub();
    private MemoryTree web = new MemoryTree();
    private MemoryTree nas = new MemoryTree();

    @BeforeEach
    void twoServers() throws Failed {
        web = hub.server("web-1");
        nas = hub.server("nas", "home");
        web.makeDirectory(RemotePath.of("/etc"), Changes.NONE);
        write(web, "/etc/secret", "canary");
        web.makeDirectory(RemotePath.of("/srv/a"), Changes.NONE);
        web.makeDirectory(RemotePath.of("/srv/b"), Changes.NONE);
        write(web, "/srv/a/f", "of a");
        write(web, "/srv/b/g", "of b");
        write(nas, "/srv/n", "of nas");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static Code refusal(Attempt attempt) {
        try {
            attempt.run();
        } catch (Failed failed) {
            return failed.code();
        }
        throw new AssertionError("it was not refused");
    }

    interface Attempt {
        void run() throws Failed;
    }

    private static RemotePath at(String path) {
        return RemotePath.of(path);
    }

    @Test
    void theTopShowsEachTargetThatMayBeSeen() throws Failed {
        FileTree admin = hub.view.everything(hub.admin("root"));
        FileTree ana = hub.view.everything(hub.user("ana", "tag:home:/:read"));
        assertThat(names(admin, "/")).containsExactly("nas", "web-1");
        assertThat(names(ana, "/")).containsExactly("nas");
        assertThat(read(ana, "/nas/n")).isEqualTo("of nas");
        assertThat(refusal(() -> read(ana, "/web-1/a/f"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> ana.stat(at("/web-1")))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void lookingAtTheTopConnectsNowhere() throws Failed {
        FileTree tree = hub.view.everything(hub.admin("root"));
        assertThat(names(tree, "/")).hasSize(2);
        assertThat(tree.stat(at("/web-1")).permissions()).hasValue(0755);
        assertThat(tree.realpath(at("/web-1/."))).isEqualTo(at("/web-1"));
        assertThat(tree.realpath(at("."))).isEqualTo(at("/"));
        assertThat(hub.connected).isEmpty();
        assertThat(names(tree, "/web-1")).containsExactly("a", "b");
        assertThat(hub.connected).hasSize(1);
    }

    @Test
    void oneTargetBeginsAtItsBase() throws Failed {
        FileTree tree = hub.view.target(hub.admin("root"), "web-1");
        assertThat(names(tree, "/")).containsExactly("a", "b");
        assertThat(tree.realpath(at("a/../b/g"))).isEqualTo(at("/b/g"));
        assertThat(read(tree, "a/f")).isEqualTo("of a");
    }

    @Test
    void aGrantBelowTheBaseShowsTheWayToIt() throws Failed {
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read"));
        assertThat(names(tree, "/web-1")).containsExactly("a");
        assertThat(names(tree, "/web-1/a")).containsExactly("f");
        assertThat(tree.stat(at("/web-1")).permissions()).hasValue(0555);
        assertThat(refusal(() -> read(tree, "/web-1/b/g"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> tree.stat(at("/web-1/b")))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> write(tree, "/web-1/a/f", "x"))).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(refusal(() -> write(tree, "/web-1/new", "x"))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void linksAreToldInTheCallersTermsAndLeadNowhereOutside() throws Failed {
        web.symlink(at("/srv/a/inside"), at("/srv/a/f"));
        web.symlink(at("/srv/a/beside"), at("../b/g"));
        web.symlink(at("/srv/a/out"), at("/etc/secret"));
        FileTree all = hub.view.everything(hub.user("ana", "web-1:/:read"));
        FileTree part = hub.view.everything(hub.user("ben", "web-1:/a:read"));
        assertThat(all.readlink(at("/web-1/a/inside"))).isEqualTo(at("/web-1/a/f"));
        assertThat(all.readlink(at("/web-1/a/beside"))).isEqualTo(at("../b/g"));
        assertThat(all.readlink(at("/web-1/a/out"))).isEqualTo(at("/etc/secret"));
        assertThat(all.realpath(at("/web-1/a/inside"))).isEqualTo(at("/web-1/a/f"));
        assertThat(read(all, "/web-1/a/inside")).isEqualTo("of a");
        assertThat(read(all, "/web-1/a/beside")).isEqualTo("of b");
        assertThat(refusal(() -> read(all, "/web-1/a/out"))).isEqualTo(Code.NOT_FOUND);
        assertThat(read(part, "/web-1/a/inside")).isEqualTo("of a");
        assertThat(refusal(() -> read(part, "/web-1/a/beside"))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void whatIsTakenAwayStopsAtTheNextStepOnOpenFilesToo() throws Failed {
        Pass ana = hub.user("ana", "web-1:/:read");
        FileTree tree = hub.view.everything(ana);
        try (OpenFile file = tree.open(at("/web-1/a/f"), OpenOptions.READ)) {
            assertThat(file.read(0, 4).await().remaining()).isEqualTo(4);
            hub.user("ana", "web-1:/b:read");
            assertThat(refusal(() -> file.read(0, 4))).isEqualTo(Code.NOT_FOUND);
            hub.user("ana", "web-1:/a:read");
            assertThat(file.read(0, 4).await().remaining()).isEqualTo(4);
            hub.standings.remove("ana");
            assertThat(refusal(() -> file.read(0, 4))).isEqualTo(Code.NOT_ALLOWED);
        }
        assertThat(refusal(() -> names(tree, "/"))).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void allThatAnOpenFileAnswersStopsWithTheGrant() throws Failed {
        Pass ana = hub.user("ana", "web-1:/:read,write");
        FileTree tree = hub.view.everything(ana);
        try (OpenFile both = tree.open(at("/web-1/a/f"), OpenOptions.READ_WRITE);
                OpenFile sink = tree.open(at("/web-1/a/f"), OpenOptions.WRITE)) {
            hub.user("ana", "web-1:/:write");
            assertThat(refusal(both::attributes)).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(sink.attributes().await().size()).hasValue(4);
            both.sync().await();
            hub.user("ana", "web-1:/:read");
            assertThat(refusal(sink::attributes)).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(refusal(both::sync)).isEqualTo(Code.PERMISSION_DENIED);
            hub.standings.remove("ana");
            for (OpenFile file : List.of(both, sink)) {
                assertThat(refusal(file::attributes)).isEqualTo(Code.NOT_ALLOWED);
                assertThat(refusal(file::sync)).isEqualTo(Code.NOT_ALLOWED);
                assertThat(refusal(() -> file.setAttributes(Changes.ofSize(0)))).isEqualTo(Code.NOT_ALLOWED);
            }
        }
    }

    @Test
    void whatWasDoneIsNoted() throws Failed {
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read,write"));
        read(tree, "/web-1/a/f");
        write(tree, "/web-1/a/new", "12345");
        tree.makeDirectory(at("/web-1/a/d"), Changes.NONE);
        assertThat(refusal(() -> tree.remove(at("/web-1/a/f")))).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(refusal(() -> read(tree, "/web-1/b/g"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> tree.makeDirectory(at("/web-1/a/d"), Changes.NONE)))
                .isEqualTo(Code.ALREADY_EXISTS);
        tree.close();
        assertThat(hub.audited())
                .isEqualTo(List.of(
                        "ana connect web-1 ok (ana@web-1)",
                        "ana read web-1 /a/f 4 ok",
                        "ana write web-1 /a/new 5 ok",
                        "ana mkdir web-1 /a/d ok",
                        "ana denied web-1 /a/f PERMISSION_DENIED (remove)",
                        "ana denied web-1 /b/g NOT_FOUND (read)",
                        "ana mkdir web-1 /a/d ALREADY_EXISTS",
                        "ana disconnect web-1 ok (ana@web-1)"));
        assertThat(hub.sessions.list(new dev.drey.session.Owner("user:ana"))).isEmpty();
    }

    private List<String> since(int before) {
        return hub.audited().subList(before, hub.lines.size());
    }

    @Test
    void whereALinkLeadsIsNoted() throws Failed {
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read,write"));
        tree.stat(at("/web-1/a"));
        int before = hub.lines.size();
        tree.symlink(at("/web-1/a/l"), at("../../etc/secret"));
        tree.symlink(at("/web-1/a/m"), at("/web-1/b/g"));
        tree.symlink(at("/web-1/a/n"), at("/etc/secret"));
        assertThat(refusal(() -> tree.symlink(at("/web-1/a/f"), at("x")))).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(since(before))
                .containsExactly(
                        "ana symlink web-1 /a/l -> ../../etc/secret ok",
                        "ana symlink web-1 /a/m -> /b/g ok",
                        "ana symlink web-1 /a/n -> /etc/secret ok",
                        "ana symlink web-1 /a/f -> x ALREADY_EXISTS");
    }

    @Test
    void whatIsSetIsNotedByPathAndByHandle() throws Failed {
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read,write"));
        tree.stat(at("/web-1/a"));
        int before = hub.lines.size();
        tree.setAttributes(at("/web-1/a/f"), Changes.ofPermissions(0640).withSize(3));
        try (OpenFile file = tree.open(at("/web-1/a/f"), OpenOptions.WRITE)) {
            file.setAttributes(Changes.ofPermissions(04777)).await();
            file.setAttributes(Changes.ofPermissions(04777)).await();
            file.setAttributes(Changes.ofTimes(Hub.NOW, Hub.NOW).withPermissions(0600))
                    .await();
        }
        try (OpenFile file = tree.open(at("/web-1/a/f"), OpenOptions.READ)) {
            file.setAttributes(Changes.ofPermissions(0644)).await();
        }
        try (OpenFile file = tree.open(at("/web-1/a/f"), OpenOptions.WRITE)) {
            for (int mode = 0; mode < 10; mode++)
                file.setAttributes(Changes.ofPermissions(mode)).await();
        }
        assertThat(since(before))
                .containsExactly(
                        "ana set web-1 /a/f ok (mode 640 size 3)",
                        "ana write web-1 /a/f 0 ok (set mode 4777, mode 600 times)",
                        "ana set web-1 /a/f ok (mode 644)",
                        "ana read web-1 /a/f 0 ok",
                        "ana set web-1 /a/f ok (mode 10)",
                        "ana set web-1 /a/f ok (mode 11)",
                        "ana write web-1 /a/f 0 ok (set mode 0, mode 1, mode 2, mode 3, mode 4, mode 5, mode 6, mode 7)");
    }

    @Test
    void whatAHandleIsRefusedToSetIsNoted() throws Failed {
        web.setAttributes(at("/srv/a/f"), Changes.ofPermissions(0666));
        hub.put("web-1", web.as(MemoryTree.Identity.user(1000, 1000)));
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read,write"));
        tree.stat(at("/web-1/a"));
        int before = hub.lines.size();
        try (OpenFile file = tree.open(at("/web-1/a/f"), OpenOptions.WRITE)) {
            assertThat(refusal(() -> file.setAttributes(Changes.ofOwner(0, 0)).await()))
                    .isEqualTo(Code.PERMISSION_DENIED);
        }
        assertThat(since(before))
                .containsExactly("ana set web-1 /a/f PERMISSION_DENIED (owner 0:0)", "ana write web-1 /a/f 0 ok");
    }

    @Test
    void aCopyThatTheTargetMakesCountsOnBothSidesWhenItIsDone() throws Failed {
        FileTree tree = hub.view.everything(hub.user("ana", "web-1:/a:read,write"));
        ServerSideCopy copy = tree.power(ServerSideCopy.class).orElseThrow();
        tree.stat(at("/web-1/a"));
        int before = hub.lines.size();
        try (OpenFile to = tree.open(at("/web-1/a/new"), OpenOptions.createNew(0600));
                OpenFile from = tree.open(at("/web-1/a/f"), OpenOptions.READ)) {
            copy.copyData(from, 1, 0, to, 0).await();
            copy.copyData(from, 0, 2, to, 3).await();
            assertThat(refusal(() -> copy.copyData(from, 0, 1000, to, 0).await()))
                    .isEqualTo(Code.INVALID_ARGUMENT);
        }
        assertThat(since(before))
                .containsExactly("ana read web-1 /a/f 5 ok", "ana write web-1 /a/new 5 INVALID_ARGUMENT");
    }
}
