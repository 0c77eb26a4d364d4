package dev.drey.testbed.faults;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The simplest client there can be, with one mistake in its reply table. VERSION counts as the reply to 0.
public final class FaultyQuestioner implements Questioner {
    private static final int LARGEST_PACKET = 1 << 16;

    private final Channel channel;
    private final ReplyFault fault;
    private final Map<Integer, CompletableFuture<Reply>> waiting = new HashMap<>();
    private final Framing framing = new Framing(LARGEST_PACKET, LARGEST_PACKET);
    private Optional<Failure> end = Optional.empty();
    private boolean greeted;
    private int last;

    private FaultyQuestioner(Channel channel, ReplyFault fault) {
        this.channel = channel;
        this.fault = fault;
    }

    public static Questioner over(Channel channel, ReplyFault fault) throws Failed {
        FaultyQuestioner questioner = new FaultyQuestioner(channel, fault);
        channel.receive(questioner.ear());
        channel.send(new Init(3, List.of()).encode());
        return questioner;
    }

    private Receiver ear() {
        return new Receiver() {
            @Override
            public void data(ByteBuffer bytes) {
                while (framing.next(bytes) instanceof Frame.Whole whole) packet(whole.keep());
            }

            @Override
            public void closed(Optional<Failure> why) {
                end(why.orElseGet(() -> Failure.of(Failure.Code.CONNECTION_LOST, "the far side has closed")));
            }
        };
    }

    private void packet(ByteBuffer packet) {
        if (greeted && Reply.decode(packet) instanceof Decoded.Whole<Reply>(Reply reply)) {
            CompletableFuture<Reply> place = taken(reply.id());
            place.complete(reply);
        }
        greeted = true;
    }

    private synchronized CompletableFuture<Reply> taken(int id) {
        CompletableFuture<Reply> place = waiting.remove(id);
        return place == null ? new CompletableFuture<>() : place;
    }

    private synchronized void end(Failure why) {
        if (fault != ReplyFault.FORGETS_THAT_IT_HAS_ENDED) end = Optional.of(why);
        if (fault != ReplyFault.FORGETS_WHO_WAITS) {
            waiting.values().forEach(place -> place.completeExceptionally(why.thrown()));
        }
        waiting.clear();
    }

    private synchronized int add(CompletableFuture<Reply> place) throws Failed {
        if (end.isPresent()) throw end.get().thrown();
        waiting.put(++last, place);
        return last;
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        CompletableFuture<Reply> place = new CompletableFuture<>();
        channel.send(new Request.Stat(add(place), path).encode());
        try {
            if (place.get() instanceof Reply.Attributes(int id, var attrs)) return attrs.attributes();
            throw Failure.of(Failure.Code.PROTOCOL_ERROR, "a strange reply").thrown();
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof Failed failed) throw failed;
            throw new IllegalStateException(ended);
        } catch (InterruptedException interrupted) {
            throw Failure.of(Failure.Code.CANCELLED, "nobody answered").thrown(interrupted);
        }
    }

    @Override
    public void close() {
        end(Failure.of(Failure.Code.SESSION_CLOSED, "closed here"));
        channel.close();
    }
}
