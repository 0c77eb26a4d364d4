package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.HubLine;
import dev.drey.cli.HubLogin;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.mcp.Known;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Draft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The targets of the configured hub for assistants: asked when a name is needed, remembered for a minute, and that it
/// could not be asked for ten seconds. Nobody is asked about the hub's key or for a password. Any thread.
final class HubTargetNames implements Known.Hub {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ServerConnector connector;
    private final Configuration configuration;
    private final Path home;
    private Optional<Said> said = Optional.empty();

    /// @param failure why it could not be asked
    private record Said(List<String> names, Optional<Failure> failure, long when) {
        boolean isFresh() {
            Duration limit = failure.isPresent() ? SILENCE : FRESH;
            return System.nanoTime() - when < limit.toNanos();
        }
    }

    HubTargetNames(ServerConnector connector, Configuration configuration, Path home) {
        this.connector = connector;
        this.configuration = configuration;
        this.home = home;
    }

    @Override
    public Optional<Draft> find(String name) throws Failed {
        if (!names().contains(name)) return Optional.empty();
        return Optional.of(configuration.remoteHub().orElseThrow().draft(name));
    }

    @Override
    public synchronized List<String> names() throws Failed {
        Said now = said.filter(Said::isFresh).orElseGet(this::asked);
        said = Optional.of(now);
        if (now.failure().isPresent()) throw now.failure().get().thrown();
        return now.names();
    }

    private Said asked() {
        try (HubLine line = HubLines.open(connector, configuration, home, HubLogin.SILENT)) {
            List<String> names = line.ask(new Administration.ListTargets(), HubReport.Targets.class).targets().stream()
                    .map(HubReport.TargetLine::name)
                    .toList();
            return new Said(names, Optional.empty(), System.nanoTime());
        } catch (Failed unheard) {
            Failure why = unheard.failure();
            return new Said(
                    List.of(),
                    Optional.of(why.withMessage("the hub cannot be asked for its targets: " + why.message())),
                    System.nanoTime());
        }
    }
}
