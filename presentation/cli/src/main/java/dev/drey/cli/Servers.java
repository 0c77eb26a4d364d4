package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `drey servers list|add|test|remove|import`.
@Command(name = "servers", description = "list, add, test, remove or import servers", sortOptions = false)
final class Servers implements Callable<Integer> {
    private final Context context;

    @Mixin
    Common common = new Common();

    @Option(
            names = {"-n", "--dry-run"},
            description = "show what would be written, and write nothing")
    boolean dryRun;

    @Option(names = "--hub", description = "list, add, remove: the servers of the hub")
    boolean hub;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "add --hub: by which grants may name it; may be repeated")
    List<String> tags = new ArrayList<>();

    @Parameters(index = "0", arity = "0..1", paramLabel = "list|add|test|remove|import")
    String what = "list";

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "add NAME FIELD=VALUE…; test NAME…; remove NAME…; import ssh_config|rclone.conf FILE")
    List<String> arguments = new ArrayList<>();

    Servers(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (hub) return HubWork.run(context, common, this::atHub);
        return context.run(common, work -> {
            if (!tags.isEmpty())
                throw Targets.usage(
                        "servers --tag belongs to --hub; in the file it is tags: [" + tags.getFirst() + "]");
            switch (what) {
                case "list" -> list(work);
                case "add" -> add(work);
                case "test" -> test(work);
                case "remove" -> remove(work);
                case "import" -> new ServerImport(work, file(work), dryRun).run(arguments);
                default -> throw Targets.usage("servers takes list, add, test, remove or import, not '" + what + "'");
            }
        });
    }

    private void atHub(HubWork work) throws Failed {
        if (dryRun) throw Targets.usage("servers --hub: the hub changes at once, so there is nothing for -n to show");
        if (!tags.isEmpty() && !what.equals("add"))
            throw Targets.usage("servers --hub " + what + ": --tag belongs to add");
        new HubServers(work, arguments, Set.copyOf(tags)).run(what);
    }

    private ServerFile file(Work work) throws Failed {
        return ServerFile.of(work.console(), common.config);
    }

    private void list(Work work) throws Failed {
        for (var entry : new TreeMap<>(work.configuration().servers()).entrySet()) {
            Server server = Drafted.server(
                    entry.getValue(), entry.getKey(), work.console().home(), true, common.sshConfig());
            boolean standard = work.configuration()
                    .defaultServer()
                    .filter(entry.getKey()::equals)
                    .isPresent();
            String user = server.username().map(name -> name + "@").orElse("");
            String port = server.port().isPresent() ? ":" + server.port().getAsInt() : "";
            if (common.json) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("name", entry.getKey());
                map.put("host", server.host());
                server.port().ifPresent(number -> map.put("port", number));
                server.username().ifPresent(name -> map.put("username", name));
                server.basePath().ifPresent(path -> map.put("basePath", path.display()));
                map.put("default", standard);
                work.report().json(map);
            } else {
                work.report()
                        .line(entry.getKey() + "\t" + user + server.host() + port + (standard ? "\t(default)" : ""));
            }
        }
        if (common.json) return;
        for (String host : work.targets().sshHosts()) work.report().line(host + "\t~/.ssh/config");
    }

    private void add(Work work) throws Failed {
        if (arguments.size() < 2) throw Targets.usage("servers add NAME host=HOST [FIELD=VALUE…]");
        String name = arguments.getFirst().toLowerCase(Locale.ROOT);
        if (!ServerImport.isName(name)) {
            throw Targets.usage(
                    "servers add: '" + arguments.getFirst() + "' cannot be a server's name, which has letters,"
                            + " digits, '.', '_' and '-', begins with a letter or digit, and is at most 63 long");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String word : arguments.subList(1, arguments.size())) {
            int equals = word.indexOf('=');
            if (equals <= 0) throw Targets.usage("servers add: '" + word + "' is not FIELD=VALUE");
            fields.put(word.substring(0, equals), word.substring(equals + 1));
        }
        Draft draft = new Draft("servers." + name, Draft.Expansion.NONE);
        draft.takeAll(fields);
        Server server = Drafted.server(draft, name, work.console().home(), true, common.sshConfig());
        file(work).add(Map.of(name, fields), dryRun, work);
        if (!dryRun) work.report().note("added " + name + " (" + server.host() + ")");
    }

    private void remove(Work work) throws Failed {
        if (arguments.isEmpty()) throw Targets.usage("servers remove NAME…");
        file(work).remove(arguments, dryRun, work);
    }

    private void test(Work work) throws Failed {
        if (arguments.isEmpty()) throw Targets.usage("servers test NAME…");
        for (String name : arguments) {
            work.each(() -> {
                var connected = work.ask(new Operation.Connect(work.targets().named(name)), Outcome.Connected.class);
                work.report()
                        .line(name + ": ok, " + connected.info().software() + ", starts in "
                                + connected.home().display());
                work.done(new Operation.Disconnect(connected.session()));
            });
        }
    }
}
