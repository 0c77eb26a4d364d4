package dev.drey.mcp;

import dev.drey.session.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All commands of `console_execute_command`, in a fixed order; a family a file.
final class Commands {
    private static final List<Command> ALL = all();

    private Commands() {}

    private static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(CopyCommands.all());
        all.addAll(LookCommands.all());
        return List.copyOf(all);
    }

    static Optional<Command> find(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Command::name).toList();
    }

    /// Why there is no such command.
    static String missing(String name) {
        String near = Nearest.hint(name, names());
        return "there is no command '" + Echo.of(name) + "'"
                + (near.isEmpty() ? "; there are " + String.join(", ", names()) : near);
    }
}
