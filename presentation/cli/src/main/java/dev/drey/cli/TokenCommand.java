package dev.drey.cli;

import dev.drey.access.Grant;
import dev.drey.access.Right;
import dev.drey.access.Scope;
import dev.drey.files.Failed;
import dev.drey.files.Text;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey token list|add|revoke`: secrets for programs.
@Command(name = "token", description = "secrets with which programs come in", sortOptions = false)
final class TokenCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(names = "--label", description = "add: what it is for")
    String label = "";

    @Option(names = "--rights", paramLabel = "read,write,…", description = "add: at most these; else all of the user's")
    @Nullable
    String rights;

    @Option(names = "--target", paramLabel = "PATTERN", description = "add: only these targets; may be repeated")
    List<String> targets = new ArrayList<>();

    @Option(names = "--expires", paramLabel = "TIME", description = "add: stops to work after 12h, 90d, …")
    @Nullable
    String expires;

    @Option(names = "--administer", description = "add: an admin's token that may administer")
    boolean administer;

    @Parameters(index = "0", arity = "0..1", paramLabel = "list|add|revoke")
    String what = "list";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "list [USER]; add USER; revoke TOKEN")
    List<String> arguments = new ArrayList<>();

    TokenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return HubWork.run(context, common, work -> {
            switch (what) {
                case "list" -> list(work);
                case "add" -> add(work);
                case "revoke" -> work.done(new Administration.RevokeToken(argument("TOKEN")));
                default -> throw Targets.usage("token takes list, add or revoke, not '" + what + "'");
            }
        });
    }

    private String argument(String name) throws Failed {
        if (!arguments.isEmpty()) return arguments.getFirst();
        throw Targets.usage("token " + what + ": " + name + " is missing");
    }

    private void list(HubWork work) throws Failed {
        String user = arguments.isEmpty() ? "" : arguments.getFirst();
        var listed = work.ask(new Administration.ListTokens(user), HubReport.Tokens.class);
        for (HubReport.TokenLine token : listed.tokens()) work.row(map(token), text(token));
    }

    private void add(HubWork work) throws Failed {
        Set<Right> most = rights == null ? Scope.WHOLE.rights() : Grant.rights(rights);
        Optional<Duration> life =
                expires == null ? Optional.empty() : Optional.of(Duration.ofMillis(Units.millis(expires)));
        var made = work.ask(
                new Administration.MakeToken(argument("USER"), label, new Scope(most, targets, administer), life),
                HubReport.TokenMade.class);
        Map<String, Object> map = map(made.token());
        map.put("secret", made.secret().reveal());
        work.row(map, made.secret().reveal());
        work.note("this is token " + made.token().id() + " of " + made.token().user()
                + "; it is shown only now. As a password over SFTP, or Authorization: Bearer");
    }

    static Map<String, Object> map(HubReport.TokenLine token) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", token.id());
        map.put("user", token.user());
        map.put("label", token.label());
        map.put(
                "rights",
                token.scope().rights().stream()
                        .map(right -> right.name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
        map.put("targets", token.scope().targets());
        map.put("administer", token.scope().administration());
        map.put("created", token.created().toString());
        token.expires().ifPresent(when -> map.put("expires", when.toString()));
        return map;
    }

    static String text(HubReport.TokenLine token) {
        List<String> rights = token.scope().rights().stream()
                .map(right -> right.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        return token.id() + " " + token.user() + " " + String.join(",", rights)
                + (token.scope().targets().isEmpty()
                        ? ""
                        : " on " + String.join(",", token.scope().targets()))
                + token.expires().map(when -> " until " + when).orElse("")
                + (token.label().isEmpty() ? "" : " (" + Text.display(token.label()) + ")");
    }
}
