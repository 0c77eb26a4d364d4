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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A program's end of a control line: one question at a time. Used by one thread at a time.
public final class Asking implements AutoCloseable {
    private static final Duration GREETING = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final Lines lines;
    private final Runnable end;
    private long asked;

    private Asking(Lines lines, Runnable end) {
        this.lines = lines;
        this.end = end;
    }

    /// @param end what else is closed with this
    /// @throws Failed PROTOCOL_ERROR when no hub is at the other end, or one that says it otherwise
    public static Asking over(Channel channel, Runnable end) throws Failed {
        Asking asking = new Asking(new Lines(channel, Lines.LONGEST_ANSWER), end);
        try {
            int version = asking.line(GREETING).path("control").asInt(0);
            if (version != Hearing.VERSION) {
                throw wrong("the hub speaks version " + version + " of the control line, this drey version "
                        + Hearing.VERSION + "; bring both to the same version");
            }
            return asking;
        } catch (Failed | RuntimeException failed) {
            asking.close();
            throw failed;
        }
    }

    /// Asks the hub.
    ///
    /// @throws Failed what the hub said, or that it cannot be heard
    public synchronized Outcome ask(Operation operation) throws Failed {
        long id = ++asked;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.putAll(Codec.operation(operation));
        lines.send(Words.MAPPER.writeValueAsString(line));
        JsonNode answer = line(ANSWER);
        if (answer.path("id").asLong(0) != id && !answer.has("failure")) throw wrong("the hub answered something else");
        return Codec.outcome(answer);
    }

    private JsonNode line(Duration limit) throws Failed {
        Optional<String> line = lines.next(limit);
        if (line.isEmpty()) throw lines.isTooLong() ? wrong("the hub's answer is longer than any may be") : lost();
        try {
            return Words.MAPPER.readTree(line.get());
        } catch (JacksonException malformed) {
            throw wrong("what answered is no hub");
        }
    }

    private Failed lost() {
        return lines.why()
                .orElse(Failure.of(Failure.Code.CONNECTION_LOST, "the hub has closed the control line"))
                .thrown();
    }

    private static Failed wrong(String message) {
        return Failure.of(Failure.Code.PROTOCOL_ERROR, message).thrown();
    }

    @Override
    public void close() {
        lines.close();
        end.run();
    }
}
