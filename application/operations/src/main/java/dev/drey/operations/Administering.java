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
import dev.drey.session.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a hub does about itself, for whoever may ask for it: admins everything, users what is their own.
/// Each change is one line of the audit. Any thread.
public final class Administering implements Steward {
    /// Of what a request is about, in characters.
    private static final int LONGEST = 1_000;

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

        /// The oldest first.
        List<HubReport.OpenFile> openFiles();

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
        Permits permits = Permits.of(standing.user(), what);
        if (permits.subject().length() > LONGEST)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "no name or label is that long")
                    .thrown();
        String denied = permits.refusal(standing, this::ownerOf);
        if (!denied.isEmpty()) {
            note(pass, permits, Failure.Code.NOT_ALLOWED.name(), "");
            throw Failure.of(Failure.Code.NOT_ALLOWED, denied).thrown();
        }
        try {
            Work work = done(standing, what);
            if (permits.changes()) note(pass, permits, "ok", work.more());
            return work.report();
        } catch (Failed failed) {
            if (permits.changes()) note(pass, permits, failed.code().name(), "");
            throw failed;
        }
    }

    /// @param more what the audit has to say of it besides what was asked for
    private record Work(HubReport report, String more) {
        static Work of(HubReport report) {
            return new Work(report, "");
        }
    }

    private Optional<String> ownerOf(String token) throws Failed {
        return registers.people().token(token).map(Token::user);
    }

    private Work done(Standing standing, Administration what) throws Failed {
        People people = registers.people();
        return switch (what) {
            case Administration.ListTargets _ -> Work.of(new HubReport.Targets(ground.targets(standing)));
            case Administration.WhoAmI _ -> Work.of(me(standing));
            case Administration.ListUsers _ -> Work.of(users());
            case Administration.ShowUser(var user) -> Work.of(shown(user));
            case Administration.AddUser(var user, var role) -> Work.of(added(user, role));
            case Administration.RemoveUser(var user) -> after(() -> people.remove(user, Administering::keepsAnAdmin));
            case Administration.SetRole(var user, var role) -> after(() -> ranked(user, role));
            case Administration.LockUser(var user, var locked) -> after(() -> locked(user, locked));
            case Administration.SetPassword(var user, var password) -> after(() -> setPassword(user, password));
            case Administration.AddKey(var user, var line) ->
                keyAdded(ground.key(user(user).name(), line));
            case Administration.RemoveKey(var user, var print) -> after(() -> people.removeKey(user, print));
            case Administration.Give(var user, var grant) ->
                given(people.give(user(user).name(), grant));
            case Administration.TakeBack(var user, var grant) -> after(() -> people.takeBack(user, grant));
            case Administration.MakeToken wanted -> made(wanted);
            case Administration.ListTokens(var user) -> Work.of(tokens(user.isEmpty() ? standing.user() : user));
            case Administration.RevokeToken(var id) -> revoked(id);
            case Administration.ListServers _ -> Work.of(new HubReport.Servers(ground.servers()));
            case Administration.AddServer server -> after(() -> ground.add(server));
            case Administration.RemoveServer(var name) -> after(() -> ground.removeServer(name));
            case Administration.ReadAudit(var query) -> Work.of(pages.read(query));
            case Administration.ListOpenFiles _ -> Work.of(openFiles(standing));
            case Administration.OpenPort wanted -> Work.of(ground.open(wanted));
            case Administration.ClosePort(var port) -> after(() -> ground.close(port));
            case Administration.ListPorts _ -> Work.of(new HubReport.Ports(ground.ports()));
        };
    }

    private HubReport openFiles(Standing standing) {
        return new HubReport.OpenFiles(ground.openFiles().stream()
                .filter(file -> standing.administers() || file.user().equals(standing.user()))
                .toList());
    }

    private interface Change {
        void make() throws Failed;
    }

    private Work after(Change change) throws Failed {
        change.make();
        ground.changed();
        return Work.of(new HubReport.Done());
    }

    private void setPassword(String user, Optional<Secret> password) throws Failed {
        Optional<String> hash = password.isEmpty()
                ? Optional.empty()
                : Optional.of(registers.passwords().hash(password.get().reveal()));
        registers.people().setPassword(user(user).name(), hash);
    }

    private Work keyAdded(LoginKey key) throws Failed {
        registers.people().addKey(key);
        return new Work(new HubReport.Done(), key.fingerprint());
    }

    private static Work given(String id) {
        return new Work(new HubReport.Given(id), id);
    }

    private Work revoked(String id) throws Failed {
        String owner = ownerOf(id).map(user -> "of " + user).orElse("");
        registers.people().removeToken(id);
        ground.changed();
        return new Work(new HubReport.Done(), owner);
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

    private void ranked(String name, Role role) throws Failed {
        registers
                .people()
                .change(
                        name,
                        user -> user.withRole(role),
                        role == Role.ADMIN ? People.Check.NONE : Administering::keepsAnAdmin);
    }

    private void locked(String name, boolean locked) throws Failed {
        registers
                .people()
                .change(
                        name,
                        user -> user.withLocked(locked),
                        locked ? Administering::keepsAnAdmin : People.Check.NONE);
    }

    /// The last admin who may come in stays: without one, nobody could be made from afar.
    private static void keepsAnAdmin(User user, List<User> others) throws Failed {
        boolean counts = user.role() == Role.ADMIN && !user.locked();
        if (!counts || others.stream().anyMatch(other -> other.role() == Role.ADMIN && !other.locked())) return;
        throw Failure.of(Failure.Code.BUSY, user.name() + " is the only admin who can come in; make another one first")
                .thrown();
    }

    private Work made(Administration.MakeToken wanted) throws Failed {
        var now = registers.clock().instant();
        MadeToken made = registers
                .tokens()
                .make(
                        user(wanted.user()).name(),
                        wanted.label(),
                        wanted.scope(),
                        wanted.life().map(now::plus));
        HubReport.TokenLine line = line(made.token());
        return new Work(new HubReport.TokenMade(line, Secret.of(made.secret())), Permits.text(line));
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

    private void note(Pass pass, Permits permits, String result, String more) {
        registers
                .audit()
                .note(new Audited(
                        registers.clock().instant(),
                        pass.user(),
                        pass.credential().display(),
                        pass.from(),
                        permits.word(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        result,
                        Optional.empty(),
                        (permits.subject() + " " + more).strip()));
    }
}
