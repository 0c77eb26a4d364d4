package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.List;

/// `transfer_control`: holds, goes on with, or stops what goes on in the background.
final class TransferControl {
    /// A stopped transfer's last requests are drained for 10 s at most.
    private static final Duration DRAIN = Duration.ofSeconds(12);

    private final Desk desk;

    private TransferControl(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "transfer_control",
                "Steer a transfer",
                "Pauses, resumes or cancels a running transfer. What a cancelled one has carried is kept: the same call"
                        + " again takes it up.",
                Group.FILES,
                Shape.Fields.of(
                        Member.needed("id", new Shape.Text("")),
                        Member.needed("action", new Shape.Text("", "pause", "resume", "cancel"))),
                new Shape.Fields(
                        "",
                        List.of(Member.may("transfer", new Shape.Fields("", List.of(), true)), Failures.MEMBER),
                        true),
                new Effect(false, false, true),
                new TransferControl(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Task job = TransferStatus.named(desk, call.arguments().needed("id"));
        String action = call.arguments().needed("action");
        if (job.hasEnded()) throw over(job, action);
        switch (action) {
            case "pause" -> job.pause();
            case "resume" -> job.resume();
            case "cancel" -> {
                job.cancel();
                job.awaitEnd(DRAIN);
            }
            default -> throw new IllegalStateException("no action that the shape lets through");
        }
        if (action.equals("pause") && job.state().equals("waiting")) {
            throw Failure.of(
                            Failure.Code.BUSY,
                            "pause " + job.what() + ": it still waits for its turn and cannot be paused; cancel it, or"
                                    + " pause it when it runs")
                    .thrown();
        }
        return TransferStatus.one(job);
    }

    private static Failed over(Task job, String action) {
        return Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        action + " " + job.what() + ": it has ended (" + job.state() + "); there is nothing to steer")
                .thrown();
    }
}
