package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.HubLine;
import dev.drey.files.Failed;
import dev.drey.mcp.Known;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.session.Asker;
import dev.drey.session.Draft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The targets of the configured hub for assistants: asked when a name is needed, remembered for a minute. Nobody is
/// asked about the hub's key or for a password. Any thread.
final class HubTargetNames implements Known.Hub {
    private static final Logger LOG = LoggerFactory.getLogger(HubTargetNames.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ServerConnector connector;
    private final Configuration configuration;
    private final Path home;
    private Optional<List<String>> said = Optional.empty();
    private long when;

    HubTargetNames(ServerConnector connector, Configuration configuration, Path home) {
        this.connector = connector;
        this.configuration = configuration;
        this.home = home;
    }

    @Override
    public Optional<Draft> find(String name) throws Failed {
        if (!asked().contains(name)) return Optional.empty();
        return Optional.of(configuration.remoteHub().orElseThrow().draft(name));
    }

    @Override
    public List<String> names() {
        try {
            return asked();
        } catch (Failed unheard) {
            LOG.warn(
                    "the hub cannot be asked for its targets: {}",
                    unheard.failure().message());
            return List.of();
        }
    }

    private synchronized List<String> asked() throws Failed {
        if (said.isPresent() && System.nanoTime() - when < FRESH.toNanos()) return said.get();
        try (HubLine line = HubLines.open(connector, configuration, home, Asker.NOBODY)) {
            List<String> names = line.ask(new Administration.ListTargets(), HubReport.Targets.class).targets().stream()
                    .map(HubReport.TargetLine::name)
                    .toList();
            said = Optional.of(names);
            when = System.nanoTime();
            return names;
        }
    }
}
