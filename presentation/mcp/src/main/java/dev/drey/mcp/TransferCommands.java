package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `sftp-transfers`, `sftp-transfer-cancel`, `-pause`, `-resume`: how transfers stand, and their reins.
///
/// They wait for no place of the session: what they are about may have taken them all.
final class TransferCommands {
    /// A cancelled transfer says so within a second; its end may take longer, and is not waited for.
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private TransferCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("sftp-transfers", "", 0, 0, Set.of(), Set.of(), TransferCommands::list).unseated(),
                Command.plain("sftp-transfer-cancel", "ID", 1, TransferCommands::cancel)
                        .unseated(),
                Command.plain("sftp-transfer-pause", "ID", 1, TransferCommands::pause)
                        .unseated(),
                Command.plain("sftp-transfer-resume", "ID", 1, TransferCommands::resume)
                        .unseated());
    }

    private static Said list(CommandCall call) {
        return Said.of(Json.text(
                call.desk().jobs().all().stream().map(TransferCommands::row).toList()));
    }

    private static Map<String, Object> row(Job job) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", job.what());
        row.put("began", job.began().toString());
        try {
            row.putAll(Moves.transfer(job));
        } catch (Failed failed) {
            row.put("id", job.id());
            row.put("state", job.state());
            row.put("error", Failures.map(failed.failure()));
        }
        return row;
    }

    /// One that has not ended.
    private static Job running(CommandCall call) throws Failed {
        String id = call.word(0);
        Job job = call.desk()
                .jobs()
                .find(id)
                .orElseThrow(() -> Failure.of(
                                Failure.Code.NOT_FOUND,
                                "there is no transfer '" + Echo.of(id) + "'; sftp-transfers lists them")
                        .thrown());
        if (job.ending().isPresent()) {
            throw Targets.wrong("transfer " + id + " has ended (" + job.state() + ")");
        }
        return job;
    }

    private static Said cancel(CommandCall call) throws Failed {
        Job job = running(call);
        job.cancel();
        job.awaitEnd(STOPPING);
        return told(job);
    }

    private static Said pause(CommandCall call) throws Failed {
        Job job = running(call);
        job.pause();
        if (job.state().equals("paused")) return told(job);
        throw Targets.wrong("transfer " + call.word(0) + " cannot be paused: it is " + job.state());
    }

    private static Said resume(CommandCall call) throws Failed {
        Job job = running(call);
        if (!job.state().equals("paused")) {
            throw Targets.wrong("transfer " + call.word(0) + " is not paused: it is " + job.state());
        }
        job.resume();
        return told(job);
    }

    private static Said told(Job job) {
        return Said.of(job.id() + " " + job.state(), Map.of("transfer", Map.of("id", job.id(), "state", job.state())));
    }
}
