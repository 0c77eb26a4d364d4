package dev.drey.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.People;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.session.Secret;
import dev.drey.transfer.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that is said over a control line comes out as it went in.
class CodecTest {
    private static final Instant WHEN = Instant.parse("2026-11-30T10:11:12.131415Z");
    private static final Grant GRANT =
            new Grant(new Reach.Tagged("shop"), RemotePath.of("/srv/ü"), Set.of(Right.READ, Right.WRITE));
    private static final Scope SCOPE = new Scope(Set.of(Right.READ), List.of("web-*"), false);
    private static final RemotePath ODD = RemotePath.ofBytes(new byte[] {'/', (byte) 0xff, 'x'});

    static List<Administration> asked() {
        return List.of(
                new Administration.ListTargets(),
                new Administration.WhoAmI(),
                new Administration.ListUsers(),
                new Administration.ShowUser("ana"),
                new Administration.AddUser("ana", Role.ADMIN),
                new Administration.RemoveUser("ana"),
                new Administration.SetRole("ana", Role.USER),
                new Administration.LockUser("ana", true),
                new Administration.SetPassword("ana", Optional.of(Secret.of("hush \"quoted\""))),
                new Administration.SetPassword("ana", Optional.empty()),
                new Administration.AddKey("ana", "ssh-ed25519 AAAA x"),
                new Administration.RemoveKey("ana", "SHA256:x"),
                new Administration.Give("ana", GRANT),
                new Administration.TakeBack("ana", "g-1"),
                new Administration.MakeToken("ana", "nightly", SCOPE, Optional.of(Duration.ofDays(90))),
                new Administration.ListTokens(""),
                new Administration.RevokeToken("t-1"),
                new Administration.ListServers(),
                new Administration.AddServer(
                        "web", Map.of("host", "h"), Map.of("password", Secret.of("hush")), Set.of("shop")),
                new Administration.RemoveServer("web"),
                new Administration.ReadAudit(
                        new Audit.Query(Optional.of("ana"), Optional.empty(), Optional.of(ODD), Optional.of(WHEN), 10)),
                new Administration.OpenPort("web", 7000, true),
                new Administration.ClosePort(7000),
                new Administration.ListOpenFiles(),
                new Administration.ListPorts());
    }

    static List<HubReport> told() {
        var token = new HubReport.TokenLine("t-1", "ana", "x", SCOPE, WHEN, Optional.of(WHEN));
        var user = new User("ana", Role.ADMIN, false, WHEN);
        return List.of(
                new HubReport.Done(),
                new HubReport.Targets(List.of(
                        new HubReport.TargetLine("web", "server", Set.of("shop"), Optional.of("device offline")))),
                new HubReport.Users(List.of(new HubReport.UserLine("ana", Role.USER, true, false, 1, 2, 3))),
                new HubReport.UserShown(
                        user,
                        true,
                        List.of(new LoginKey("ana", "SHA256:x", "ssh-ed25519", "AAAA", "at home", WHEN)),
                        List.of(new People.Given("g-1", GRANT)),
                        List.of(token)),
                new HubReport.Tokens(List.of(token)),
                new HubReport.TokenMade(token, Secret.of("drey_x")),
                new HubReport.Given("g-1"),
                new HubReport.Servers(List.of(new HubReport.ServerLine("web", "ana@web", "store", Set.of("shop")))),
                new HubReport.AuditRead(
                        List.of(new Audited(
                                WHEN,
                                "ana",
                                "password",
                                "127.0.0.1:1",
                                "rename",
                                "web",
                                Optional.of(ODD),
                                Optional.of(RemotePath.of("base64:plain")),
                                OptionalLong.of(7),
                                "ok",
                                Optional.empty(),
                                "")),
                        true),
                new HubReport.OpenFiles(
                        List.of(new HubReport.OpenFile("ana", "127.0.0.1:1", "web", ODD, true, 1, 2, WHEN))),
                new HubReport.PortOpened("127.0.0.1", 7000, "SHA256:x"),
                new HubReport.Ports(List.of(new HubReport.PortLine(7000, "web", true, Optional.of("no")))));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void whatIsAskedArrivesAsItIs(Administration what) throws Failed {
        String line = Words.MAPPER.writeValueAsString(Codec.operation(new Operation.Administer(what)));
        assertThat(Codec.operation(Words.MAPPER.readTree(line))).isEqualTo(new Operation.Administer(what));
    }

    @ParameterizedTest
    @MethodSource("told")
    void whatIsToldArrivesAsItIs(HubReport report) throws Failed {
        String line = Words.MAPPER.writeValueAsString(Codec.outcome(new Outcome.Administered(report)));
        assertThat(Codec.outcome(Words.MAPPER.readTree(line))).isEqualTo(new Outcome.Administered(report));
    }

    @Test
    void noKindIsForgottenHere() {
        assertThat(asked().stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Administration.class.getPermittedSubclasses()));
        assertThat(told().stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(HubReport.class.getPermittedSubclasses()));
    }

    @Test
    void transfersAreAskedAndTold() throws Failed {
        for (Operation one :
                List.of(new Operation.ListTransfers(), new Operation.SteerTransfer("t-1", Operation.Steering.CANCEL))) {
            String line = Words.MAPPER.writeValueAsString(Codec.operation(one));
            assertThat(Codec.operation(Words.MAPPER.readTree(line))).isEqualTo(one);
        }
        Outcome listed =
                new Outcome.TransfersListed(List.of(new Outcome.TransferLine("t-1", "a", "b", Transfer.State.RUNNING)));
        for (Outcome one : List.of(listed, Outcome.Done.QUIETLY)) {
            String line = Words.MAPPER.writeValueAsString(Codec.outcome(one));
            assertThat(Codec.outcome(Words.MAPPER.readTree(line))).isEqualTo(one);
        }
    }

    @Test
    void aFailureKeepsWhatItSays() {
        Failure failure = Failure.of(Failure.Code.BUSY, ODD, "wait")
                .withTarget("web")
                .with("retryAfter", "7")
                .withKind(Failure.Kind.TRANSIENT);
        String line = Words.MAPPER.writeValueAsString(Codec.failure(failure));
        assertThatThrownBy(() -> Codec.outcome(Words.MAPPER.readTree(line)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
    }

    @Test
    void filesDoNotTravelHere() {
        assertThatThrownBy(() -> Codec.operation(new Operation.ListSessions())).hasMessageContaining("travel by SFTP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation\":\"rm\"}",
                "{\"operation\":\"addUser\"}",
                "{\"operation\":\"addUser\",\"data\":{\"user\":\"a\"}}",
                "{\"operation\":\"addUser\",\"data\":{\"user\":\"a\",\"role\":\"KING\"}}",
                "{\"operation\":\"addUser\",\"data\":{\"user\":\"a\",\"role\":\"USER\",\"more\":1}}",
                "{\"operation\":\"setPassword\",\"data\":{\"user\":\"a\",\"password\":[\"canary\"]}}",
                "{\"operation\":\"give\",\"data\":{\"user\":\"a\",\"grant\":{\"reach\":\"a b\",\"prefix\":\"/\",\"rights\":[\"READ\"]}}}",
                "{\"operation\":\"give\",\"data\":{\"user\":\"a\",\"grant\":{\"reach\":\"a\",\"prefix\":\"x\",\"rights\":[\"READ\"]}}}",
                "{\"operation\":\"give\",\"data\":{\"user\":\"a\",\"grant\":{\"reach\":\"a\",\"prefix\":\"/\",\"rights\":[]}}}",
                "[]",
            })
    void whatIsNotAsItHasToBeIsRefusedWithoutItsWords(String line) {
        assertThatThrownBy(() -> Codec.operation(Words.MAPPER.readTree(line)))
                .isInstanceOf(Failed.class)
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("dev.drey");
    }
}
