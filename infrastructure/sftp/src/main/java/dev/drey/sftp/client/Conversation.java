package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Packet;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// One channel with an SFTP server at its end: requests out, replies in.
///
/// Any thread may send; each sends its own packet and waits for its own reply. What arrives is heard by
/// [Hearing] in the channel's own thread, which neither sends nor waits. A conversation that has gone
/// wrong is closed, and every call under way hears why.
final class Conversation implements AutoCloseable {
    private final Channel channel;
    private final String peer;
    private final Limits limits;
    private final Flight flight;
    private final ReplyTable table = new ReplyTable();
    private final CompletableFuture<Version> hello = new CompletableFuture<>();
    private final AtomicLong roundTrip = new AtomicLong();
    private volatile long moved = System.nanoTime();

    private Conversation(Channel channel, String peer, Limits limits, Flight flight) {
        this.channel = channel;
        this.peer = peer;
        this.limits = limits;
        this.flight = flight;
    }

    /// Speaks first and waits for VERSION.
    ///
    /// @throws Failed NO_SFTP_SUBSYSTEM where something else than an SFTP server answers, PROTOCOL_ERROR,
    /// TIMEOUT,
    ///     CONNECTION_LOST, CANCELLED; the channel is closed then
    static Conversation begin(Channel channel, String peer, Limits limits, Flight flight) throws Failed {
        Conversation conversation = new Conversation(channel, peer, limits, flight);
        try {
            channel.receive(new Hearing(conversation, channel, limits));
            conversation.sayHello();
            return conversation;
        } catch (Failed failed) {
            channel.close();
            throw failed;
        }
    }

    private void sayHello() throws Failed {
        long start = System.nanoTime();
        try {
            transmit(new Init(3, List.of()));
            Version version = hello.get(limits.hello().toNanos(), TimeUnit.NANOSECONDS);
            if (version.version() != 3) throw wrongVersion(version.version());
            sawRoundTrip(System.nanoTime() - start);
        } catch (InterruptedException interrupted) {
            throw Failure.of(Failure.Code.CANCELLED, peer + ": cancelled while connecting")
                    .thrown(interrupted);
        } catch (TimeoutException silent) {
            throw Failure.of(
                            Failure.Code.TIMEOUT,
                            peer + " has not begun to speak SFTP within "
                                    + limits.hello().toSeconds() + " s")
                    .thrown(silent);
        } catch (ExecutionException ended) {
            throw table.whyEnded().orElseGet(this::closedByUs).thrown(ended);
        }
    }

    private Failed wrongVersion(int version) {
        return Failure.of(
                        Failure.Code.PROTOCOL_ERROR,
                        peer + " speaks SFTP version " + Integer.toUnsignedString(version)
                                + "; drey speaks version 3, which every server since 2002 knows")
                .thrown();
    }

    /// What the far side announced.
    Version version() {
        return hello.join();
    }

    /// Sends a request.
    ///
    /// @param bytes that it keeps in flight, in either direction
    /// @param patient whether it has the long limit
    <T> Call<T> send(Subject subject, IntFunction<Request> request, int bytes, boolean patient, Call.Reading<T> reading)
            throws Failed {
        return send(subject, request, bytes, patient, Optional.empty(), reading);
    }

    /// @param room for the bytes of the reply, while it arrives
    <T> Call<T> send(
            Subject subject,
            IntFunction<Request> request,
            int bytes,
            boolean patient,
            Optional<ByteBuffer> room,
            Call.Reading<T> reading)
            throws Failed {
        int units = Flight.units(bytes);
        try {
            flight.take(units);
            Call<T> call = new Call<>(this, subject, patient, units, room, reading);
            int id = register(call);
            try {
                transmit(request.apply(id));
            } catch (Failed failed) {
                if (table.take(id).isPresent()) flight.giveBack(units);
                throw failed;
            }
            return call;
        } catch (Failed failed) {
            throw subject.failure(table.whyEnded().orElse(failed.failure())).thrown(failed);
        }
    }

    private int register(Call<?> call) throws Failed {
        try {
            return table.add(call);
        } catch (Failed failed) {
            flight.giveBack(call.units());
            throw failed;
        }
    }

    private void transmit(Packet packet) throws Failed {
        channel.send(packet.encode());
        moved = System.nanoTime();
    }

    /// How long a call may go on waiting, nanoseconds; 0 or less when it has waited long enough.
    long patience(Call<?> call) {
        long now = System.nanoTime();
        long atMost = call.sent() + limits.patient().toNanos() - now;
        if (call.isPatient() || table.isPatient()) return atMost;
        long since = Math.max(call.sent() - now, moved - now);
        return Math.min(atMost, since + limits.quiet().toNanos());
    }

    /// A reply has not come in time: what comes later cannot be trusted to come at all, so the
    /// conversation ends.
    void timedOut(Subject subject) {
        end(Failure.of(Failure.Code.TIMEOUT, "no answer from " + peer + " in time (" + subject + ")"));
    }

    void hello(Version version) {
        moved = System.nanoTime();
        hello.complete(version);
    }

    boolean hasHello() {
        return hello.isDone();
    }

    void heard() {
        moved = System.nanoTime();
    }

    /// What request `id` lent for its reply; in the reader's thread.
    Optional<ByteBuffer> room(int id) {
        return table.peek(id).flatMap(Call::room);
    }

    /// A reply has come; in the reader's thread.
    void reply(Reply reply) {
        Optional<Call<?>> found = table.take(reply.id());
        if (found.isEmpty()) {
            end(protocolError("answered request " + Integer.toUnsignedString(reply.id()) + ", which is not open"));
            return;
        }
        Call<?> call = found.get();
        flight.giveBack(call.units());
        sawRoundTrip(System.nanoTime() - call.sent());
        boolean unwanted = call.answered(reply);
        if (unwanted && reply instanceof Reply.Handle late) LateHandle.close(this, late.handle());
    }

    Failure protocolError(String what) {
        return Failure.of(
                Failure.Code.PROTOCOL_ERROR, peer + " does not keep to the SFTP protocol: it " + what + "; closed");
    }

    /// Ends everything: each call under way fails with `why`. In any thread; closing the channel may wait,
    /// so it happens in a thread of its own.
    void end(Failure why) {
        letGo(why);
        Thread.ofVirtual().name("end of " + peer).start(channel::close);
    }

    /// The channel has ended; in the reader's thread.
    void ended(Optional<Failure> why) {
        letGo(why.orElseGet(() -> hello.isDone()
                ? Failure.of(Failure.Code.CONNECTION_LOST, peer + " has closed the channel")
                : Failure.of(
                        Failure.Code.NO_SFTP_SUBSYSTEM,
                        peer + " closed the channel before it spoke SFTP: is an SFTP server installed"
                                + " and allowed there?")));
    }

    private void letGo(Failure why) {
        List<Call<?>> calls = table.end(why);
        calls.forEach(call -> flight.giveBack(call.units()));
        calls.forEach(call -> call.lost(table.whyEnded().orElse(why)));
        hello.completeExceptionally(why.thrown());
    }

    private void sawRoundTrip(long nanos) {
        long seen = roundTrip.get();
        if (seen == 0 || nanos < seen) roundTrip.accumulateAndGet(nanos, (a, b) -> a == 0 ? b : Math.min(a, b));
    }

    /// The smallest time from a request to its reply, nanoseconds.
    long roundTrip() {
        return roundTrip.get();
    }

    String peer() {
        return peer;
    }

    boolean isOpen() {
        return table.whyEnded().isEmpty() && channel.isOpen();
    }

    /// How many replies are missing.
    int underWay() {
        return table.size();
    }

    private Failure closedByUs() {
        return Failure.of(Failure.Code.SESSION_CLOSED, peer + ": the connection was closed here");
    }

    /// Ends the conversation; calls under way fail with SESSION_CLOSED, or with CONNECTION_LOST where the
    /// channel had ended before, which its reader may not have told us yet.
    @Override
    public void close() {
        letGo(
                channel.isOpen()
                        ? closedByUs()
                        : Failure.of(Failure.Code.CONNECTION_LOST, peer + ": the connection was lost"));
        channel.close();
    }
}
