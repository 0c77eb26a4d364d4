package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request under way, of the eras in which each stands for itself: who hears of it, and who is asked in its name.
///
/// Sessions outlive the request that opened them and connect again during another: so it is the thread that knows in
/// which request's name something happens, and the threads that it starts.
final class Visit implements Peer {
    private static final InheritableThreadLocal<@Nullable Visit> HERE = new InheritableThreadLocal<>();

    /// Asks in the name of the request at hand.
    static final Asker ASKER = new Asker() {
        @Override
        public boolean canAsk() {
            return here().map(visit -> visit.inquiry.canTrust()).orElse(false);
        }

        @Override
        public Trust trust(Question.HostKey question) {
            return here().map(visit -> visit.inquiry.trust(question)).orElse(Trust.REFUSE);
        }

        // The protocol forbids servers to ask for secrets in forms (Client features, Elicitation).
        @Override
        public boolean takesSecrets() {
            return false;
        }

        @Override
        public Optional<Secret> answer(Question.Prompt question) {
            return Optional.empty();
        }
    };

    private final Pen pen;
    private final Meta meta;
    private final Inquiry inquiry;
    private volatile boolean over;
    private double last = -1;

    Visit(Pen pen, Meta meta, Inquiry inquiry) {
        this.pen = pen;
        this.meta = meta;
        this.inquiry = inquiry;
    }

    /// The request in whose name the present thread works, unless it is over.
    static Optional<Visit> here() {
        return Optional.ofNullable(HERE.get()).filter(visit -> !visit.over);
    }

    /// Does something in this request's name.
    <T> T during(Supplier<T> work) {
        HERE.set(this);
        try {
            return work.get();
        } finally {
            HERE.remove();
        }
    }

    Inquiry inquiry() {
        return inquiry;
    }

    boolean wantsLog() {
        return meta.level().isPresent();
    }

    /// The protocol has it grow.
    @Override
    public synchronized void progress(double done, OptionalDouble total, String message) {
        if (over || meta.progress().isEmpty() || done <= last) return;
        last = done;
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("progressToken", meta.progress().get());
        params.put("progress", done);
        total.ifPresent(all -> params.put("total", all));
        if (!message.isEmpty()) params.put("message", message);
        pen.notice("notifications/progress", params);
    }

    /// Something happened in its name.
    synchronized void log(Severity severity, Map<String, Object> entry) {
        boolean wanted =
                meta.level().isPresent() && severity.compareTo(meta.level().get()) >= 0;
        if (wanted && !over) pen.notice("notifications/message", Herald.message(severity, entry));
    }

    /// Nothing more is said of it, since the client wants no more: never waits.
    void cancel() {
        over = true;
    }

    /// Nothing more is said of it but the answer, which follows.
    synchronized void end() {
        over = true;
    }

    @Override
    public Asker asker() {
        return ASKER;
    }

    @Override
    public Optional<Boolean> agrees(String question, String print) throws Failed {
        return inquiry.canAsk() ? Optional.of(inquiry.agrees(question, print)) : Optional.empty();
    }
}
