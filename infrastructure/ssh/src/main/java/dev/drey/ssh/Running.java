package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Exec;
import dev.drey.link.Receiver;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Commands run over a connection, each on a channel of its own.
final class Running implements Exec {
    private static final Windows WINDOWS = new Windows(2 << 20, 64 << 10);

    private final Dialled link;
    private final DialledSession session;
    private final Dialing dialing;

    Running(Dialled link, DialledSession session, Dialing dialing) {
        this.link = link;
        this.session = session;
        this.dialing = dialing;
    }

    @Override
    public Result run(String command, Duration limit, int keep) throws Failed {
        boolean agent = dialing.credentials().agentForward()
                && dialing.credentials().agent().isPresent();
        ClientLane lane = new ClientLane(
                session,
                new ClientLane.Start.Command(command, agent),
                WINDOWS,
                dialing.timing().stall());
        AtomicLong lost = new AtomicLong();
        Kept errors = new Kept(keep, lost);
        lane.aside(bytes -> errors.add(ByteBuffer.wrap(bytes)));
        lane.withoutInput();
        Output output = new Output(lane.lane(), new Kept(keep, lost));
        lane.lane().receive(output);
        link.open(lane, "exec");
        try {
            Optional<Failure> why = output.end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (why.isPresent()) throw why.get().thrown();
            Integer status = lane.getExitStatus();
            return new Result(status == null ? -1 : status, output.kept.text(), errors.text(), lost.get());
        } catch (TimeoutException late) {
            throw Failure.of(Code.TIMEOUT, "a command at " + dialing.peer() + " ran longer than " + Times.text(limit))
                    .thrown(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, "a command at " + dialing.peer() + " was interrupted")
                    .thrown(interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            lane.lane().close();
        }
    }

    private record Output(Lane lane, Kept kept, CompletableFuture<Optional<Failure>> end) implements Receiver {
        Output(Lane lane, Kept kept) {
            this(lane, kept, new CompletableFuture<>());
        }

        @Override
        public void data(ByteBuffer bytes) {
            int count = bytes.remaining();
            kept.add(bytes);
            lane.consumed(count);
        }

        @Override
        public void closed(Optional<Failure> why) {
            end.complete(why);
        }
    }

    /// The first bytes of an output.
    private static final class Kept {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;
        private final AtomicLong lost;

        Kept(int most, AtomicLong lost) {
            this.most = most;
            this.lost = lost;
        }

        synchronized void add(ByteBuffer more) {
            int kept = Math.min(more.remaining(), most - bytes.size());
            byte[] part = new byte[kept];
            more.get(part);
            bytes.writeBytes(part);
            lost.addAndGet(more.remaining());
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
