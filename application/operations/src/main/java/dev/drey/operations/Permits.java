package dev.drey.operations;

import dev.drey.access.Standing;
import dev.drey.files.Failed;
import java.util.Locale;
import java.util.Optional;

/// Who may ask a hub what about itself, and how it stands in the audit.
final class Permits {
    private Permits() {}

    /// Whose a token is.
    interface Owners {
        Optional<String> of(String token) throws Failed;
    }

    /// Why `standing` may not ask for it; empty: they may.
    static String refusal(Standing standing, Administration what, Owners owners) throws Failed {
        if (standing.administers() || isOwn(standing, what, owners)) return "";
        return "only an admin may do that"
                + (standing.role() == dev.drey.access.Role.ADMIN ? " (this token may not)" : "");
    }

    /// A token that may use only a part of its user's rights makes no others and changes nothing of its user.
    private static boolean isOwn(Standing standing, Administration what, Owners owners) throws Failed {
        boolean whole = standing.scope().equals(dev.drey.access.Scope.WHOLE);
        return switch (what) {
            case Administration.ListTargets _, Administration.WhoAmI _ -> true;
            case Administration.ShowUser(var user) -> user.equals(standing.user());
            case Administration.ListTokens(var user) -> user.isEmpty() || user.equals(standing.user());
            case Administration.ReadAudit(var query) -> query.user().equals(Optional.of(standing.user()));
            case Administration.SetPassword(var user, var _) -> whole && user.equals(standing.user());
            case Administration.AddKey(var user, var _) -> whole && user.equals(standing.user());
            case Administration.RemoveKey(var user, var _) -> whole && user.equals(standing.user());
            case Administration.MakeToken made -> whole && made.user().equals(standing.user());
            case Administration.RevokeToken(var id) -> whole && owners.of(id).equals(Optional.of(standing.user()));
            case Administration.ListUsers _,
                    Administration.AddUser _,
                    Administration.RemoveUser _,
                    Administration.SetRole _,
                    Administration.LockUser _,
                    Administration.Give _,
                    Administration.TakeBack _,
                    Administration.ListServers _,
                    Administration.AddServer _,
                    Administration.RemoveServer _,
                    Administration.OpenPort _,
                    Administration.ClosePort _,
                    Administration.ListPorts _ -> false;
        };
    }

    /// Whether it is noted when it was done.
    static boolean changes(Administration what) {
        return switch (what) {
            case Administration.ListTargets _,
                    Administration.WhoAmI _,
                    Administration.ListUsers _,
                    Administration.ShowUser _,
                    Administration.ListTokens _,
                    Administration.ListServers _,
                    Administration.ReadAudit _,
                    Administration.ListPorts _ -> false;
            case Administration.AddUser _,
                    Administration.RemoveUser _,
                    Administration.SetRole _,
                    Administration.LockUser _,
                    Administration.SetPassword _,
                    Administration.AddKey _,
                    Administration.RemoveKey _,
                    Administration.Give _,
                    Administration.TakeBack _,
                    Administration.MakeToken _,
                    Administration.RevokeToken _,
                    Administration.AddServer _,
                    Administration.RemoveServer _,
                    Administration.OpenPort _,
                    Administration.ClosePort _ -> true;
        };
    }

    /// `add-user` for AddUser.
    static String word(Administration what) {
        return what.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /// What it was about, never a secret.
    static String subject(Administration what) {
        return switch (what) {
            case Administration.ListTargets _,
                    Administration.WhoAmI _,
                    Administration.ListUsers _,
                    Administration.ListServers _,
                    Administration.ReadAudit _,
                    Administration.ListPorts _ -> "";
            case Administration.ShowUser(var user) -> user;
            case Administration.AddUser(var user, var role) ->
                user + " " + role.name().toLowerCase(Locale.ROOT);
            case Administration.RemoveUser(var user) -> user;
            case Administration.SetRole(var user, var role) ->
                user + " " + role.name().toLowerCase(Locale.ROOT);
            case Administration.LockUser(var user, var locked) -> user + (locked ? " locked" : " unlocked");
            case Administration.SetPassword(var user, var _) -> user;
            case Administration.AddKey(var user, var _) -> user;
            case Administration.RemoveKey(var user, var print) -> user + " " + print;
            case Administration.Give(var user, var grant) ->
                user + " " + grant.reach().text() + ":" + grant.prefix();
            case Administration.TakeBack(var user, var grant) -> user + " " + grant;
            case Administration.MakeToken made -> made.user() + " " + made.label();
            case Administration.ListTokens(var user) -> user;
            case Administration.RevokeToken(var id) -> id;
            case Administration.AddServer server -> server.name();
            case Administration.RemoveServer(var name) -> name;
            case Administration.OpenPort wanted -> wanted.target() + " " + wanted.port();
            case Administration.ClosePort(var port) -> Integer.toString(port);
        };
    }
}
