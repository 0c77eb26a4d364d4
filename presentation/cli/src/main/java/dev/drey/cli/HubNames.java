package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// The names of the targets that a hub somewhere else shows to this user. The hub is asked when a name is
/// known nowhere here; what it said last is remembered in the state directory, so that a name of both is
/// noticed without asking.
final class HubNames {
    private static final int MOST = 1 << 20;

    private final Console console;
    private final Program program;
    private final Configuration configuration;
    private final Common common;
    private Optional<List<String>> said = Optional.empty();

    HubNames(Console console, Program program, Configuration configuration, Common common) {
        this.console = console;
        this.program = program;
        this.configuration = configuration;
        this.common = common;
    }

    boolean hasHub() {
        return configuration.remoteHub().isPresent();
    }

    /// As the hub says now.
    List<String> ask() throws Failed {
        if (!hasHub()) return List.of();
        if (said.isPresent()) return said.get();
        try (HubLine line = program.hub(console, configuration, HubLogin.of(console, common))) {
            List<String> names = line.ask(new Administration.ListTargets(), HubReport.Targets.class).targets().stream()
                    .map(HubReport.TargetLine::name)
                    .toList();
            said = Optional.of(names);
            remember(names);
            return names;
        }
    }

    /// As it said when it was asked last; nobody is asked.
    boolean remembers(String name) {
        if (!hasHub()) return false;
        try {
            if (!Files.exists(file()) || Files.size(file()) > MOST) return false;
            List<String> lines = Files.readAllLines(file());
            return !lines.isEmpty()
                    && lines.getFirst().equals(hub())
                    && lines.subList(1, lines.size()).contains(name);
        } catch (IOException unreadable) {
            LoggerFactory.getLogger(HubNames.class).debug("{} cannot be read", file(), unreadable);
            return false;
        }
    }

    /// How the hub's target is reached: as a user of the hub that names it.
    Draft draft(String name) throws Failed {
        return configuration.remoteHub().orElseThrow().draft(name);
    }

    private String hub() {
        return configuration.remoteHub().map(RemoteHub::toString).orElse("");
    }

    private Path file() {
        return configuration.state().resolve("hub-names");
    }

    private void remember(List<String> names) {
        List<String> lines = new ArrayList<>(List.of(hub()));
        lines.addAll(names);
        try {
            Files.createDirectories(
                    configuration.state(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(configuration.state(), "hub-names", ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            LoggerFactory.getLogger(HubNames.class).debug("{} cannot be written", file(), unwritable);
        }
    }
}
