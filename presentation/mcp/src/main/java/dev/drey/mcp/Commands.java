package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All commands of `console_execute_command`, in a fixed order; a family a file.
final class Commands {
    private static final List<Command> ALL = all();

    private Commands() {}

    private static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(CopyCommands.all());
        all.addAll(ContentCommands.all());
        all.addAll(LookCommands.all());
        all.addAll(AskCommands.all());
        all.addAll(ChangeCommands.all());
        all.addAll(BatchCommand.all());
        all.addAll(TransferCommands.all());
        return List.copyOf(all);
    }

    static Optional<Command> find(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Command::name).toList();
    }

    /// All of them with their arguments, for a model.
    static String usages() {
        return ALL.stream()
                .map(command -> (command.name() + " " + command.usage()).strip())
                .collect(Collectors.joining(", "));
    }

    /// @throws Failed that there is no such command, with the nearest one
    static Command get(String name) throws Failed {
        return find(name)
                .orElseThrow(() -> Failure.of(Failure.Code.NOT_FOUND, missing(name))
                        .with("command", "unknown")
                        .thrown());
    }

    private static String missing(String name) {
        String near = Nearest.hint(name, names());
        return "there is no command '" + Echo.of(name) + "'"
                + (near.isEmpty() ? "; there are " + String.join(", ", names()) : near);
    }
}
