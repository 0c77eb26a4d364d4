package dev.drey.control;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.PipeChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's Unix socket, in a directory that its owner alone may enter: whoever may open it is an admin.
/// A thread of its own accepts; each line has one of its own.
public final class Socket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);
    private static final int MOST = 64;

    private final Path file;
    private final ServerSocketChannel listening;
    private final Consumer<Channel> then;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private Socket(Path file, ServerSocketChannel listening, Consumer<Channel> then) {
        this.file = file;
        this.listening = listening;
        this.then = then;
    }

    /// Listens; what an earlier hub left there is replaced when nobody answers at it.
    ///
    /// @param then serves a line, on a virtual thread of its own; the channel is closed when it returns
    /// @throws Failed BUSY when another hub answers there, PERMISSION_DENIED when the socket cannot be made
    public static Socket open(Path file, Consumer<Channel> then) throws Failed {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.exists(file)) clear(file);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listening.bind(UnixDomainSocketAddress.of(file));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException | RuntimeException failed) {
                listening.close();
                throw failed;
            }
            Socket socket = new Socket(file, listening, then);
            Thread.ofVirtual().name("control-accept").start(socket::accept);
            return socket;
        } catch (Failed busy) {
            throw busy;
        } catch (IOException | RuntimeException failed) {
            throw Failure.of(
                            Failure.Code.PERMISSION_DENIED,
                            "the control socket " + file + " cannot be made: " + reason(failed))
                    .thrown(failed);
        }
    }

    private static String reason(Exception failed) {
        return switch (failed) {
            case java.nio.file.AccessDeniedException _ -> "Permission denied";
            case SocketException said
            when String.valueOf(said.getMessage()).contains("too long") ->
                "its path is too long for a Unix socket (107 bytes)";
            default -> "its directory cannot be used";
        };
    }

    private static void clear(Path file) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException nobody) {
            Files.deleteIfExists(file);
            return;
        }
        throw Failure.of(Failure.Code.BUSY, "another hub runs already: it answers at " + file)
                .thrown();
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel peer = listening.accept();
                if (open.size() >= MOST) peer.close();
                else serve(peer);
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException failed) {
                LOG.warn("accepting on {} failed: {}", file, failed.getMessage());
                pause(100);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel peer) {
        open.add(peer);
        Thread.ofVirtual().name("control-line").start(() -> {
            try (Channel channel = channel(peer, "control socket")) {
                then.accept(channel);
            } finally {
                open.remove(peer);
            }
        });
    }

    /// Connects to a hub of this machine.
    ///
    /// @return empty when there is no socket, or nobody answers at it
    /// @throws Failed PERMISSION_DENIED when it belongs to somebody else
    public static Optional<Channel> dial(Path file) throws Failed {
        try {
            SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                peer.connect(UnixDomainSocketAddress.of(file));
                return Optional.of(channel(peer, "the hub"));
            } catch (IOException | RuntimeException failed) {
                peer.close();
                throw failed;
            }
        } catch (ConnectException | NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException | RuntimeException failed) {
            if (!Files.exists(file)) return Optional.empty();
            throw Failure.of(
                            Failure.Code.PERMISSION_DENIED,
                            "the hub's control socket " + file + " cannot be opened by this user")
                    .thrown(failed);
        }
    }

    private static Channel channel(SocketChannel peer, String name) {
        return new PipeChannel(
                name, Channels.newInputStream(peer), Channels.newOutputStream(peer), () -> shut(peer), STALL);
    }

    private static void shut(SocketChannel peer) {
        try {
            peer.close();
        } catch (IOException gone) {
            LOG.debug("closing a control line", gone);
        }
    }

    /// Ends every line, waits for what they have under way, five seconds at most, and takes the socket away.
    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(file);
        } catch (IOException gone) {
            LOG.debug("closing {}", file, gone);
        }
        open.forEach(Socket::shut);
        awaitEnds();
    }

    /// Those who serve a line may have something under way.
    private void awaitEnds() {
        long end = System.nanoTime() + LAST_LINES.toNanos();
        while (!open.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) pause(10);
    }
}
