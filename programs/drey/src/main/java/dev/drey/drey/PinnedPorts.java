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
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ports on loopback that are the door pinned to one target. One that is not kept ends with the control
/// line of whoever opened it; those that are kept stand in a file, a line each, and are opened again with
/// the hub. Any thread.
final class PinnedPorts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedPorts.class);
    private static final int MOST = 100;

    private final Path file;
    private final Listening like;
    private final Door door;
    private final Map<Integer, Pinned> open = new TreeMap<>();

    private record Pinned(Listener listener, String target, boolean kept) {}

    /// @param file where those that are kept stand
    /// @param like how their listeners shall be
    PinnedPorts(Path file, Listening like, Door door) {
        this.file = file;
        this.like = like;
        this.door = door;
    }

    /// Opens those that were kept; one that cannot be opened is reported, and stays kept.
    synchronized void reopen() {
        for (String line : lines()) {
            String[] words = line.split(" ", 2);
            try {
                open(words[1], Integer.parseInt(words[0]), true);
            } catch (Failed | NumberFormatException failed) {
                LOG.warn("the kept port {} cannot be opened: {}", line, failed.getMessage());
            }
        }
    }

    private List<String> lines() {
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

    synchronized HubReport.PortOpened open(Administration.OpenPort wanted) throws Failed {
        if (open.size() >= MOST)
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, MOST + " ports are open already; close one first")
                    .thrown();
        if (wanted.port() < 0 || wanted.port() > 65535)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "a port lies between 1 and 65535")
                    .thrown();
        Listener listener = open(wanted.target(), wanted.port(), wanted.persist());
        if (wanted.persist()) write();
        return new HubReport.PortOpened(
                listener.host(),
                listener.port(),
                listener.hostKey().fingerprint().toString());
    }

    private Listener open(String target, int port, boolean kept) throws Failed {
        Listener listener = Listener.open(like.withPort(port), door.pinned(target));
        open.put(listener.port(), new Pinned(listener, target, kept));
        LOG.info("port {} of loopback is {} alone", listener.port(), target);
        return listener;
    }

    synchronized void close(int port) throws Failed {
        Pinned pinned = open.remove(port);
        if (pinned == null)
            throw Failure.of(Failure.Code.NOT_FOUND, "there is no pinned port " + port)
                    .thrown();
        pinned.listener().close();
        if (pinned.kept()) write();
    }

    /// Whoever opened it has left; one that was closed meanwhile is nobody's.
    synchronized void left(int port) {
        Pinned pinned = open.get(port);
        if (pinned == null || pinned.kept()) return;
        open.remove(port);
        pinned.listener().close();
    }

    synchronized List<HubReport.PortLine> lines(Predicate<String> seen) {
        List<HubReport.PortLine> lines = new ArrayList<>();
        open.forEach((port, pinned) -> {
            if (seen.test(pinned.target())) lines.add(new HubReport.PortLine(port, pinned.target(), pinned.kept()));
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
        open.forEach((port, pinned) -> {
            if (pinned.kept())
                text.append(port).append(' ').append(pinned.target()).append('\n');
        });
        try {
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw Failure.of(
                            Failure.Code.PERMISSION_DENIED,
                            file + " cannot be written, so this port will not be there after the hub's next start")
                    .thrown(unwritable);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(pinned -> pinned.listener().close());
        open.clear();
    }
}
