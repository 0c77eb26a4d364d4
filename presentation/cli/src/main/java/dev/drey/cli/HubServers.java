package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Text;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Field;
import dev.drey.session.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `drey servers --hub …`: the servers of a hub, those of its configuration and those in its store.
final class HubServers {
    private static final long LARGEST_SECRET = 1 << 16;

    private final HubWork work;
    private final List<String> arguments;
    private final Set<String> tags;

    /// @param arguments what stands behind the action
    HubServers(HubWork work, List<String> arguments, Set<String> tags) {
        this.work = work;
        this.arguments = arguments;
        this.tags = tags;
    }

    void run(String what) throws Failed {
        switch (what) {
            case "list" -> list();
            case "add" -> add();
            case "remove" -> {
                if (arguments.isEmpty()) throw Targets.usage("servers --hub remove NAME…");
                for (String name : arguments) work.done(new Administration.RemoveServer(name));
            }
            default -> throw Targets.usage("servers --hub takes list, add or remove, not '" + what + "'");
        }
    }

    private void list() throws Failed {
        for (HubReport.ServerLine server : work.ask(new Administration.ListServers(), HubReport.Servers.class)
                .servers()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", server.name());
            map.put("address", server.display());
            map.put("origin", server.origin());
            map.put("tags", server.tags().stream().sorted().toList());
            String tagged = server.tags().isEmpty() ? "" : "\t" + String.join(",", server.tags());
            work.row(map, server.name() + "\t" + Text.display(server.display()) + "\t" + server.origin() + tagged);
        }
    }

    private void add() throws Failed {
        if (arguments.size() < 2) throw Targets.usage("servers --hub add NAME host=HOST [FIELD=VALUE…]");
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (String word : arguments.subList(1, arguments.size())) {
            int equals = word.indexOf('=');
            if (equals <= 0) throw Targets.usage("servers --hub add: '" + word + "' is not FIELD=VALUE");
            String name = word.substring(0, equals);
            String value = word.substring(equals + 1);
            Optional<Field> field = Field.named(name);
            if (field.filter(HubServers::isSecret).isPresent()) {
                secrets.put(field.get().word(), secret(field.get(), value));
            } else {
                fields.put(field.map(Field::word).orElse(name), value);
            }
        }
        work.done(new Administration.AddServer(arguments.getFirst(), fields, secrets, tags));
        work.note("the hub has " + arguments.getFirst());
    }

    /// A key's text goes to the hub, so it is a secret there, while a configuration file names the file.
    private static boolean isSecret(Field field) {
        return field.kind() == Field.Kind.SECRET || field == Field.PRIVATE_KEY;
    }

    /// `password=file:PATH` and `privateKey=PATH` keep secrets out of the list of processes.
    private Secret secret(Field field, String value) throws Failed {
        boolean named = value.startsWith("file:");
        if (!named && field != Field.PRIVATE_KEY) return Secret.of(value);
        Path file = work.path(named ? value.substring("file:".length()) : value);
        try {
            if (Files.size(file) > LARGEST_SECRET) throw Targets.usage(file + " is too large for a secret");
            String text = Files.readString(file);
            return Secret.of(
                    field == Field.PRIVATE_KEY ? text : text.lines().findFirst().orElse(""));
        } catch (IOException unreadable) {
            if (unreadable instanceof Failed failed) throw failed;
            throw Failure.of(Failure.Code.NOT_FOUND, field.word() + ": " + file + " cannot be read")
                    .thrown(unreadable);
        }
    }
}
