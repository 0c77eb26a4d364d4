package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connects to a host by TCP: all its addresses, each a moment after the one before or as soon as that one
/// fails, and
/// the first that answers is taken (RFC 8305, without sorting anew what the resolver sorted).
final class TcpDial {
    private static final long HEAD_START_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String host;
    private final int port;
    private final Dialing.Family family;
    private final long end;
    private final Duration limit;
    private final LinkedBlockingQueue<Object> results = new LinkedBlockingQueue<>();
    private final List<SocketChannel> attempts = new ArrayList<>();
    private @Nullable SocketChannel taken;

    private TcpDial(Dialing dialing) {
        this.host = dialing.host();
        this.port = dialing.port();
        this.family = dialing.family();
        this.limit = dialing.timing().connect();
        this.end = System.nanoTime() + limit.toNanos();
    }

    /// @throws Failed HOST_NOT_FOUND, CONNECTION_REFUSED, UNREACHABLE, TIMEOUT, CANCELLED
    static Wire connect(Dialing dialing) throws Failed {
        TcpDial dial = new TcpDial(dialing);
        try {
            return dial.race(dial.resolve());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, "connecting to " + dialing.peer() + " was interrupted")
                    .thrown(interrupted);
        } finally {
            dial.dropRest();
        }
    }

    private List<InetAddress> resolve() throws Failed, InterruptedException {
        Thread.ofVirtual().name("ssh-resolve").start(() -> {
            try {
                results.add(InetAddress.getAllByName(host));
            } catch (UnknownHostException | RuntimeException unknown) {
                results.add(unknown);
            }
        });
        Object found = results.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (found == null) throw tooLate("no name server answered");
        if (!(found instanceof InetAddress[] all))
            throw Failure.of(Code.HOST_NOT_FOUND, host + " is not known here; is the name right?")
                    .thrown();
        List<InetAddress> fit = Arrays.stream(all).filter(this::fits).toList();
        if (fit.isEmpty())
            throw Failure.of(Code.HOST_NOT_FOUND, host + " has no " + family + " address")
                    .thrown();
        return fit;
    }

    private boolean fits(InetAddress address) {
        return switch (family) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> address instanceof Inet6Address;
        };
    }

    private Wire race(List<InetAddress> addresses) throws Failed, InterruptedException {
        ArrayDeque<InetAddress> left = new ArrayDeque<>(addresses);
        int running = 0;
        @Nullable Exception last = null;
        while (true) {
            if (!left.isEmpty()) {
                start(left.poll());
                running++;
            }
            long now = System.nanoTime();
            long patience = left.isEmpty() ? end - now : Math.min(end - now, HEAD_START_NS);
            Object result = results.poll(patience, TimeUnit.NANOSECONDS);
            if (result instanceof TcpWire wire) {
                taken = wire.channel();
                return wire;
            }
            if (result instanceof Exception failed) {
                last = failed;
                running--;
            }
            if (System.nanoTime() >= end) throw tooLate("it does not answer");
            if (running == 0 && left.isEmpty() && last != null) throw failure(last);
        }
    }

    private void start(InetAddress address) {
        try {
            SocketChannel channel = SocketChannel.open();
            synchronized (attempts) {
                attempts.add(channel);
            }
            // Real threads for the reason that TcpWire gives.
            Thread.ofPlatform().daemon().name("ssh-connect " + host).start(() -> attempt(channel, address));
        } catch (IOException unopened) {
            results.add(unopened);
        }
    }

    private void attempt(SocketChannel channel, InetAddress address) {
        try {
            channel.connect(new InetSocketAddress(address, port));
            results.add(TcpWire.dialled(channel));
        } catch (IOException | RuntimeException failed) {
            results.add(failed);
        }
    }

    /// Closes every attempt but the one that was taken.
    private void dropRest() {
        synchronized (attempts) {
            for (SocketChannel channel : attempts) {
                if (channel.equals(taken)) continue;
                try {
                    channel.close();
                } catch (IOException gone) {
                    Log.debug("{}: dropping an attempt", host, gone);
                }
            }
        }
    }

    private Failed tooLate(String why) {
        return Failure.of(
                        Code.TIMEOUT,
                        host + " port " + port + " could not be reached within " + Times.text(limit) + ": " + why)
                .thrown();
    }

    private Failed failure(Exception why) {
        String where = host + " port " + port;
        return switch (why) {
            case NoRouteToHostException none -> unreachable(where, why);
            case ConnectException refused
            when !String.valueOf(refused.getMessage()).contains("unreachable") && !isTimeout(refused) ->
                Failure.of(Code.CONNECTION_REFUSED, where + " refuses connections; is the server running there?")
                        .thrown(why);
            case ConnectException timeout when isTimeout(timeout) -> tooLate("it does not answer");
            default -> unreachable(where, why);
        };
    }

    private static boolean isTimeout(ConnectException failed) {
        return String.valueOf(failed.getMessage()).contains("timed out");
    }

    private static Failed unreachable(String where, Exception why) {
        return Failure.of(Code.UNREACHABLE, where + " cannot be reached: " + Failures.said(why))
                .thrown(why);
    }
}
