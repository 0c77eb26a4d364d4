package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Pending;
import dev.drey.sftp.wire.Reply;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A request that has been sent, and the place where its reply arrives.
///
/// The channel's reader puts the reply here and wakes the waiter; the waiter reads it in its own thread,
/// and whatever further questions that takes are asked there. Who is interrupted abandons the call: the
/// reply is then thrown away when it comes.
final class Call<T> implements Pending<T> {
    /// Makes the answer of a reply; runs in the waiter's thread, once.
    interface Reading<T> {
        T read(Reply reply) throws Failed;
    }

    private final Conversation conversation;
    private final Subject subject;
    private final boolean patient;
    private final int units;
    private final Optional<ByteBuffer> room;
    private final Reading<T> reading;
    private final long sent = System.nanoTime();
    private volatile @Nullable Thread waiter;
    private volatile @Nullable Arrival arrival;
    private boolean abandoned;
    private volatile @Nullable Outcome<T> outcome;

    /// @param patient whether it has the long limit
    /// @param units of [Flight] that it holds
    /// @param room that may be used for the reply
    Call(
            Conversation conversation,
            Subject subject,
            boolean patient,
            int units,
            Optional<ByteBuffer> room,
            Reading<T> reading) {
        this.conversation = conversation;
        this.subject = subject;
        this.patient = patient;
        this.units = units;
        this.room = room;
        this.reading = reading;
    }

    private sealed interface Arrival {
        record Answered(Reply reply) implements Arrival {}

        record Lost(Failure why) implements Arrival {}
    }

    private sealed interface Outcome<T> {
        record Good<T>(T value) implements Outcome<T> {}

        record Bad<T>(Failed failed) implements Outcome<T> {}
    }

    boolean isPatient() {
        return patient;
    }

    int units() {
        return units;
    }

    Optional<ByteBuffer> room() {
        return room;
    }

    /// When it was sent, as [System#nanoTime()].
    long sent() {
        return sent;
    }

    /// Called once, by the reader.
    ///
    /// @return whether nobody wants the reply any more
    boolean answered(Reply reply) {
        return arrive(new Arrival.Answered(reply));
    }

    /// Called once, instead of [#answered], by whoever ends the conversation.
    void lost(Failure why) {
        arrive(new Arrival.Lost(why));
    }

    private boolean arrive(Arrival what) {
        synchronized (this) {
            if (abandoned) return true;
            arrival = what;
        }
        Thread waiting = waiter;
        if (waiting != null) LockSupport.unpark(waiting);
        return false;
    }

    @Override
    public boolean isDone() {
        return outcome != null || arrival != null;
    }

    @Override
    public T await() throws Failed {
        Outcome<T> known = outcome;
        if (known == null) {
            known = settle();
            outcome = known;
        } else if (known instanceof Outcome.Bad<T>(Failed failed)) {
            throw new Failed(failed.failure(), failed);
        }
        return switch (known) {
            case Outcome.Good<T>(T value) -> value;
            case Outcome.Bad<T>(Failed failed) -> throw failed;
        };
    }

    private Outcome<T> settle() {
        try {
            return new Outcome.Good<>(
                    switch (awaitArrival()) {
                        case Arrival.Answered(Reply reply) -> reading.read(reply);
                        case Arrival.Lost(Failure why) ->
                            throw subject.failure(why).thrown();
                    });
        } catch (Failed failed) {
            return new Outcome.Bad<>(failed);
        }
    }

    private Arrival awaitArrival() throws Failed {
        waiter = Thread.currentThread();
        for (Arrival here = arrival; ; here = arrival) {
            if (here != null) return here;
            long left = conversation.patience(this);
            if (left <= 0) conversation.timedOut(subject);
            else LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                if (abandon())
                    throw subject.failure(Failure.Code.CANCELLED, "cancelled").thrown();
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean abandon() {
        if (arrival != null) return false;
        abandoned = true;
        return true;
    }
}
