package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Pass;
import dev.drey.events.Events;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.Options;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operations of somebody who came in act on the files that their view shows, and on nothing else.
class OperationsSeenTest {
    private static final Target WEB = target("web-1");

    private final Hub hub = new Hub();
    private MemoryTree web = new MemoryTree();

    @TempDir
    Path state = Path.of("");

    private Optional<Operations> made = Optional.empty();

    private static Target target(String name) {
        return new Target.Remote(Server.of(name, "elsewhere.example.com"));
    }

    @BeforeEach
    void open() throws Failed {
        web = hub.server("web-1");
        web.makeDirectory(RemotePath.of("/srv/a"), Changes.NONE);
        web.makeDirectory(RemotePath.of("/srv/b"), Changes.NONE);
        Hub.write(web, "/srv/a/f", "of a");
        Hub.write(web, "/srv/b/g", "of b");
        HostTrust trust = (target, fingerprint, replace, asker) -> new Outcome.Trusted(target.name(), "", true);
        made = Optional.of(new Operations(
                hub.sessions,
                new Events(),
                trust,
                new Operations.Settings(state, Bandwidth.UNLIMITED, 4),
                new Operations.HubSide(Steward.NONE, Optional.of(hub.view))));
    }

    @AfterEach
    void close() {
        made.ifPresent(Operations::close);
        hub.close();
    }

    private Outcome perform(Pass pass, Operation operation) throws Failed {
        Caller caller = new Caller(new Owner("socket:" + pass.user()), Asker.NOBODY, Watch.NOBODY, Optional.of(pass));
        return made.orElseThrow().perform(caller, operation).outcome();
    }

    private Code refusal(Pass pass, Operation operation) {
        try {
            perform(pass, operation);
        } catch (Failed failed) {
            return failed.code();
        }
        throw new AssertionError("it was not refused");
    }

    private static Place at(String path) {
        return Place.at(WEB, RemotePath.of(path));
    }

    private static Operation list(String path) {
        return new Operation.ListDirectory(at(path), List.of(), true, 1, OptionalInt.empty(), Optional.empty(), true);
    }

    private List<String> names(Pass pass, String path) throws Failed {
        Outcome.Listed listed = (Outcome.Listed) perform(pass, list(path));
        return listed.lines().stream().map(line -> line.path().text()).toList();
    }

    private static Operation write(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Operation.Write(
                at(path), new ByteArrayInputStream(bytes), OptionalLong.empty(), Optional.empty(), Options.DEFAULTS);
    }

    @Test
    void pathsBeginAtTheBaseAndShowWhatIsGranted() throws Failed {
        assertThat(names(hub.admin("root"), "/")).containsExactly("a", "b");
        assertThat(names(hub.admin("root"), ".")).containsExactly("a", "b");
        assertThat(names(hub.user("ana", "web-1:/a:read"), "/")).containsExactly("a");
        assertThat(refusal(hub.user("ana", "web-1:/a:read"), list("/b"))).isEqualTo(Code.NOT_FOUND);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        perform(
                hub.user("ana", "web-1:/a:read"),
                new Operation.Read(at("a/f"), 0, OptionalLong.empty(), OptionalLong.empty(), read));
        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("of a");
    }

    @Test
    void theHubsOwnTargetIsMeantWhateverIsSaidOfIt() throws Failed {
        Outcome.Connected connected = (Outcome.Connected) perform(hub.admin("root"), new Operation.Connect(WEB));
        assertThat(connected.home()).isEqualTo(RemotePath.ROOT);
        String host = ((Target.Remote)
                        hub.sessions.list(new Owner("socket:root")).getFirst().target())
                .server()
                .host();
        assertThat(host).isEqualTo("web-1.example.com");
    }

    @Test
    void whoMayNotSeeATargetIsToldThatThereIsNone() throws Failed {
        assertThat(refusal(hub.user("ben", "nas:/:read"), new Operation.Connect(WEB)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(hub.user("ben", "nas:/:read"), list("/"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(hub.user("ben", "nas:/:read"), new Operation.Connect(new Target.Local())))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void hostsThatAreNotConfiguredAreDialledByThoseWhoMay() throws Failed {
        Target host = new Target.Remote(Server.of("ana@box.example.com", "box.example.com"));
        hub.trees.put(host.name(), web);
        assertThat(refusal(hub.user("ben", "web-*:/:read"), new Operation.Connect(host)))
                .isEqualTo(Code.NOT_ALLOWED);
        Pass ana = hub.user("ana", "adhoc:*.example.com:/:read");
        Outcome.Connected connected = (Outcome.Connected) perform(ana, new Operation.Connect(host));
        assertThat(connected.home()).isEqualTo(Hub.BASE);
        Place there = new Place(new Where.InSession(connected.session()), RemotePath.of("/srv/a/f"));
        assertThat(perform(ana, new Operation.Exists(there))).isEqualTo(new Outcome.Answered(true));
        hub.user("ana", "web-1:/:read");
        assertThat(refusal(ana, new Operation.Exists(there))).isEqualTo(Code.NOT_ALLOWED);
    }

    /// Whoever may dial any host has not therefore what the hub uses for its own.
    @Test
    void aTargetThatIsTakenAwayIsNoHostThatSomebodyDials() throws Failed {
        Pass ana = hub.user("ana", "web-1:/a:read,run", "adhoc:*:/:read,run");
        Where there = new Where.InSession(((Outcome.Connected) perform(ana, new Operation.Connect(WEB))).session());
        Operation.Exists inside = new Operation.Exists(new Place(there, RemotePath.of("/a/f")));
        Operation.Exists beside = new Operation.Exists(new Place(there, RemotePath.of("/srv/b/g")));
        assertThat(perform(ana, inside)).isEqualTo(new Outcome.Answered(true));
        hub.known.remove("web-1");
        assertThat(refusal(ana, inside)).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(ana, beside)).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(ana, new Operation.Run(there, "id", Duration.ofSeconds(1))))
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void whatIsDialledStaysSoWhateverTheHubLearns() throws Failed {
        Target host = new Target.Remote(Server.of("box", "box.example.com"));
        hub.trees.put("box", web);
        Pass ana = hub.user("ana", "adhoc:*.example.com:/:read");
        String session = ((Outcome.Connected) perform(ana, new Operation.Connect(host))).session();
        hub.server("box");
        Place there = new Place(new Where.InSession(session), RemotePath.of("/srv/a/f"));
        assertThat(perform(ana, new Operation.Exists(there))).isEqualTo(new Outcome.Answered(true));
        assertThat(refusal(ana, new Operation.Connect(host))).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void writingAndMovingKeepToTheGrants() throws Failed {
        Pass ana = hub.user("ana", "web-1:/a:read,write");
        perform(ana, write("/a/new", "12345"));
        assertThat(Hub.read(web, "/srv/a/new")).isEqualTo("12345");
        assertThat(refusal(ana, write("/b/new", "x"))).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(ana, new Operation.Remove(at("/a/new")))).isEqualTo(Code.PERMISSION_DENIED);
        Outcome.Changed removed = (Outcome.Changed) perform(ana, new Operation.RemoveTree(at("/a")));
        assertThat(removed.failures()).isNotEmpty();
        assertThat(Hub.names(web, "/srv/a")).containsExactly("f", "new");
        assertThat(refusal(ana, new Operation.Rename(at("/a/new"), RemotePath.of("/b/x"), false)))
                .isEqualTo(Code.PERMISSION_DENIED);
        assertThat(Hub.names(web, "/srv/b")).containsExactly("g");
        assertThat(refusal(hub.admin("root"), new Operation.RemoveTree(at("/"))))
                .isEqualTo(Code.NOT_ALLOWED);
        perform(hub.admin("root"), new Operation.RemoveTree(at("/a")));
        assertThat(Hub.names(web, "/srv")).containsExactly("b");
    }

    /// A writer that gives the name last takes away what had it.
    @Test
    void replacingAFileByRenamingTakesTheRightToDelete() throws Failed {
        Pass ana = hub.user("ana", "web-1:/a:read,write");
        assertThat(refusal(ana, write("/a/f", "other"))).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(Hub.read(web, "/srv/a/f")).isEqualTo("of a");
        perform(hub.user("ana", "web-1:/a:read,write,delete"), write("/a/f", "other"));
        assertThat(Hub.read(web, "/srv/a/f")).isEqualTo("other");
    }

    @Test
    void whatIsForAdminsIsRefusedToOthers() throws Failed {
        Pass ana = hub.user("ana", "web-1:/:read,write,delete");
        assertThat(refusal(ana, new Operation.Doctor(WEB))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(refusal(ana, new Operation.Trust(WEB, Optional.empty(), false)))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(refusal(ana, new Operation.ListLeftOvers(List.of()))).isEqualTo(Code.NOT_ALLOWED);
        Where there = new Where.At(WEB);
        assertThat(refusal(ana, new Operation.Run(there, "id", Duration.ofSeconds(1))))
                .isEqualTo(Code.NOT_ALLOWED);
        Pass ben = hub.user("ben", "web-1:/:run");
        assertThat(refusal(ben, new Operation.Run(there, "id", Duration.ofSeconds(1))))
                .isEqualTo(Code.UNSUPPORTED);
        assertThat(hub.audited()).contains("ana run web-1 NOT_ALLOWED", "ben run web-1 UNSUPPORTED");
        perform(hub.admin("root"), new Operation.Trust(WEB, Optional.empty(), false));
    }

    @Test
    void sessionsAreOnlyOnesOwn() throws Failed {
        Pass ana = hub.user("ana", "web-1:/:read");
        Outcome.Connected connected = (Outcome.Connected) perform(ana, new Operation.Connect(WEB));
        Pass ben = hub.user("ben", "web-1:/:read");
        assertThat(((Outcome.SessionsListed) perform(ben, new Operation.ListSessions())).sessions())
                .isEmpty();
        assertThat(refusal(ben, new Operation.Describe(new Where.InSession(connected.session()))))
                .isEqualTo(Code.SESSION_CLOSED);
        perform(ana, new Operation.Disconnect(connected.session()));
        assertThat(hub.audited())
                .containsSequence("ana connect web-1 ok (ana@web-1)", "ana disconnect web-1 ok (ana@web-1)");
    }

    @Test
    void whoIsLetInNoMoreIsStoppedAtTheNextOperation() throws Failed {
        Pass ana = hub.user("ana", "web-1:/:read");
        perform(ana, list("/"));
        hub.standings.remove("ana");
        assertThat(refusal(ana, list("/"))).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void aProgramWithoutAViewShowsNothingToWhoComesIn() throws Failed {
        try (Operations blind = new Operations(
                hub.sessions,
                new Events(),
                (target, fingerprint, replace, asker) -> new Outcome.Trusted("", "", true),
                new Operations.Settings(state.resolve("blind"), Bandwidth.UNLIMITED, 4))) {
            Pass root = hub.admin("root");
            Caller caller = new Caller(Owner.PROCESS, Asker.NOBODY, Watch.NOBODY, Optional.of(root));
            Code code = Code.INTERNAL;
            try {
                blind.perform(caller, list("/"));
            } catch (Failed failed) {
                code = failed.code();
            }
            assertThat(code).isEqualTo(Code.NOT_ALLOWED);
        }
    }
}
