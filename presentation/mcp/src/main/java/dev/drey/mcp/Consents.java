package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The plans that callers were shown, each of which can be agreed to once, for a while. Any thread.
final class Consents {
    static final Member TOKEN = Member.may("confirmToken", new Shape.Text("from the answer that showed the plan"));
    static final Member PLAN = Member.may("plan", new Shape.Fields("", java.util.List.of(), true));

    static final Duration LIFE = Duration.ofMinutes(10);

    /// Shown and not yet answered, at most; the oldest is forgotten.
    private static final int MOST = 200;

    private static final int TOKEN_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final Map<String, Shown> open = new LinkedHashMap<>();

    private record Shown(String call, String print, long end) {}

    /// Makes a plan, which may take a walk through a tree.
    interface Planner {
        Plan plan() throws Failed;
    }

    /// @param nanos a clock that only goes forward
    Consents(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Sees to it that a plan was agreed to.
    ///
    /// @param needed whether the plan must be; a token that is given is looked at in any case
    /// @return empty: agreed, do it; else what to answer, with nothing done
    /// @throws Failed CONFLICT for a token that is none, or not for this
    Optional<Answer> ask(ToolCall call, boolean needed, Planner planner) throws Failed {
        Optional<String> token = call.arguments().text("confirmToken");
        if (token.isEmpty()) return needed ? asked(call, planner) : Optional.empty();
        Shown shown = take(token.get());
        if (!shown.call().equals(call(call))) {
            throw refused("this confirmToken was given for another call");
        }
        if (!shown.print().equals(planner.plan().print())) {
            throw refused("what is there has changed since the plan was shown");
        }
        return Optional.empty();
    }

    /// Asks the person, or shows the plan to whoever can ask the person.
    private Optional<Answer> asked(ToolCall call, Planner planner) throws Failed {
        Plan plan = planner.plan();
        Optional<Boolean> agreed = call.peer().agrees(question(plan), plan.print());
        if (agreed.isEmpty()) return Optional.of(shown(call, plan));
        if (!agreed.get()) {
            throw Failure.of(
                            Failure.Code.NOT_ALLOWED,
                            call.tool().name() + ": the person who was asked did not agree to " + plan.what()
                                    + "; nothing was done")
                    .thrown();
        }
        if (!plan.print().equals(planner.plan().print())) {
            throw refused("what is there has changed while the person was asked");
        }
        return Optional.empty();
    }

    private static String question(Plan plan) {
        String more = plan.count() > plan.first().size() ? ", …" : "";
        return "May the assistant " + plan.what() + "? " + plan.count() + " entries, " + plan.bytes() + " bytes: "
                + String.join(", ", Echo.of(plan.first())) + more;
    }

    private synchronized Shown take(String token) throws Failed {
        Shown shown = open.remove(token);
        if (shown == null || nanos.getAsLong() - shown.end() > 0) {
            throw refused("this confirmToken is not known: it has expired, was used, or never was one");
        }
        return shown;
    }

    private static Failed refused(String why) {
        return Failure.of(
                        Failure.Code.CONFLICT,
                        why + "; nothing was done. Call again without confirmToken to see the plan")
                .thrown();
    }

    private Answer shown(ToolCall call, Plan plan) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        synchronized (this) {
            if (open.size() >= MOST) open.remove(open.keySet().iterator().next());
            open.put(token, new Shown(call(call), plan.print(), nanos.getAsLong() + LIFE.toNanos()));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("plan", plan.map());
        data.put("confirmToken", token);
        return Answer.of(
                data,
                "Nothing was done yet. This would " + plan.what() + ": " + plan.count() + " entries, " + plan.bytes()
                        + " bytes.\nIf that is what the person wants, make the same call with confirmToken " + token
                        + " within " + LIFE.toMinutes() + " minutes.");
    }

    /// Which call it is, as a hash: another tool, or another argument, is another one.
    private static String call(ToolCall call) {
        Map<String, Object> given = new TreeMap<>(call.arguments().values());
        given.remove("confirmToken");
        return Plan.print(call.tool().name(), java.util.List.of(Json.text(given)));
    }
}
