package dev.drey.cli;

import dev.drey.access.Grant;
import dev.drey.access.LoginKey;
import dev.drey.access.People;
import dev.drey.access.Reach;
import dev.drey.access.Role;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.files.Text;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey user …`: the users of a hub, their keys and grants.
@Command(name = "user", description = "users of the hub, their keys and what they may do", sortOptions = false)
final class UserCommand implements Callable<Integer> {
    private static final String ACTIONS = "list|show|add|remove|lock|unlock|role|passwd|key|unkey|grant|revoke";

    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--admin", description = "add: somebody who may do everything")
    boolean admin;

    @Option(names = "--stdin", description = "passwd: read the password from standard input")
    boolean stdin;

    @Option(names = "--none", description = "passwd: take the password away")
    boolean none;

    @Parameters(index = "0", arity = "0..1", paramLabel = ACTIONS)
    String what = "list";

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "show|remove|lock|unlock|passwd NAME; add NAME [KEYFILE…]; role NAME admin|user;"
                    + " key NAME KEYFILE; unkey NAME SHA256:…; grant NAME TARGETS[:PATH] RIGHTS; revoke NAME GRANT")
    List<String> arguments = new ArrayList<>();

    UserCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return HubWork.run(context, common, work -> {
            switch (what) {
                case "list" -> list(work);
                case "show" -> show(work, arguments.isEmpty() ? me(work) : argument(0, "NAME"));
                case "add" -> add(work);
                case "remove" -> work.done(new Administration.RemoveUser(argument(0, "NAME")));
                case "lock" -> work.done(new Administration.LockUser(argument(0, "NAME"), true));
                case "unlock" -> work.done(new Administration.LockUser(argument(0, "NAME"), false));
                case "role" -> work.done(new Administration.SetRole(argument(0, "NAME"), role(argument(1, "ROLE"))));
                case "passwd" -> passwd(work);
                case "key" ->
                    work.done(new Administration.AddKey(argument(0, "NAME"), work.keyLine(argument(1, "KEYFILE"))));
                case "unkey" -> work.done(new Administration.RemoveKey(argument(0, "NAME"), argument(1, "SHA256:…")));
                case "grant" -> grant(work);
                case "revoke" -> work.done(new Administration.TakeBack(argument(0, "NAME"), argument(1, "GRANT")));
                default -> throw Targets.usage("user takes " + ACTIONS.replace("|", ", ") + ", not '" + what + "'");
            }
        });
    }

    private String argument(int index, String name) throws Failed {
        if (index < arguments.size()) return arguments.get(index);
        throw Targets.usage("user " + what + ": " + name + " is missing");
    }

    private static Role role(String word) throws Failed {
        for (Role role : Role.values()) {
            if (role.name().equalsIgnoreCase(word)) return role;
        }
        throw Targets.usage("user role: '" + word + "' is neither admin nor user");
    }

    private static String me(HubWork work) throws Failed {
        return work.ask(new Administration.WhoAmI(), HubReport.Users.class)
                .users()
                .getFirst()
                .name();
    }

    private void list(HubWork work) throws Failed {
        for (HubReport.UserLine user :
                work.ask(new Administration.ListUsers(), HubReport.Users.class).users()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", user.name());
            map.put("role", word(user.role()));
            map.put("locked", user.locked());
            map.put("password", user.password());
            map.put("keys", user.keys());
            map.put("grants", user.grants());
            map.put("tokens", user.tokens());
            work.row(
                    map,
                    user.name() + "\t" + word(user.role()) + (user.locked() ? ", locked" : "") + "\t"
                            + count(user.keys(), "key") + ", " + count(user.grants(), "grant") + ", "
                            + count(user.tokens(), "token") + (user.password() ? ", password" : ""));
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void add(HubWork work) throws Failed {
        String name = argument(0, "NAME");
        List<String> keys = new ArrayList<>();
        for (String file : arguments.subList(1, arguments.size())) keys.add(work.keyLine(file));
        work.done(new Administration.AddUser(name, admin ? Role.ADMIN : Role.USER));
        for (String key : keys) work.done(new Administration.AddKey(name, key));
        work.note("added " + name + (keys.isEmpty() ? "; nothing lets them in yet: drey user key, or passwd" : ""));
    }

    private void passwd(HubWork work) throws Failed {
        String name = argument(0, "NAME");
        if (none) {
            work.done(new Administration.SetPassword(name, Optional.empty()));
            return;
        }
        work.done(new Administration.SetPassword(name, Optional.of(work.newPassword(name, stdin))));
    }

    private void grant(HubWork work) throws Failed {
        String name = argument(0, "NAME");
        String where = argument(1, "TARGETS[:PATH]");
        int colon = where.lastIndexOf(":/");
        Reach reach = Reach.parse(colon < 0 ? where : where.substring(0, colon));
        RemotePath prefix = RemotePath.of(colon < 0 ? "/" : where.substring(colon + 1));
        Grant grant = new Grant(reach, prefix, Grant.rights(argument(2, "RIGHTS")));
        String id = work.ask(new Administration.Give(name, grant), HubReport.Given.class)
                .id();
        work.row(Map.of("grant", id), id);
    }

    private void show(HubWork work, String name) throws Failed {
        HubReport.UserShown shown = work.ask(new Administration.ShowUser(name), HubReport.UserShown.class);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", shown.user().name());
        map.put("role", word(shown.user().role()));
        map.put("locked", shown.user().locked());
        map.put("password", shown.password());
        map.put(
                "keys",
                shown.keys().stream()
                        .map(key ->
                                Map.of("fingerprint", key.fingerprint(), "type", key.type(), "comment", key.comment()))
                        .toList());
        map.put("grants", shown.grants().stream().map(UserCommand::grantMap).toList());
        map.put("tokens", shown.tokens().stream().map(TokenCommand::map).toList());
        StringBuilder text = new StringBuilder(128);
        text.append(shown.user().name()).append('\t').append(word(shown.user().role()));
        if (shown.user().locked()) text.append(", locked");
        if (shown.password()) text.append(", password");
        for (LoginKey key : shown.keys())
            text.append("\n  key ")
                    .append(key.fingerprint())
                    .append(' ')
                    .append(key.type())
                    .append(' ')
                    .append(Text.display(key.comment()));
        for (People.Given given : shown.grants())
            text.append("\n  grant ").append(given.id()).append(' ').append(grantText(given.grant()));
        for (HubReport.TokenLine token : shown.tokens())
            text.append("\n  token ").append(TokenCommand.text(token));
        work.row(map, text.toString());
    }

    private static Map<String, Object> grantMap(People.Given given) {
        return Map.of(
                "id", given.id(),
                "targets", given.grant().reach().text(),
                "path", given.grant().prefix().display(),
                "rights", words(given.grant()));
    }

    private static String grantText(Grant grant) {
        return grant.reach().text() + ":" + grant.prefix().display() + " " + String.join(",", words(grant));
    }

    private static List<String> words(Grant grant) {
        return grant.rights().stream().map(UserCommand::word).toList();
    }
}
