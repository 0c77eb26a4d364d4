package dev.drey.drey;

import dev.drey.access.Audit;
import dev.drey.access.People;
import dev.drey.cli.Configuration;
import dev.drey.cli.HubSettings;
import dev.drey.files.Failed;
import dev.drey.session.StoredServers;
import dev.drey.store.Place;
import dev.drey.store.Store;
import dev.drey.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a hub keeps, where its configuration says, and the sweeping of what has become old.
final class HubKept implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubKept.class);

    private final Store store;
    private final ScheduledExecutorService chores = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hub-chores").factory());
    private long seen;

    private HubKept(Store store) {
        this.store = store;
    }

    static HubKept open(Configuration configuration, Path home, Map<String, String> environment) throws Failed {
        return new HubKept(Store.open(settings(configuration, home, environment)));
    }

    /// What is wrong with it, a sentence each; nothing is changed.
    static List<String> faults(Configuration configuration, Path home, Map<String, String> environment) throws Failed {
        return Store.check(settings(configuration, home, environment));
    }

    /// Where it is kept, for people; without anybody's password.
    static String place(Configuration configuration, Path home, Map<String, String> environment) throws Failed {
        return settings(configuration, home, environment).place().display();
    }

    /// The files that it consists of, which are nobody's to see.
    static List<Path> files(Configuration configuration, Path home, Map<String, String> environment) throws Failed {
        return Store.files(settings(configuration, home, environment));
    }

    private static StoreSettings settings(Configuration configuration, Path home, Map<String, String> environment)
            throws Failed {
        Optional<String> written = configuration.hub().store();
        Optional<HubSettings.StoreLogin> login = configuration.hub().storeLogin();
        Place place = written.isEmpty()
                ? Place.usual(configuration.state())
                : Place.parse(
                        written.get(),
                        home,
                        login.map(HubSettings.StoreLogin::username),
                        login.flatMap(HubSettings.StoreLogin::password));
        return StoreSettings.of(place, configuration.state(), environment);
    }

    People people() {
        return store.people();
    }

    Audit audit() {
        return store.audit();
    }

    StoredServers servers() {
        return store.servers();
    }

    /// Forgets lines of the audit that are old or too many, at once and then each hour.
    void keep(HubSettings.AuditKeeping keeping) {
        started(chores.scheduleWithFixedDelay(() -> prune(keeping), 1, 3600, TimeUnit.SECONDS));
    }

    /// What is done when another hub has changed a shared store.
    interface Changed {
        void run() throws Failed;
    }

    /// Looks once a second whether another hub has changed the store; one that is nobody else's is not looked at.
    void watch(Changed then) throws Failed {
        if (!store.isShared()) return;
        seen = people().revision();
        started(chores.scheduleWithFixedDelay(() -> look(then), 1, 1, TimeUnit.SECONDS));
    }

    private void look(Changed then) {
        try {
            long now = people().revision();
            if (now == seen) return;
            then.run();
            seen = now;
        } catch (Failed failed) {
            LOG.debug("the store cannot be looked at: {}", failed.failure().message());
        } catch (RuntimeException fault) {
            LOG.error("what another hub has changed could not be taken up", fault);
        }
    }

    private static void started(ScheduledFuture<?> chore) {
        if (chore.isCancelled()) throw new IllegalStateException("a chore of the hub did not start");
    }

    private void prune(HubSettings.AuditKeeping keeping) {
        try {
            long gone = audit().prune(keeping.age(), keeping.lines());
            if (gone > 0) LOG.info("{} old lines of the audit are forgotten", gone);
        } catch (Failed failed) {
            LOG.warn("old lines of the audit stay: {}", failed.failure().message());
        }
    }

    @Override
    public void close() {
        chores.shutdownNow();
        store.close();
    }
}
