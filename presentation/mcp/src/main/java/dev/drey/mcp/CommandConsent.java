package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sees to it that what a console command takes away or changes was agreed to, where every change is
/// (`mcp.confirm: always`).
final class CommandConsent {
    private static final Plan NOTHING = Plan.of("change nothing that is there", 0, List.of(), List.of());

    private CommandConsent() {}

    /// What a command would do to what is there; empty: nothing.
    interface Planner {
        Optional<Plan> plan() throws Failed;
    }

    /// @return empty: do it; else what to answer, with nothing done
    static Optional<Said> ask(Desk desk, ToolCall call, Planner planner) throws Failed {
        Settings settings = desk.settings();
        // What a read-only server refuses is not asked for first.
        boolean always = settings.confirm() == Settings.Confirm.ALWAYS && !settings.readOnly();
        boolean answered = call.arguments().has("confirmToken");
        if (!always && !answered) return Optional.empty();
        // A token is looked at first: it serves once, whatever comes of the plan.
        boolean needed = !answered && planner.plan().isPresent();
        return desk.consents()
                .ask(call, needed, () -> planner.plan().orElse(NOTHING))
                .map(CommandConsent::said);
    }

    /// A failure: a program that knows nothing of plans must not take it for done.
    private static Said said(Answer plan) {
        Failure failure = Failure.of(Failure.Code.NOT_ALLOWED, plan.summary()).with("consent", "needed");
        Map<String, Object> more = new LinkedHashMap<>(plan.data());
        more.put("error", Failures.map(failure));
        return new Said(1, "", plan.summary(), more);
    }
}
