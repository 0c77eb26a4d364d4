package dev.drey.mcp;

import dev.drey.events.Events;
import dev.drey.operations.Operations;
import dev.drey.session.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server on standard input and output: one client, whose sessions are this process's.
///
/// The thread that calls [#serve] reads; calls have threads of their own.
public final class Stdio {
    private static final Logger LOG = LoggerFactory.getLogger(Stdio.class);

    /// What is under way when the client leaves may take so long; then it stops, and stays resumable.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Desk desk;
    private final Events events;
    private final Crew crew = new Crew();
    private final String version;
    private final Runnable greeted;

    /// @param events where the engine puts what happens
    /// @param version of the program
    /// @param greeted called when the client has been greeted, so that what takes long may begin
    public Stdio(
            Operations operations, Events events, Settings settings, Known known, String version, Runnable greeted) {
        this.events = events;
        this.desk = new Desk(operations, Owner.PROCESS, settings, known);
        this.version = version;
        this.greeted = greeted;
    }

    /// Serves until the input ends, and then until what is under way has ended, 10 s at most. Writes nothing
    /// but messages.
    public void serve(InputStream in, OutputStream out) {
        Pen pen = new Pen(out);
        Chronicle chronicle = new Chronicle(desk.jobs()::deed);
        Resources resources = new Resources(desk, chronicle);
        Questions questions = new Questions(pen);
        try (Herald herald = new Herald(pen, chronicle);
                Events.Subscription hearing = events.subscribe(Owner.PROCESS, herald)) {
            Trusted trusted = new Trusted();
            Elicited asker = new Elicited(questions, trusted);
            Shelf shelf = new Shelf(pen, resources, herald, crew, asker);
            Offer offer = new Offer(Tools.of(desk), shelf, resources, herald, questions, asker, trusted, crew);
            List<Lane> lanes = lanes(pen, offer, hearing);
            read(in, pen, lanes, questions);
            questions.end();
            leave(lanes);
            settle(hearing);
        }
    }

    /// Every era, the newest first; each takes what is its own, and the last the rest.
    private List<Lane> lanes(Pen pen, Offer offer, Events.Subscription hearing) {
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable once = () -> {
            if (first.getAndSet(false)) greeted.run();
        };
        List<String> versions = new ArrayList<>(List.of(Meta.VERSION));
        versions.addAll(SdkLane.VERSIONS);
        StatelessLane stateless = new StatelessLane(
                pen,
                offer,
                new Catalogue(offer.toolbox(), versions, version),
                System::nanoTime,
                once,
                () -> settle(hearing));
        offer.herald().alsoTell(stateless.ear());
        return List.of(stateless, new SdkLane(pen, offer, version, once, () -> settle(hearing)));
    }

    private static void settle(Events.Subscription hearing) {
        if (!hearing.drain(1000)) LOG.debug("some events were not told");
    }

    private static void read(InputStream in, Pen pen, List<Lane> lanes, Questions questions) {
        Lines lines = new Lines(in, Lines.MOST);
        try {
            for (Line line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
                switch (line) {
                    case Line.Whole whole -> take(Message.parse(whole.bytes()), pen, lanes, questions);
                    case Line.TooLong any ->
                        pen.error(
                                Optional.empty(),
                                Message.INVALID_REQUEST,
                                "a line longer than " + (Lines.MOST >> 20) + " MiB was left out");
                    case Line.End any -> throw new IllegalStateException("the end is no line");
                }
            }
        } catch (IOException broken) {
            LOG.info("the client's line broke: {}", broken.getMessage());
        }
    }

    private static void take(Message message, Pen pen, List<Lane> lanes, Questions questions) {
        try {
            switch (message) {
                case Message.Request request ->
                    lanes.stream()
                            .filter(lane -> lane.takes(request))
                            .findFirst()
                            .ifPresent(lane -> lane.request(request));
                case Message.Notice notice -> lanes.forEach(lane -> lane.notice(notice));
                case Message.Reply reply -> {
                    if (!questions.answered(reply)) lanes.forEach(lane -> lane.reply(reply));
                }
                case Message.Malformed(var id, var code, var why) -> pen.error(id, code, why);
            }
        } catch (RuntimeException fault) {
            LOG.error("a fault in the program", fault);
            pen.error(Optional.empty(), Message.INTERNAL_ERROR, "a fault in the program itself; its log says more");
        }
    }

    private void leave(List<Lane> lanes) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            boolean done = crew.awaitIdle(PATIENCE);
            desk.leave(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (!done) {
                crew.interruptAll();
                if (!crew.awaitIdle(Duration.ofSeconds(2))) LOG.warn("some calls did not stop");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        lanes.forEach(Lane::end);
    }
}
