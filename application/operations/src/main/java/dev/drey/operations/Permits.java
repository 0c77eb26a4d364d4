package dev.drey.operations;

import dev.drey.access.Grant;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Standing;
import dev.drey.files.Failed;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Who may ask a hub what about itself, and how it stands in the audit: the one table of that.
///
/// @param word of the audit
/// @param own who may ask for it besides admins
/// @param changes whether it is noted when it was done
/// @param subject what it is about, never a secret
record Permits(String word, Own own, boolean changes, String subject) {
    /// Whose a token is.
    interface Owners {
        Optional<String> of(String token) throws Failed;
    }

    /// Who besides admins.
    private sealed interface Own {
        /// Everybody.
        record Anybody() implements Own {}

        /// Nobody.
        record Nobody() implements Own {}

        /// The user themselves, by a credential that has all their rights: a token that has only a part of them
        /// neither changes anything of its user nor learns where else they may go.
        record User(String name) implements Own {}

        /// The user whose token it is, likewise.
        record OfToken(String id) implements Own {}
    }

    private static final Own ANYBODY = new Own.Anybody();
    private static final Own NOBODY = new Own.Nobody();
    private static final boolean CHANGES = true;
    private static final boolean LOOKS = false;

    /// @param asking who asks, for what is about themselves without saying so
    static Permits of(String asking, Administration what) {
        return switch (what) {
            case Administration.ListTargets _ -> new Permits("list-targets", ANYBODY, LOOKS, "");
            case Administration.WhoAmI _ -> new Permits("who-am-i", ANYBODY, LOOKS, "");
            case Administration.ListUsers _ -> new Permits("list-users", NOBODY, LOOKS, "");
            case Administration.ShowUser(var user) -> new Permits("show-user", new Own.User(user), LOOKS, user);
            case Administration.AddUser(var user, var role) ->
                new Permits("add-user", NOBODY, CHANGES, user + " " + word(role));
            case Administration.RemoveUser(var user) -> new Permits("remove-user", NOBODY, CHANGES, user);
            case Administration.SetRole(var user, var role) ->
                new Permits("set-role", NOBODY, CHANGES, user + " " + word(role));
            case Administration.LockUser(var user, var locked) ->
                new Permits("lock-user", NOBODY, CHANGES, user + (locked ? " locked" : " unlocked"));
            case Administration.SetPassword(var user, var password) ->
                new Permits(
                        "set-password",
                        new Own.User(user),
                        CHANGES,
                        user + (password.isPresent() ? "" : " taken away"));
            case Administration.AddKey(var user, var _) -> new Permits("add-key", new Own.User(user), CHANGES, user);
            case Administration.RemoveKey(var user, var print) ->
                new Permits("remove-key", new Own.User(user), CHANGES, user + " " + print);
            case Administration.Give(var user, var grant) ->
                new Permits("give", NOBODY, CHANGES, user + " " + text(grant));
            case Administration.TakeBack(var user, var grant) ->
                new Permits("take-back", NOBODY, CHANGES, user + " " + grant);
            case Administration.MakeToken made ->
                new Permits("make-token", new Own.User(made.user()), CHANGES, made.user() + " " + made.label());
            case Administration.ListTokens(var user) ->
                new Permits("list-tokens", new Own.User(user.isEmpty() ? asking : user), LOOKS, user);
            case Administration.RevokeToken(var id) -> new Permits("revoke-token", new Own.OfToken(id), CHANGES, id);
            case Administration.ListServers _ -> new Permits("list-servers", NOBODY, LOOKS, "");
            case Administration.AddServer server -> new Permits("add-server", NOBODY, CHANGES, server.name());
            case Administration.RemoveServer(var name) -> new Permits("remove-server", NOBODY, CHANGES, name);
            case Administration.ReadAudit(var query) ->
                new Permits("read-audit", query.user().<Own>map(Own.User::new).orElse(NOBODY), LOOKS, "");
            case Administration.ListOpenFiles _ -> new Permits("list-open-files", ANYBODY, LOOKS, "");
            case Administration.OpenPort wanted ->
                new Permits("open-port", NOBODY, CHANGES, wanted.target() + " " + wanted.port());
            case Administration.ClosePort(var port) ->
                new Permits("close-port", NOBODY, CHANGES, Integer.toString(port));
            case Administration.ListPorts _ -> new Permits("list-ports", NOBODY, LOOKS, "");
        };
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Grant grant) {
        return grant.reach().text() + ":" + grant.prefix() + " "
                + String.join(
                        ",",
                        grant.rights().stream()
                                .map(right -> right.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
    }

    /// What a made token lets its bearer do, and until when.
    static String text(HubReport.TokenLine token) {
        Scope scope = token.scope();
        String rights = scope.equals(Scope.WHOLE)
                ? "all rights"
                : String.join(
                        ",",
                        scope.rights().stream()
                                .map(right -> right.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList());
        String targets = scope.targets().isEmpty() ? "" : " at " + String.join(",", scope.targets());
        return token.id() + " " + rights + targets
                + token.expires()
                        .map(Instant::toString)
                        .map(end -> " until " + end)
                        .orElse("");
    }

    /// Why `standing` may not ask for it; empty: they may.
    String refusal(Standing standing, Owners owners) throws Failed {
        if (standing.administers() || isOwn(standing, owners)) return "";
        return "only an admin may do that" + (standing.role() == Role.ADMIN ? " (this token may not)" : "");
    }

    private boolean isOwn(Standing standing, Owners owners) throws Failed {
        boolean whole = standing.scope().equals(Scope.WHOLE);
        return switch (own) {
            case Own.Anybody _ -> true;
            case Own.Nobody _ -> false;
            case Own.User(var name) -> whole && name.equals(standing.user());
            case Own.OfToken(var id) -> whole && owners.of(id).equals(Optional.of(standing.user()));
        };
    }
}
