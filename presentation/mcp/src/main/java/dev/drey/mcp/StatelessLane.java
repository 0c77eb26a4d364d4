package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Owner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The era of 2026-07-28: no greeting and no session, each request says all that it needs, and what a person is to be
/// asked is the answer to a request that is then made again.
///
/// Small, and of our own until the SDK speaks it: with it go [Meta], [Refused], [Seal], [Inquiry], [Visit], [Streams],
/// [Catalogue] and [Ear].
final class StatelessLane implements Lane {
    /// Too much is under way. Of ours, and so outside what JSON-RPC and the protocol keep for themselves.
    static final int FULL = 429;

    private static final Logger LOG = LoggerFactory.getLogger(StatelessLane.class);
    private static final String DISCOVER = "server/discover";
    private static final String LISTEN = "subscriptions/listen";

    private final Pen pen;
    private final Offer offer;
    private final Catalogue catalogue;
    private final LongSupplier nanos;
    private final Streams streams;
    private final Runnable ready;
    private final Runnable settled;
    private final Map<Object, Running> running = new ConcurrentHashMap<>();
    private Optional<Seal> made = Optional.empty();
    private boolean spoken;
    private boolean handshaken;

    private record Running(Visit visit, int bytes, Crew.Leash leash) {}

    /// @param catalogue with every version of this server
    /// @param nanos a clock that only goes forward
    /// @param ready called when the first request has been answered
    /// @param settled waits until what has happened so far was heard
    StatelessLane(Pen pen, Offer offer, Catalogue catalogue, LongSupplier nanos, Runnable ready, Runnable settled) {
        this.pen = pen;
        this.offer = offer;
        this.catalogue = catalogue;
        this.nanos = nanos;
        this.streams = new Streams(pen);
        this.ready = ready;
        this.settled = settled;
    }

    /// What requests say decides; those that say nothing of themselves belong to the era that was spoken first.
    @Override
    public boolean takes(Message.Request request) {
        if (request.method().equals("initialize")) {
            handshaken = true;
            return false;
        }
        if (Meta.isIn(request.params())) return true;
        boolean ours = request.method().equals(DISCOVER) || request.method().equals(LISTEN);
        return !handshaken && (spoken || ours);
    }

    @Override
    public void request(Message.Request request) {
        boolean first = !spoken;
        spoken = true;
        if (first) pen.leaveUnknownIdsOut();
        try {
            if (running.containsKey(request.id()) || streams.has(request.id())) {
                throw new Refused(Message.INVALID_REQUEST, "a request with this id is under way", Map.of());
            }
            serve(request, Meta.of(request, catalogue.versions()));
        } catch (Refused refused) {
            refuse(request, refused);
        }
        if (first) ready.run();
    }

    /// Made when it is first needed, since it takes its part of a start. For the reader's thread.
    private Seal seal() {
        Seal seal = made.orElseGet(() -> new Seal(Owner.PROCESS, nanos));
        made = Optional.of(seal);
        return seal;
    }

    private void refuse(Message.Request request, Refused refused) {
        pen.error(Optional.of(request.id()), refused.code(), refused.why(), refused.data());
    }

    private void serve(Message.Request request, Meta meta) throws Refused {
        switch (request.method()) {
            case DISCOVER -> pen.result(request.id(), catalogue.discovered());
            case "tools/list" -> list(request, catalogue.tools());
            case "resources/list" -> list(request, catalogue.resources());
            case "resources/templates/list" -> list(request, catalogue.templates());
            case "tools/call" -> call(request, meta);
            case "resources/read" -> read(request, meta);
            case LISTEN -> streams.listen(request);
            default -> throw unknown(request.method());
        }
    }

    private static Refused unknown(String method) {
        String instead = switch (method) {
            case "resources/subscribe", "resources/unsubscribe" -> "; " + LISTEN + " and its cancelling do that";
            case "logging/setLevel" -> "; a request that wants log messages says so in its _meta";
            default -> "";
        };
        return new Refused(
                Message.METHOD_NOT_FOUND, "there is no " + Echo.of(method) + " in " + Meta.VERSION + instead, Map.of());
    }

    private void list(Message.Request request, Map<String, Object> result) throws Refused {
        if (request.params().get("cursor") != null) {
            throw Refused.params(request.method() + " has one page, and gives no cursor");
        }
        pen.result(request.id(), result);
    }

    private void call(Message.Request request, Meta meta) throws Refused {
        Map<String, Object> params = request.params();
        if (!(params.get("name") instanceof String name)) throw Refused.params("tools/call needs name, a text");
        Tool tool = offer.toolbox()
                .find(name)
                .orElseThrow(() -> Refused.params(offer.toolbox().missing(name)));
        Map<String, Object> arguments = object(request, "arguments");
        if (!offer.crew().hasRoom()) {
            pen.result(
                    request.id(),
                    catalogue.answered(Answer.failed(Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            name + ": " + Crew.MOST + " calls are under way; wait until some have ended"))));
            return;
        }
        Seal seal = seal();
        String call = seal.call(request.method(), name, arguments);
        Inquiry inquiry = inquiry(request, meta, call);
        start(request, new Visit(pen, meta, inquiry), visit -> {
            Answer answer = offer.toolbox().call(tool, arguments, visit);
            String failure = failure(answer);
            Optional<Failure> changed = inquiry.changed(failure);
            if (changed.isPresent()) return catalogue.answered(Answer.failed(changed.get()));
            return inquiry.isWaiting(failure) ? asked(inquiry, seal, call) : catalogue.answered(answer);
        });
    }

    /// The code of what went wrong; empty where nothing did.
    private static String failure(Answer answer) {
        boolean told = answer.failed() && answer.data().get("error") instanceof Map<?, ?>;
        return told ? String.valueOf(((Map<?, ?>) answer.data().getOrDefault("error", Map.of())).get("failure")) : "";
    }

    private static Map<String, Object> object(Message.Request request, String name) throws Refused {
        Object value = request.params().get(name);
        if (value == null) return Map.of();
        if (value instanceof Map<?, ?> map) return Message.plain(map);
        throw Refused.params(request.method() + ": " + name + " must be an object");
    }

    private Inquiry inquiry(Message.Request request, Meta meta, String call) throws Refused {
        Inquiry inquiry = new Inquiry(meta.asks(), offer.trusted());
        Map<String, Object> responses = object(request, "inputResponses");
        Object state = request.params().get("requestState");
        if (state == null) return inquiry;
        if (!(state instanceof String text)) throw Refused.params(request.method() + ": requestState must be a text");
        inquiry.resume(seal().open(text, call), responses);
        return inquiry;
    }

    private Map<String, Object> asked(Inquiry inquiry, Seal seal, String call) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("inputRequests", inquiry.requests());
        content.put("requestState", seal.close(call, inquiry.content()));
        return catalogue.signed("input_required", content);
    }

    private void read(Message.Request request, Meta meta) throws Refused {
        if (!(request.params().get("uri") instanceof String uri)) {
            throw Refused.params("resources/read needs uri, a text");
        }
        if (!offer.crew().hasRoom()) throw full();
        Seal seal = seal();
        String call = seal.call(request.method(), uri, Map.of());
        Inquiry inquiry = inquiry(request, meta, call);
        start(request, new Visit(pen, meta, inquiry), visit -> {
            try {
                return catalogue.read(offer.resources().read(uri, visit));
            } catch (Failed failed) {
                Failure failure = inquiry.changed(failed.code().name()).orElse(failed.failure());
                if (inquiry.isWaiting(failure.code().name())) return asked(inquiry, seal, call);
                throw unread(uri, failure);
            }
        });
    }

    /// Since 2026-07-28 what is not there is a wrong parameter.
    private static Refused unread(String uri, Failure failure) {
        int code = switch (failure.code()) {
            case NOT_FOUND, INVALID_ARGUMENT, INVALID_PATH -> Message.INVALID_PARAMS;
            default -> Message.INTERNAL_ERROR;
        };
        Map<String, Object> data = new LinkedHashMap<>(Failures.map(failure));
        data.put("uri", Echo.of(uri));
        return new Refused(code, Failures.words(failure), data);
    }

    private static Refused full() {
        return new Refused(FULL, "too much is under way; wait until some of it has ended", Map.of());
    }

    /// What a request comes to.
    private interface Work {
        Map<String, Object> result(Visit visit) throws Refused;
    }

    private void start(Message.Request request, Visit visit, Work work) throws Refused {
        if (!offer.crew().hold(request.bytes())) throw full();
        // Whoever cancels is this thread, so it finds the leash; the call itself only takes its own mark away.
        running.put(request.id(), new Running(visit, request.bytes(), () -> {}));
        Crew.Leash leash = offer.crew().start(() -> run(request, visit, work));
        running.computeIfPresent(request.id(), (id, any) -> new Running(visit, request.bytes(), leash));
    }

    private void run(Message.Request request, Visit visit, Work work) {
        try {
            Map<String, Object> result = visit.during(() -> outcome(work, visit));
            end(request, visit, () -> pen.result(request.id(), result));
        } catch (Ended ended) {
            end(request, visit, () -> refuse(request, ended.refused));
        } catch (RuntimeException fault) {
            LOG.error("a fault in the program, during {}", request.method(), fault);
            Refused refused =
                    new Refused(Message.INTERNAL_ERROR, "a fault in the program itself; its log says more", Map.of());
            end(request, visit, () -> refuse(request, refused));
        }
    }

    private static Map<String, Object> outcome(Work work, Visit visit) {
        try {
            return work.result(visit);
        } catch (Refused refused) {
            throw new Ended(refused);
        }
    }

    /// A refusal on its way through what takes no checked exception.
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Refused refused;

        Ended(Refused refused) {
            super(refused);
            this.refused = refused;
        }
    }

    /// Answers, unless nobody wants that any more.
    private void end(Message.Request request, Visit visit, Runnable answer) {
        if (visit.wantsLog()) settled.run();
        visit.end();
        if (release(request.id())) answer.run();
    }

    private boolean release(Object id) {
        Running ended = running.remove(id);
        if (ended != null) offer.crew().release(ended.bytes());
        return ended != null;
    }

    @Override
    public void notice(Message.Notice notice) {
        Object id = notice.params().get("requestId");
        if (!notice.method().equals("notifications/cancelled") || id == null) return;
        streams.cancel(id);
        cancel(running.get(id), id);
    }

    /// One that has ended, or never was, is not missed.
    private void cancel(@Nullable Running one, Object id) {
        if (one == null || !release(id)) return;
        one.visit().cancel();
        one.leash().interrupt();
    }

    /// Nothing is asked by requests of ours here, so no answer is awaited.
    @Override
    public void reply(Message.Reply reply) {
        LOG.debug("an answer to no question of this era");
    }

    /// Hears what happens, in the name of whichever request.
    Ear ear() {
        return () -> {
            Optional<Visit> visit = Visit.here();
            return (kept, severity) -> {
                streams.heard(kept);
                visit.ifPresent(one -> one.log(severity, kept.entry()));
            };
        };
    }

    @Override
    public void end() {
        streams.end();
    }
}
