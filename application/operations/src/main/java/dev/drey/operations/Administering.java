package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.access.LoginKey;
import dev.drey.access.MadeToken;
import dev.drey.access.Pass;
import dev.drey.access.Passwords;
import dev.drey.access.People;
import dev.drey.access.Role;
import dev.drey.access.Standing;
import dev.drey.access.Standings;
import dev.drey.access.Token;
import dev.drey.access.Tokens;
import dev.drey.access.User;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a hub does about itself, for whoever may ask for it: admins everything, users what is their own.
/// Each change is one line of the audit. Any thread.
public final class Administering implements Steward {
    private final Registers registers;
    private final Ground ground;
    private final AuditPages pages;

    /// Where things are kept.
    public record Registers(
            People people, Standings standings, Passwords passwords, Tokens tokens, Audit audit, InstantSource clock) {}

    /// The part of it that only the program knows: targets, stored servers, keys' forms and ports.
    public interface Ground {
        List<HubReport.TargetLine> targets(Standing standing) throws Failed;

        List<HubReport.ServerLine> servers() throws Failed;

        void add(Administration.AddServer server) throws Failed;

        void removeServer(String name) throws Failed;

        /// @throws Failed INVALID_ARGUMENT when the line holds no public key
        LoginKey key(String user, String line) throws Failed;

        HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed;

        void close(int port) throws Failed;

        List<HubReport.PortLine> ports() throws Failed;

        /// Whoever came in by something that does not let in any more is put out.
        void changed();
    }

    public Administering(Registers registers, Ground ground) {
        this.registers = registers;
        this.ground = ground;
        this.pages = new AuditPages(registers.audit());
    }

    @Override
    public HubReport administer(Caller caller, Administration what) throws Failed {
        Pass pass = caller.pass()
                .orElseThrow(() -> Failure.of(Failure.Code.NOT_ALLOWED, "nobody has come in")
                        .thrown());
        Standing standing = registers.standings().of(pass);
        String denied = Permits.refusal(standing, what, this::ownerOf);
        if (!denied.isEmpty()) {
            note(pass, what, Failure.Code.NOT_ALLOWED.name());
            throw Failure.of(Failure.Code.NOT_ALLOWED, denied).thrown();
        }
        try {
            HubReport report = done(standing, what);
            if (Permits.changes(what)) note(pass, what, "ok");
            return report;
        } catch (Failed failed) {
            if (Permits.changes(what)) note(pass, what, failed.code().name());
            throw failed;
        }
    }

    private Optional<String> ownerOf(String token) throws Failed {
        return registers.people().token(token).map(Token::user);
    }

    private HubReport done(Standing standing, Administration what) throws Failed {
        return switch (what) {
            case Administration.ListTargets _ -> new HubReport.Targets(ground.targets(standing));
            case Administration.WhoAmI _ -> me(standing);
            case Administration.ListUsers _ -> users();
            case Administration.ShowUser(var user) -> shown(user);
            case Administration.AddUser(var user, var role) -> added(user, role);
            case Administration.RemoveUser(var user) -> after(() -> removed(user));
            case Administration.SetRole(var user, var role) -> after(() -> ranked(user, role));
            case Administration.LockUser(var user, var locked) -> after(() -> locked(user, locked));
            case Administration.SetPassword(var user, var password) ->
                after(() -> {
                    Optional<String> hash = password.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    registers.passwords().hash(password.get().reveal()));
                    registers.people().setPassword(user(user).name(), hash);
                });
            case Administration.AddKey(var user, var line) ->
                after(() -> registers.people().addKey(ground.key(user(user).name(), line)));
            case Administration.RemoveKey(var user, var print) ->
                after(() -> registers.people().removeKey(user, print));
            case Administration.Give(var user, var grant) ->
                new HubReport.Given(registers.people().give(user(user).name(), grant));
            case Administration.TakeBack(var user, var grant) ->
                after(() -> registers.people().takeBack(user, grant));
            case Administration.MakeToken wanted -> made(wanted);
            case Administration.ListTokens(var user) -> tokens(user.isEmpty() ? standing.user() : user);
            case Administration.RevokeToken(var id) ->
                after(() -> registers.people().removeToken(id));
            case Administration.ListServers _ -> new HubReport.Servers(ground.servers());
            case Administration.AddServer server -> after(() -> ground.add(server));
            case Administration.RemoveServer(var name) -> after(() -> ground.removeServer(name));
            case Administration.ReadAudit(var query) -> pages.read(query);
            case Administration.OpenPort wanted -> ground.open(wanted);
            case Administration.ClosePort(var port) -> after(() -> ground.close(port));
            case Administration.ListPorts _ -> new HubReport.Ports(ground.ports());
        };
    }

    private interface Change {
        void make() throws Failed;
    }

    private HubReport after(Change change) throws Failed {
        change.make();
        ground.changed();
        return new HubReport.Done();
    }

    private User user(String name) throws Failed {
        return registers
                .people()
                .user(name)
                .orElseThrow(() -> Failure.of(Failure.Code.NOT_FOUND, "there is no user '" + name + "'")
                        .thrown());
    }

    private HubReport me(Standing standing) throws Failed {
        Optional<User> user = registers.people().user(standing.user());
        if (user.isPresent()) return new HubReport.Users(List.of(line(user.get())));
        return new HubReport.Users(
                List.of(new HubReport.UserLine(standing.user(), standing.role(), false, false, 0, 0, 0)));
    }

    private HubReport users() throws Failed {
        List<HubReport.UserLine> lines = new ArrayList<>();
        for (User user : registers.people().users()) lines.add(line(user));
        return new HubReport.Users(lines);
    }

    private HubReport.UserLine line(User user) throws Failed {
        String name = user.name();
        return new HubReport.UserLine(
                name,
                user.role(),
                user.locked(),
                registers.people().password(name).isPresent(),
                registers.people().keys(name).size(),
                registers.people().grants(name).size(),
                registers.people().tokens(name).size());
    }

    private HubReport shown(String name) throws Failed {
        User user = user(name);
        return new HubReport.UserShown(
                user,
                registers.people().password(name).isPresent(),
                registers.people().keys(name),
                registers.people().grants(name),
                tokenLines(name));
    }

    private HubReport added(String name, Role role) throws Failed {
        registers
                .people()
                .add(new User(
                        User.checkedName(name), role, false, registers.clock().instant()));
        return new HubReport.Done();
    }

    private void removed(String name) throws Failed {
        keepsAnAdmin(user(name));
        registers.people().remove(name);
    }

    private void ranked(String name, Role role) throws Failed {
        User user = user(name);
        if (role != Role.ADMIN) keepsAnAdmin(user);
        registers.people().change(user.withRole(role));
    }

    private void locked(String name, boolean locked) throws Failed {
        User user = user(name);
        if (locked) keepsAnAdmin(user);
        registers.people().change(user.withLocked(locked));
    }

    /// The last admin who may come in stays: without one, nobody could be made from afar.
    private void keepsAnAdmin(User user) throws Failed {
        if (user.role() != Role.ADMIN || user.locked()) return;
        long others = registers.people().users().stream()
                .filter(other -> other.role() == Role.ADMIN && !other.locked())
                .filter(other -> !other.name().equals(user.name()))
                .count();
        if (others > 0) return;
        throw Failure.of(Failure.Code.BUSY, user.name() + " is the only admin who can come in; make another one first")
                .thrown();
    }

    private HubReport made(Administration.MakeToken wanted) throws Failed {
        var now = registers.clock().instant();
        MadeToken made = registers
                .tokens()
                .make(
                        user(wanted.user()).name(),
                        wanted.label(),
                        wanted.scope(),
                        wanted.life().map(now::plus));
        return new HubReport.TokenMade(line(made.token()), dev.drey.session.Secret.of(made.secret()));
    }

    private HubReport tokens(String user) throws Failed {
        return new HubReport.Tokens(tokenLines(user));
    }

    private List<HubReport.TokenLine> tokenLines(String user) throws Failed {
        return registers.people().tokens(user).stream().map(Administering::line).toList();
    }

    private static HubReport.TokenLine line(Token token) {
        return new HubReport.TokenLine(
                token.id(), token.user(), token.label(), token.scope(), token.created(), token.expires());
    }

    private void note(Pass pass, Administration what, String result) {
        registers
                .audit()
                .note(new Audited(
                        registers.clock().instant(),
                        pass.user(),
                        pass.credential().display(),
                        pass.from(),
                        Permits.word(what),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        result,
                        Optional.empty(),
                        Permits.subject(what)));
    }
}
