package dev.drey.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Audit;
import dev.drey.access.Grant;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Standing;
import dev.drey.files.RemotePath;
import dev.drey.session.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may ask a hub what about itself.
class PermitsTest {
    private static final Scope PART = new Scope(EnumSet.allOf(Right.class), List.of("web"), false);

    /// @param user whether somebody without a role may ask it of themselves, by a whole credential
    /// @param token whether also by a token that is a part of their rights
    record Case(Administration what, boolean user, boolean token) {}

    private static final String CANARY = "canary-of-the-permits-77c1";

    static List<Case> cases() {
        Audit.Query own = new Audit.Query(Optional.of("ana"), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        Audit.Query all = new Audit.Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        Grant grant = new Grant(new Reach.Named("web"), RemotePath.ROOT, Set.of(Right.READ));
        return List.of(
                new Case(new Administration.ListTargets(), true, true),
                new Case(new Administration.WhoAmI(), true, true),
                new Case(new Administration.ShowUser("ana"), true, false),
                new Case(new Administration.ShowUser("bob"), false, false),
                new Case(new Administration.ListTokens(""), true, false),
                new Case(new Administration.ListTokens("bob"), false, false),
                new Case(new Administration.SetPassword("ana", Optional.of(Secret.of(CANARY))), true, false),
                new Case(new Administration.SetPassword("bob", Optional.empty()), false, false),
                new Case(new Administration.AddKey("ana", "k"), true, false),
                new Case(new Administration.AddKey("bob", "k"), false, false),
                new Case(new Administration.RemoveKey("ana", "k"), true, false),
                new Case(new Administration.RemoveKey("bob", "k"), false, false),
                new Case(new Administration.MakeToken("ana", "", PART, Optional.empty()), true, false),
                new Case(new Administration.MakeToken("bob", "", PART, Optional.empty()), false, false),
                new Case(new Administration.RevokeToken("t-ana"), true, false),
                new Case(new Administration.RevokeToken("t-bob"), false, false),
                new Case(new Administration.RevokeToken("t-nobody"), false, false),
                new Case(new Administration.ReadAudit(own), true, false),
                new Case(new Administration.ReadAudit(all), false, false),
                new Case(new Administration.ListOpenFiles(), true, true),
                new Case(new Administration.ListUsers(), false, false),
                new Case(new Administration.AddUser("eve", Role.ADMIN), false, false),
                new Case(new Administration.RemoveUser("ana"), false, false),
                new Case(new Administration.SetRole("ana", Role.ADMIN), false, false),
                new Case(new Administration.LockUser("ana", false), false, false),
                new Case(new Administration.Give("ana", grant), false, false),
                new Case(new Administration.TakeBack("ana", "g-1"), false, false),
                new Case(new Administration.ListServers(), false, false),
                new Case(
                        new Administration.AddServer(
                                "web", Map.of("host", "h"), Map.of("password", Secret.of(CANARY)), Set.of()),
                        false,
                        false),
                new Case(new Administration.RemoveServer("web"), false, false),
                new Case(new Administration.OpenPort("web", 0, false), false, false),
                new Case(new Administration.ClosePort(7), false, false),
                new Case(new Administration.ListPorts(), false, false));
    }

    @Test
    void everythingThatCanBeAskedStandsInTheTable() {
        assertThat(cases().stream().<Class<?>>map(one -> one.what().getClass()).toList())
                .contains(Administration.class.getPermittedSubclasses());
    }

    private static boolean may(Role role, Scope scope, Administration what) throws Exception {
        Standing ana = new Standing("ana", role, List.of(), scope);
        String refusal = Permits.of("ana", what)
                .refusal(
                        ana,
                        token -> token.equals("t-nobody")
                                ? Optional.empty()
                                : Optional.of(token.substring("t-".length())));
        return refusal.isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void usersAskOfThemselvesAndAdminsEverything(Case one) throws Exception {
        assertThat(may(Role.USER, Scope.WHOLE, one.what())).isEqualTo(one.user());
        assertThat(may(Role.USER, PART, one.what())).isEqualTo(one.token());
        assertThat(may(Role.ADMIN, Scope.WHOLE, one.what())).isTrue();
        assertThat(may(Role.ADMIN, PART, one.what())).isEqualTo(one.token());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNotedHoldsNoSecret(Case one) {
        Permits permits = Permits.of("ana", one.what());
        assertThat(permits.word()).matches("[a-z-]+");
        assertThat(permits.toString()).doesNotContain(CANARY);
    }
}
