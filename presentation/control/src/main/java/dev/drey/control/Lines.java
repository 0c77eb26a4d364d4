package dev.drey.control;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Lines of text over a channel. The channel's thread gathers them; one other thread takes them.
final class Lines implements Receiver, AutoCloseable {
    /// Bytes of the longest line that is taken.
    static final int LONGEST = 1 << 20;

    /// What is gathered and not yet taken is bounded by the channel's window, since only what is taken is
    /// credited.
    private final LinkedBlockingQueue<Optional<Line>> ready = new LinkedBlockingQueue<>();

    private final Channel channel;
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private volatile boolean tooLong;
    private volatile Optional<Failure> why = Optional.empty();

    /// @param bytes how many the channel brought for it
    private record Line(String text, int bytes) {}

    Lines(Channel channel) {
        this.channel = channel;
        channel.receive(this);
    }

    @Override
    public void data(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !tooLong) {
            byte next = bytes.get();
            if (next == '\n') finish();
            else if (partial.size() >= LONGEST) tooLong();
            else partial.write(next);
        }
    }

    private void finish() {
        ready.add(Optional.of(new Line(partial.toString(StandardCharsets.UTF_8), partial.size() + 1)));
        partial = new ByteArrayOutputStream();
    }

    private void tooLong() {
        tooLong = true;
        ready.add(Optional.empty());
    }

    @Override
    public void closed(Optional<Failure> reason) {
        why = reason;
        ready.add(Optional.empty());
    }

    boolean isTooLong() {
        return tooLong;
    }

    /// The next line; empty at the end.
    Optional<String> next() throws InterruptedException {
        return taken(ready.take());
    }

    /// The next line; empty at the end.
    ///
    /// @throws Failed TIMEOUT when none comes in time
    Optional<String> next(long millis) throws Failed {
        try {
            Optional<Line> line = ready.poll(millis, TimeUnit.MILLISECONDS);
            if (line == null) {
                throw Failure.of(Failure.Code.TIMEOUT, "the hub has not answered within " + millis / 1000 + " s")
                        .thrown();
            }
            return taken(line);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "waiting for the hub was interrupted")
                    .thrown(interrupted);
        }
    }

    private Optional<String> taken(Optional<Line> line) {
        if (line.isEmpty()) ready.add(line);
        line.ifPresent(one -> channel.consumed(one.bytes()));
        return line.map(Line::text);
    }

    /// Why the channel ended, where it was lost.
    Optional<Failure> why() {
        return why;
    }

    void send(String line) throws Failed {
        channel.send(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        channel.close();
    }
}
