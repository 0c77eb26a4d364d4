package dev.drey.drey;

import dev.drey.access.Access;
import dev.drey.access.Pass;
import dev.drey.access.Passwords;
import dev.drey.access.Tokens;
import dev.drey.cli.Configuration;
import dev.drey.cli.HubSettings;
import dev.drey.control.Hearing;
import dev.drey.control.Socket;
import dev.drey.door.Door;
import dev.drey.door.Trees;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.operations.Administering;
import dev.drey.operations.Administration;
import dev.drey.operations.Announcer;
import dev.drey.operations.Caller;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Operations;
import dev.drey.operations.Outcome;
import dev.drey.operations.View;
import dev.drey.operations.Watch;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Sessions;
import dev.drey.sftp.server.Budget;
import dev.drey.ssh.AddressRange;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running hub: store, targets, door and control socket, opened in that order and closed the other way
/// round.
final class HubRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubRun.class);
    private static final int AT_ONCE = 64;
    private static final int CONNECTIONS = 10_000;
    private static final int PINNED_CONNECTIONS = 100;
    private static final Duration LAST_TRANSFERS = Duration.ofSeconds(10);

    /// Between two files, and before the new one takes the old one's name, nothing is open for a moment.
    private static final Duration LAST_FILES = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Configuration started;
    private final InstantSource clock = InstantSource.system();
    private final HubTargets targets;
    private final HubDisk disk;
    private final Access access;
    private final HubKept kept;
    private final Operations operations;
    private final View view;
    private final Listener listener;
    private final PinnedPorts ports;
    private final Door door;

    /// @throws Failed what is wrong, with nothing left open
    static HubRun start(Configuration configuration, ServerConnector.Maker connectors, Surroundings around)
            throws Failed {
        return new HubRun(configuration, connectors, around);
    }

    /// What is around the process.
    ///
    /// @param home of the user who runs the hub
    record Surroundings(Path home, Map<String, String> environment) {}

    private HubRun(Configuration configuration, ServerConnector.Maker connectors, Surroundings around) throws Failed {
        this.started = configuration;
        boolean done = false;
        try {
            kept = opening(HubKept.open(configuration, around.home(), around.environment()));
            targets = new HubTargets(configuration, kept.servers(), around.home());
            disk = new HubDisk(configuration, around);
            access = new Access(kept.people(), kept.audit(), clock);
            Events events = new Events();
            ServerConnector connector = connectors.over(disk);
            Sessions sessions = new Sessions(connector, new Announcer(events));
            view = new View(sessions, targets, access, kept.audit());
            HubGround ground = new HubGround(targets, clock);
            operations = opening(new Operations(
                    sessions,
                    events,
                    new Trusting(connector),
                    new Operations.Settings(
                            configuration.state(), configuration.transfer().bandwidth(), AT_ONCE),
                    new Operations.HubSide(administering(ground), Optional.of(view))));
            door = Door.of(access, trees(), this::serve, Budget.ofHeap());
            opened.push(this::awaitNobody);
            listener = opening(Listener.open(listening(configuration), door));
            ports = opening(new PinnedPorts(configuration.state().resolve("ports"), pinned(configuration), door));
            ports.reopen();
            ground.behind(new Behind());
            opening(Socket.open(
                    configuration.state().resolve(HubLines.SOCKET), channel -> serve(access.bySocket(), channel)));
            kept.keep(configuration.hub().audit());
            kept.watch(this::changedElsewhere);
            done = true;
        } finally {
            if (!done) close();
        }
    }

    private <C extends AutoCloseable> C opening(C one) {
        opened.push(one);
        return one;
    }

    private Administering administering(HubGround ground) {
        return new Administering(
                new Administering.Registers(
                        kept.people(), access, new Passwords(), new Tokens(kept.people(), clock), kept.audit(), clock),
                ground);
    }

    private Trees trees() {
        return new Trees() {
            @Override
            public FileTree everything(Pass pass) {
                return view.everything(pass);
            }

            @Override
            public FileTree target(Pass pass, String name) {
                return view.target(pass, name);
            }
        };
    }

    /// Whether one could listen as the configuration says; nothing is opened or made.
    static void check(Configuration configuration) throws Failed {
        listening(configuration).checkHostKeys();
    }

    private static Listening listening(Configuration configuration) throws Failed {
        HubSettings hub = configuration.hub();
        List<AddressRange> proxies = new ArrayList<>();
        for (String network : hub.trustedProxies()) proxies.add(AddressRange.of(network));
        return Listening.on(hub.ssh().host(), hub.ssh().port(), hostKey(configuration))
                .withMoreHostKeys(hub.hostKeys())
                .withTrustedProxies(proxies)
                .withConnections(CONNECTIONS);
    }

    private static Listening pinned(Configuration configuration) {
        return Listening.LOOPBACK.withHostKey(hostKey(configuration)).withConnections(PINNED_CONNECTIONS);
    }

    private static Path hostKey(Configuration configuration) {
        return configuration.state().resolve("host_key");
    }

    /// A control line, until it ends; ports that were opened over it end with it.
    private void serve(Pass pass, Channel channel) {
        Owner owner = new Owner("user:" + pass.user());
        Caller caller = new Caller(owner, Asker.NOBODY, Watch.NOBODY, Optional.of(pass));
        Set<Listener> borrowed = ConcurrentHashMap.newKeySet();
        try {
            Hearing.hear(channel, pass.user() + " from " + pass.from(), operation -> {
                Outcome outcome = operations.perform(caller, operation).outcome();
                boolean kept = operation instanceof Operation.Administer asked
                        && asked.what() instanceof Administration.OpenPort wanted
                        && wanted.persist();
                if (!kept && outcome instanceof Outcome.Administered answer) {
                    if (answer.report() instanceof HubReport.PortOpened port)
                        ports.at(port.port()).ifPresent(borrowed::add);
                }
                return outcome;
            });
        } finally {
            borrowed.forEach(ports::left);
        }
    }

    private final class Behind implements HubGround.Doors {
        @Override
        public HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed {
            return ports.open(wanted);
        }

        @Override
        public void close(int port) throws Failed {
            ports.close(port);
        }

        @Override
        public List<HubReport.PortLine> ports() {
            return ports.lines();
        }

        @Override
        public List<HubReport.OpenFile> openFiles() {
            return view.openFiles();
        }

        @Override
        public void sweep() {
            HubRun.this.sweep();
        }
    }

    /// Puts out whose credential lets nobody in any more.
    private void sweep() {
        listener.end(door::isOver);
        ports.end(door::isOver);
    }

    /// Another hub has changed the store that both use.
    private void changedElsewhere() throws Failed {
        targets.reload();
        sweep();
    }

    String address() {
        return new HubSettings.Listen(listener.host(), listener.port()).toString();
    }

    String fingerprint() {
        return listener.hostKey().fingerprint().toString();
    }

    /// How many, in words.
    String targets() {
        int count = targets.all().size();
        return count == 1 ? "1 target" : count + " targets";
    }

    /// Whether nobody could come in yet, so that somebody has to be made first.
    boolean hasNoUsers() throws Failed {
        return kept.people().users().isEmpty();
    }

    /// Takes up a changed configuration: servers, tags and local roots. What needs a new start is named.
    void reload(Configuration fresh) throws Failed {
        check(fresh);
        targets.reload(fresh, () -> disk.reload(fresh));
        if (!fresh.hub().equals(started.hub()) || !fresh.state().equals(started.state()))
            LOG.warn("what has changed under 'hub' takes effect at the next start");
        LOG.info("configuration read again: {}", targets());
        sweep();
    }

    /// Stops taking people in, gives running transfers a moment, and ends the rest; what is cut stays
    /// resumable.
    ///
    /// @param hurried whether somebody cannot wait for them
    void stop(BooleanSupplier hurried) {
        listener.stopListening();
        ports.stopListening();
        if (isBusy() || listener.connections() > 0) awaitQuiet(hurried);
        close();
    }

    private void awaitQuiet(BooleanSupplier hurried) {
        long began = System.nanoTime();
        long busy = began;
        for (long now = began;
                now - began < LAST_TRANSFERS.toNanos() && now - busy < QUIET.toNanos() && !hurried.getAsBoolean(); ) {
            pause();
            now = System.nanoTime();
            if (isBusy()) busy = now;
        }
    }

    private boolean isBusy() {
        return door.openFiles() > 0 || operations.hasTransfers();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// What was cut is closed by those who served it, and noted in the store, which is still there.
    private void awaitNobody() throws InterruptedException {
        if (!door.awaitNobody(LAST_FILES)) LOG.warn("files of clients who were cut are still open");
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                LOG.warn("closing a part of the hub failed: {}", failed.getMessage());
                if (failed instanceof InterruptedException)
                    Thread.currentThread().interrupt();
            }
        }
    }
}
