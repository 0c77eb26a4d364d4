package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.Program;
import dev.drey.files.Failed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `drey serve`: a hub from its start to its end. SIGTERM and SIGINT stop it, SIGHUP reads the
/// configuration again; a bad file keeps the old one. The main thread waits for signals.
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private enum Word {
        STOP,
        RELOAD
    }

    private final Words words;
    private final Program.Reading reading;
    private final Log log;
    private final HubRun hub;

    /// Where the log goes from now on.
    interface Log {
        void set(Configuration.LogSettings settings);
    }

    private Serving(Words words, Program.Reading reading, Log log, HubRun hub) {
        this.words = words;
        this.reading = reading;
        this.log = log;
        this.hub = hub;
    }

    /// What the system's signals say, in the order in which they came. Heard from the beginning, so that a hub that is
    /// told to stop while it starts ends in order.
    private static final class Words implements AutoCloseable {
        private final LinkedBlockingQueue<Word> said = new LinkedBlockingQueue<>();
        private final Map<String, Object> before = new HashMap<>();

        Words() {
            hear("TERM", Word.STOP);
            hear("INT", Word.STOP);
            hear("HUP", Word.RELOAD);
        }

        private void hear(String signal, Word word) {
            Object old = Signals.register(signal, () -> said.add(word));
            if (old != null) before.put(signal, old);
        }

        Word next() throws InterruptedException {
            return said.take();
        }

        /// Whether it was said again to stop.
        boolean isHurried() {
            return said.contains(Word.STOP);
        }

        @Override
        public void close() {
            before.forEach(Signals::unregister);
        }
    }

    /// @return the number to end with
    static int run(Program.Reading reading, Log log, ServerConnector.Maker connectors, HubRun.Surroundings around)
            throws Failed {
        Configuration configuration = reading.read();
        log.set(configuration.log());
        try (Words words = new Words();
                HubRun hub = HubRun.start(configuration, connectors, around)) {
            LOG.info("drey {} serves {} over SFTP at {}", Version.TEXT, hub.targets(), hub.address());
            LOG.info("host key {}", hub.fingerprint());
            if (hub.hasNoUsers()) {
                LOG.info(
                        "nobody can come in yet: drey user add NAME --admin ~/.ssh/id_ed25519.pub (here, as this user)");
            }
            new Serving(words, reading, log, hub).untilStopped();
            LOG.info("stopped");
            return 0;
        }
    }

    /// Whether a hub could run, or runs well: nothing is opened for good, nothing changed, nobody listened to.
    static int check(Program.Reading reading, HubRun.Surroundings around, PrintStream out) throws Failed {
        Configuration configuration = reading.read();
        new HubDisk(configuration, around);
        HubRun.check(configuration);
        List<String> faults = HubKept.faults(configuration, around.home(), around.environment());
        out.println("configuration: " + configuration.file().map(Path::toString).orElse("none, everything as usual"));
        out.println("store: " + HubKept.place(configuration, around.home(), around.environment()));
        out.println("servers of the configuration: " + configuration.servers().size());
        out.println("door: " + configuration.hub().ssh());
        faults.forEach(out::println);
        if (faults.isEmpty()) out.println("no mistakes");
        return faults.isEmpty() ? 0 : 1;
    }

    private void untilStopped() {
        try {
            while (words.next() == Word.RELOAD) reload();
            LOG.info("stopping; transfers that run have a moment to end");
            hub.stop(words::isHurried);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        try {
            Configuration fresh = reading.read();
            hub.reload(fresh);
            log.set(fresh.log());
        } catch (Failed wrong) {
            LOG.error("the configuration stays as it was: {}", wrong.failure().message());
        }
    }
}
