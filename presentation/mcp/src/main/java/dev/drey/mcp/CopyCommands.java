package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Where;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.transfer.Options;
import dev.drey.transfer.TreeOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `sftp-put`, `sftp-get`, and the same for trees: between this machine and the session's target; `sftp-copy`:
/// within the target.
final class CopyCommands {
    private CopyCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("sftp-put", "LOCAL REMOTE", 2, 2, Set.of(), ConsoleOptions.FILE, CopyCommands::put)
                        .losing(call -> replaced(call, far(call, call.word(1)))),
                new Command("sftp-get", "REMOTE LOCAL", 2, 2, Set.of(), ConsoleOptions.FILE, CopyCommands::get)
                        .losing(call -> replaced(call, call.local(call.word(1)))),
                new Command(
                                "sftp-put-recursive",
                                "LOCALDIR REMOTEDIR",
                                2,
                                2,
                                Set.of(),
                                ConsoleOptions.TREE,
                                CopyCommands::putTree)
                        .losing(call -> replaced(call, call.local(call.word(0)), far(call, call.word(1)))),
                new Command(
                                "sftp-get-recursive",
                                "REMOTEDIR LOCALDIR",
                                2,
                                2,
                                Set.of(),
                                ConsoleOptions.TREE,
                                CopyCommands::getTree)
                        .losing(call -> replaced(call, far(call, call.word(0)), call.local(call.word(1)))),
                new Command(
                                "sftp-copy",
                                "FROM TO",
                                2,
                                2,
                                Set.of(),
                                Set.of("overwrite", "background"),
                                CopyCommands::copy)
                        .losing(CopyCommands::replacedByCopy));
    }

    private static Said putTree(CommandCall call) throws Failed {
        return tree(call, call.local(call.word(0)), far(call, call.word(1)));
    }

    private static Said getTree(CommandCall call) throws Failed {
        return tree(call, far(call, call.word(0)), call.local(call.word(1)));
    }

    /// The contents of one directory into another, which is made, and what is missing above it too.
    private static Said tree(CommandCall call, Place from, Place to) throws Failed {
        boolean parents = call.options().flag("createDirectories", true);
        return carried(
                call,
                new Operation.CopyTree(
                        from,
                        to,
                        options(call).withCreateDirectories(parents),
                        Carrying.tree(call.options(), "options")));
    }

    /// A file to a file, or what a directory holds into a directory.
    private static Said copy(CommandCall call) throws Failed {
        Place from = call.remote(call.word(0));
        Place to = call.remote(call.word(1));
        var found = call.ask(new Operation.Stat(from, true, false), Outcome.Described.class);
        if (!found.line().attributes().isDirectory()) return file(call, from, to);
        return carried(call, new Operation.CopyTree(from, to, options(call), TreeOptions.DEFAULTS));
    }

    private static Optional<Plan> replacedByCopy(CommandCall call) throws Failed {
        Place from = call.remote(call.word(0));
        Place to = call.remote(call.word(1));
        var found = call.ask(new Operation.Stat(from, true, false), Outcome.Described.class);
        return found.line().attributes().isDirectory() ? replaced(call, from, to) : replaced(call, to);
    }

    /// The file that another one would take the place of.
    static Optional<Plan> replaced(CommandCall call, Place to) throws Failed {
        return mayReplace(options(call)) ? call.plans().one("replace", to, true) : Optional.empty();
    }

    /// The files that those of a tree would take the place of.
    private static Optional<Plan> replaced(CommandCall call, Place from, Place to) throws Failed {
        if (!mayReplace(options(call))) return Optional.empty();
        Plans.Load load = new Plans.Load(
                from,
                to,
                Carrying.tree(call.options(), "options"),
                overwrite -> options(
                                call,
                                call.options().with("overwrite", overwrite).with("dryRun", true))
                        .withCreateDirectories(true));
        List<String> old = call.plans().replaced(load);
        if (old.isEmpty()) return Optional.empty();
        return Optional.of(call.plans()
                .replacing(load, old, call.options().value("overwrite").orElse(true)));
    }

    private static boolean mayReplace(Options options) {
        return switch (options.overwrite()) {
            case REPLACE, NEWER, DIFFERENT, RESUME -> !options.dryRun();
            case FAIL, SKIP, RENAME -> false;
        };
    }

    private static Said put(CommandCall call) throws Failed {
        return file(call, call.local(call.word(0)), far(call, call.word(1)));
    }

    private static Said get(CommandCall call) throws Failed {
        return file(call, far(call, call.word(0)), call.local(call.word(1)));
    }

    private static Said file(CommandCall call, Place from, Place to) throws Failed {
        return carried(call, new Operation.CopyFile(from, to, options(call)));
    }

    /// As the reference's calls do it: modes are kept unless somebody says otherwise.
    static Options options(CommandCall call) throws Failed {
        return options(call, call.options());
    }

    private static Options options(CommandCall call, Arguments said) throws Failed {
        return Carrying.options(
                said, "options", call.session().target(), call.desk().settings().defaults(), true);
    }

    /// The session's target; one that compresses, by a connection of its own, where the call says so.
    static Place far(CommandCall call, String path) {
        Place place = call.remote(path);
        boolean compress = call.options().flag("compress", false);
        if (!compress || !(call.session().target() instanceof Target.Remote(Server server))) return place;
        return new Place(new Where.At(new Target.Remote(server.withCompression(true))), place.path());
    }

    /// Begins the transfer and waits for it as long as the call says.
    static Said carried(CommandCall call, Operation operation) throws Failed {
        return carried(call, call.command().name() + " " + String.join(" ", Echo.of(call.words())), operation);
    }

    /// @param what for people
    static Said carried(CommandCall call, String what, Operation operation) throws Failed {
        Job job = call.desk().start(call.call(), what, operation);
        call.desk().await(call.call(), job, call.patience(), call.options().flag("background", false));
        Map<String, Object> transfer = Moves.transfer(job);
        String line = Moves.line(job, transfer);
        if (transfer.get("failures") instanceof List<?> failures && !failures.isEmpty()) {
            return broken(line, transfer, failures.getFirst());
        }
        return new Said(0, line, "", Map.of("transfer", transfer));
    }

    /// Not everything was done; the first of what failed stands for the rest.
    private static Said broken(String line, Map<String, Object> transfer, Object first) {
        Map<String, Object> error = new LinkedHashMap<>();
        if (first instanceof Map<?, ?> one) one.forEach((name, value) -> error.put(String.valueOf(name), value));
        String words = line + "; the first: " + error.get("message");
        error.put("message", words);
        return new Said(1, line, words, Map.of("transfer", transfer, "error", error));
    }
}
