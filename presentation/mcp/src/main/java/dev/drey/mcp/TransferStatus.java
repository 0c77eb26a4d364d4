package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `transfer_status`: how far what goes on in the background is.
final class TransferStatus {
    private static final int MOST_WAIT = 50_000;

    /// How many are listed, the newest.
    private static final int LISTED = 50;

    private final Desk desk;

    private TransferStatus(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "transfer_status",
                "Follow transfers",
                "Tells how far a transfer is, or how it ended; waitMs waits for its end, so do not call in a loop without"
                        + " it. Without id: the latest 50.",
                Group.FILES,
                Shape.Fields.of(
                        Member.may("id", new Shape.Text("transfer.id of an answer")),
                        Member.may("waitMs", new Shape.Whole("default 0", 0, MOST_WAIT))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("transfer", new Shape.Fields("", List.of(), true)),
                                Member.may(
                                        "transfers", new Shape.Many("", new Shape.Fields("", List.of(), true), LISTED)),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                new TransferStatus(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Optional<String> id = call.arguments().text("id");
        Duration patience = Duration.ofMillis(call.arguments().whole("waitMs", 0));
        if (id.isEmpty()) {
            if (!patience.isZero()) throw Targets.wrong("transfer_status: waitMs needs an id to wait for");
            return all();
        }
        Task job = named(desk, id.get());
        follow(call, job, patience);
        return one(job);
    }

    private static void follow(ToolCall call, Task job, Duration patience) throws Failed {
        try {
            job.follow(call.peer(), patience);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "the waiting was cancelled; the transfer goes on")
                    .thrown(cancelled);
        }
    }

    /// @throws Failed NOT_FOUND
    static Task named(Desk desk, String id) throws Failed {
        return desk.jobs()
                .find(id)
                .orElseThrow(() -> Failure.of(
                                Failure.Code.NOT_FOUND,
                                "there is no transfer of that id; transfer_status without id lists those there are")
                        .thrown());
    }

    static Answer one(Task job) {
        Map<String, Object> standing = job.standing(true);
        return Answer.of(Map.of("transfer", standing), line(job, standing));
    }

    private Answer all() {
        List<Task> jobs = desk.jobs().all();
        List<Map<String, Object>> rows = jobs.subList(Math.max(0, jobs.size() - LISTED), jobs.size()).stream()
                .map(job -> job.standing(false))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("transfers", rows);
        long open = jobs.stream().filter(job -> !job.hasEnded()).count();
        return Answer.of(data, jobs.size() + " transfers, " + open + " of them not ended");
    }

    /// `sftp_upload a box:/b: running, 41.5 %`.
    private static String line(Task job, Map<String, Object> standing) {
        if (standing.get("error") instanceof Map<?, ?> error) return job.state() + ": " + error.get("message");
        if (job.hasEnded()) return job.line(standing);
        Object percentage = standing.get("percentage");
        String far = percentage == null ? "" : ", " + percentage + " %";
        return job.what() + ": " + job.state() + far;
    }
}
