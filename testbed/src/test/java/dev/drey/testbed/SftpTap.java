package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Stands between a real sshd and real sftp-servers, and sees every request on its way. It may keep replies back, or
/// end a channel at a request.
///
/// sshd runs a small script as its subsystem, which joins the channel with a socket of ours. Safe for many threads.
final class SftpTap implements AutoCloseable {
    private final TempDir dir = TempDir.create("rwxr-xr-x");
    private final ServerSocket door;
    private final List<TapLine> lines = new ArrayList<>();
    private final List<TapPacket> seen = new ArrayList<>();
    private final Map<String, TapPacket> unanswered = new LinkedHashMap<>();
    private List<String> flags = List.of();
    private Predicate<TapPacket> held = packet -> false;
    private Predicate<TapPacket> last = packet -> false;

    private SftpTap(ServerSocket door) throws IOException {
        this.door = door;
        Files.writeString(dir.resolve("tap"), script(door.getLocalPort()));
        Thread.ofPlatform().daemon().name("testbed-tap").start(this::accept);
    }

    private static String script(int port) {
        return """
                exec 3<>/dev/tcp/%s/%d 4<&0 || exit 1
                cat <&4 >&3 4<&- &
                up=$!
                cat <&3 4<&- &
                down=$!
                exec 3>&- 4<&- >&-
                wait -n
                kill $up $down
                """.formatted(Ports.HOST, port);
    }

    static SftpTap open() {
        try {
            return new SftpTap(new ServerSocket(0, 50, Ports.LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What sshd has to run.
    String subsystem() {
        return "/bin/bash " + dir.resolve("tap");
    }

    /// As at the beginning: nothing seen, nothing kept back.
    synchronized void reset() {
        flags = List.of();
        last = packet -> false;
        forget();
        release();
    }

    /// Nothing seen so far.
    synchronized void forget() {
        seen.clear();
    }

    /// How the sftp-servers of later channels are started, such as `-P` and requests that they refuse.
    synchronized void flags(String... words) {
        flags = List.of(words);
    }

    /// Replies to such requests, and all behind them on their channel, are kept back until [#release()].
    synchronized void hold(Predicate<TapPacket> requests) {
        held = requests;
    }

    synchronized void release() {
        held = packet -> false;
        notifyAll();
    }

    /// A channel ends when such a request comes, which reaches no server.
    synchronized void endAt(Predicate<TapPacket> requests) {
        last = requests;
    }

    synchronized List<TapPacket> seen(Predicate<TapPacket> which) {
        return seen.stream().filter(which).toList();
    }

    /// What has been asked and not answered yet.
    synchronized List<TapPacket> unanswered(Predicate<TapPacket> which) {
        return unanswered.values().stream().filter(which).toList();
    }

    /// Notes a request.
    ///
    /// @return whether the channel goes on
    synchronized boolean asked(TapPacket packet) {
        seen.add(packet);
        if (last.test(packet)) return false;
        unanswered.put(packet.line() + " " + packet.id(), packet);
        return true;
    }

    synchronized void awaitAnswerable(TapLine line, int number, int id) throws IOException {
        TapPacket asked = unanswered.get(number + " " + id);
        try {
            while (asked != null && held.test(asked) && !line.isClosed()) wait();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    synchronized void answered(int number, int id) {
        unanswered.remove(number + " " + id);
    }

    /// Somebody who waits has to look again.
    synchronized void changed() {
        unanswered
                .keySet()
                .removeIf(key ->
                        lines.get(Integer.parseInt(key.split(" ", -1)[0]) - 1).isClosed());
        notifyAll();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                line(door.accept()).start();
            } catch (IOException closed) {
                if (!door.isClosed()) throw new UncheckedIOException(closed);
            }
        }
    }

    private synchronized TapLine line(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        List<String> command = new ArrayList<>(List.of(SftpServer.PROGRAM));
        command.addAll(flags);
        TapLine line = new TapLine(this, lines.size() + 1, client, dir.resolve("log"), command);
        lines.add(line);
        return line;
    }

    @Override
    public void close() {
        try (dir) {
            door.close();
            List<TapLine> all;
            synchronized (this) {
                all = List.copyOf(lines);
            }
            all.forEach(TapLine::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
