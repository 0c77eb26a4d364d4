package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.Console;
import dev.drey.cli.HubLine;
import dev.drey.cli.HubLogin;
import dev.drey.cli.Program;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.operations.Announcer;
import dev.drey.operations.Operations;
import dev.drey.session.Sessions;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.SshConfig;
import dev.drey.ssh.SshConfigLocal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Joins the rooms: the one place that knows them all.
final class Wiring implements Program, AutoCloseable {
    private static final int AT_ONCE = 64;

    private final Events events = new Events();
    private final SshConfigLocal local;
    private final ServerConnector connector;
    private Optional<Operations> operations = Optional.empty();
    private Configuration.LogSettings logged = Configuration.LogSettings.DEFAULTS;

    Wiring(Console console) {
        this.local = Homes.of(console);
        this.connector = new ServerConnector(local, LocalDisk.whole(console.directory()), console.environment());
    }

    @Override
    public synchronized Operations operations(Configuration configuration) throws Failed {
        if (operations.isEmpty()) {
            operations = Optional.of(new Operations(
                    new Sessions(connector, new Announcer(events)),
                    events,
                    new Trusting(connector),
                    new Operations.Settings(
                            configuration.state(), configuration.transfer().bandwidth(), AT_ONCE)));
        }
        return operations.get();
    }

    @Override
    public void prepare() {
        Thread.ofPlatform().daemon().name("drey-warm").start(() -> {
            // The log first, since all else has loggers.
            LoggerFactory.getILoggerFactory();
            Dialler.warm();
        });
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public boolean sshKnows(String name, Optional<Path> sshConfig) {
        return sshHosts(sshConfig).contains(name);
    }

    @Override
    public List<String> sshHosts(Optional<Path> sshConfig) {
        try {
            SshConfig config = connector.config(sshConfig);
            return config.hosts();
        } catch (Failed unreadable) {
            LoggerFactory.getLogger(Wiring.class).warn("{}", unreadable.getMessage());
            return List.of();
        }
    }

    @Override
    public int demo(Console shown, boolean stay) {
        return Demo.run(shown, stay);
    }

    @Override
    public void assist(Console console, Configuration configuration, List<Path> roots) throws Failed {
        new Assistance(this, local, console, configuration, Roots.of(console, configuration, roots)).serve();
    }

    @Override
    public String assistantEntry(Console console, Configuration configuration, List<Path> roots) throws Failed {
        return Assistance.entry(Roots.of(console, configuration, roots), console, roots);
    }

    @Override
    public int serve(Console console, Reading reading, boolean check) throws Failed {
        HubRun.Surroundings around = new HubRun.Surroundings(console.home(), console.environment());
        if (check) return Serving.check(reading, around, console.out());
        return Serving.run(reading, this::log, disk -> new ServerConnector(local, disk, console.environment()), around);
    }

    @Override
    public HubLine hub(Console console, Configuration configuration, HubLogin login) throws Failed {
        return HubLines.open(connector, configuration, console.home(), login);
    }

    @Override
    public void log(Configuration.LogSettings settings) {
        if (settings.equals(logged)) return;
        Logs.set(settings);
        logged = settings;
    }

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public void close() {
        operations.ifPresent(Operations::close);
    }
}
