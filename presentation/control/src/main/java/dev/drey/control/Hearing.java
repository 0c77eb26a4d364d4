package dev.drey.control;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The hub's end of a control line: each line asks for one operation, which is answered by a line with
/// the same id; several are under way at once and are answered in any order. Runs in the caller's thread
/// until the line ends.
public final class Hearing {
    /// The version of what is said over the line.
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    private static final int AT_ONCE = 16;
    private static final int MOST_WRONG = 10;
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(2);

    private final Lines lines;
    private final String peer;
    private final Answers answers;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /// Does what is asked, with the rights of whoever is at the other end.
    public interface Answers {
        Outcome perform(Operation operation) throws Failed;
    }

    private Hearing(Channel channel, String peer, Answers answers) {
        this.lines = new Lines(channel, Lines.LONGEST);
        this.peer = peer;
        this.answers = answers;
    }

    /// @param peer who is at the other end, for the log
    public static void hear(Channel channel, String peer, Answers answers) {
        Hearing hearing = new Hearing(channel, peer, answers);
        try {
            hearing.lines.send(Words.MAPPER.writeValueAsString(Map.of("control", VERSION)));
            hearing.all();
        } catch (Failed gone) {
            LOG.debug("the control line of {} ended: {}", peer, gone.failure().message());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            hearing.lines.close();
            hearing.untilAnswered();
        }
    }

    /// What is under way may still open something for this line, whose owner takes it back afterwards.
    private void untilAnswered() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!room.tryAcquire(AT_ONCE, LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS))
                LOG.warn("{} left, and what was asked last still goes on", peer);
        } catch (InterruptedException stopped) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void all() throws Failed, InterruptedException {
        int wrong = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (one(line.get())) continue;
            if (++wrong < MOST_WRONG) continue;
            LOG.warn("the control line of {} is closed: {} lines could not be understood", peer, wrong);
            return;
        }
        if (lines.isTooLong()) {
            LOG.warn("the control line of {} is closed: a line was longer than {} bytes", peer, Lines.LONGEST);
            say(Map.of(), Codec.failure(Failure.of(Failure.Code.LIMIT_EXCEEDED, "a line was too long")));
        }
    }

    /// @return whether it was understood
    private boolean one(String text) throws Failed, InterruptedException {
        JsonNode line;
        try {
            line = Words.MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            say(Map.of(), Codec.failure(Failure.of(Failure.Code.INVALID_ARGUMENT, "this line is no JSON")));
            return false;
        }
        JsonNode id = line.path("id");
        if (!line.isObject() || !id.isIntegralNumber()) {
            say(Map.of(), Codec.failure(Failure.of(Failure.Code.INVALID_ARGUMENT, "a line is an object with an id")));
            return false;
        }
        Map<String, Object> reply = Map.of("id", id.asLong());
        Operation operation;
        try {
            operation = Codec.operation(line);
        } catch (Failed wrong) {
            say(reply, Codec.failed(wrong));
            return false;
        }
        room.acquire();
        Thread.ofVirtual().name("control " + peer).start(() -> answer(reply, operation));
        return true;
    }

    private void answer(Map<String, Object> reply, Operation operation) {
        try {
            say(reply, perform(operation));
        } catch (Failed gone) {
            LOG.debug("{} left before its answer", peer);
        } finally {
            room.release();
        }
    }

    private Map<String, Object> perform(Operation operation) {
        try {
            return Codec.outcome(answers.perform(operation));
        } catch (Failed failed) {
            return Codec.failed(failed);
        } catch (RuntimeException fault) {
            LOG.error("a request of {} failed", peer, fault);
            return Codec.failure(Failure.of(Failure.Code.INTERNAL, "the hub failed at this; its log says why"));
        }
    }

    private void say(Map<String, Object> reply, Map<String, Object> said) throws Failed {
        Map<String, Object> line = new LinkedHashMap<>(reply);
        line.putAll(said);
        lines.send(Words.MAPPER.writeValueAsString(line));
    }
}
