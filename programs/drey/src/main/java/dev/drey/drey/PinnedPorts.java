package dev.drey.drey;

import dev.drey.door.Door;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ports on loopback that are the door pinned to one target. One that is not kept ends with the control
/// line of whoever opened it; those that are kept stand in a file, a line each, and are opened again with
/// the hub; one that cannot be opened stays kept. Any thread.
final class PinnedPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedPorts.class);
    private static final int MOST = 100;

    private final Path file;
    private final Listening like;
    private final Door door;
    private final Map<Integer, Pinned> open = new TreeMap<>();
    /// Targets by port.
    private final Map<Integer, String> kept = new TreeMap<>();

    private record Pinned(Listener listener, String target, boolean kept) {}

    /// @param file where those that are kept stand
    /// @param like how their listeners shall be
    PinnedPorts(Path file, Listening like, Door door) {
        this.file = file;
        this.like = like;
        this.door = door;
    }

    /// Opens those that were kept.
    synchronized void reopen() {
        for (String line : lines(file)) {
            String[] words = line.split(" ", 2);
            int port = Integer.parseInt(words[0]);
            kept.put(port, words[1]);
            try {
                listen(words[1], port, true);
            } catch (Failed failed) {
                LOG.warn(
                        "the kept port {} of {} cannot be opened: {}",
                        port,
                        words[1],
                        failed.failure().message());
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.matches("\\d{1,5} \\S+"))
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read, so no kept port is opened", file);
            return List.of();
        }
    }

    /// @throws Failed when it cannot be opened, or, a kept one, not be kept; it is not open then
    synchronized HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed {
        if (open.size() >= MOST)
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, MOST + " ports are open already; close one first")
                    .thrown();
        if (wanted.port() < 0 || wanted.port() > 65535)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a port lies between 1 and 65535")
                    .thrown();
        Listener listener = listen(wanted.target(), wanted.port(), wanted.persist());
        if (wanted.persist()) keep(listener, wanted.target());
        return new HubReport.PortOpened(
                listener.host(),
                listener.port(),
                listener.hostKey().fingerprint().toString());
    }

    private Listener listen(String target, int port, boolean stays) throws Failed {
        Listener listener = Listener.open(like.withPort(port), door.pinned(target));
        open.put(listener.port(), new Pinned(listener, target, stays));
        LOG.info("port {} of loopback is {} alone", listener.port(), target);
        return listener;
    }

    private void keep(Listener listener, String target) throws Failed {
        String before = kept.put(listener.port(), target);
        boolean done = false;
        try {
            write();
            done = true;
        } finally {
            if (!done) {
                if (before == null) kept.remove(listener.port());
                else kept.put(listener.port(), before);
                open.remove(listener.port());
                listener.close();
            }
        }
    }

    synchronized void close(int port) throws Failed {
        Pinned pinned = open.remove(port);
        if (pinned != null) pinned.listener().close();
        String forgotten = kept.remove(port);
        if (pinned == null && forgotten == null)
            throw Failure.of(Failure.Code.NOT_FOUND, "there is no pinned port " + port)
                    .thrown();
        if (forgotten != null) write();
    }

    /// What listens at a port of these.
    synchronized Optional<Listener> at(int port) {
        return Optional.ofNullable(open.get(port)).map(Pinned::listener);
    }

    /// Whoever opened it has left; the port may be another one's meanwhile.
    synchronized void left(Listener listener) {
        Pinned pinned = open.get(listener.port());
        if (pinned == null || !pinned.listener().equals(listener) || pinned.kept()) return;
        open.remove(listener.port());
        listener.close();
    }

    synchronized List<HubReport.PortLine> lines() {
        List<HubReport.PortLine> lines = new ArrayList<>();
        open.forEach((port, pinned) ->
                lines.add(new HubReport.PortLine(port, pinned.target(), pinned.kept(), Optional.empty())));
        kept.forEach((port, target) -> {
            if (open.containsKey(port)) return;
            lines.add(new HubReport.PortLine(port, target, true, Optional.of("it could not be opened again")));
        });
        return lines;
    }

    synchronized void end(Predicate<Entrance.Guest> whom) {
        open.values().forEach(pinned -> pinned.listener().end(whom));
    }

    /// Takes nobody in any more; who is in stays until [#close()].
    synchronized void stopListening() {
        open.values().forEach(pinned -> pinned.listener().stopListening());
    }

    private void write() throws Failed {
        StringBuilder text = new StringBuilder();
        kept.forEach(
                (port, target) -> text.append(port).append(' ').append(target).append('\n'));
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "ports", ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw Failure.of(
                            Failure.Code.PERMISSION_DENIED,
                            file + " cannot be written, so what ports are kept cannot be changed")
                    .thrown(unwritable);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(pinned -> pinned.listener().close());
        open.clear();
    }
}
