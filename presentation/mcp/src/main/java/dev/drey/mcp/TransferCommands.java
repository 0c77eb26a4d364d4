package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
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
                new Command("sftp-transfers", "[ID]", 0, 1, Set.of(), Set.of(), TransferCommands::list).unseated(),
                Command.plain("sftp-transfer-cancel", "ID", 1, TransferCommands::cancel)
                        .unseated(),
                Command.plain("sftp-transfer-pause", "ID", 1, TransferCommands::pause)
                        .unseated(),
                Command.plain("sftp-transfer-resume", "ID", 1, TransferCommands::resume)
                        .unseated());
    }

    /// All of them, a line each; of one all there is to tell.
    private static Said list(CommandCall call) throws Failed {
        if (!call.given().isEmpty()) return Said.of(Json.text(named(call).standing(true)));
        return Said.of(Json.text(call.desk().jobs().all().stream()
                .map(task -> task.standing(false))
                .toList()));
    }

    private static Task named(CommandCall call) throws Failed {
        String id = call.word(0);
        return call.desk()
                .jobs()
                .find(id)
                .orElseThrow(() -> Failure.of(
                                Failure.Code.NOT_FOUND,
                                "there is no transfer '" + Echo.of(id) + "'; sftp-transfers lists them")
                        .thrown());
    }

    /// One that has not ended.
    private static Task running(CommandCall call) throws Failed {
        Task task = named(call);
        if (task.hasEnded()) throw Targets.wrong("transfer " + call.word(0) + " has ended (" + task.state() + ")");
        return task;
    }

    private static Said cancel(CommandCall call) throws Failed {
        Task task = running(call);
        task.cancel();
        task.awaitEnd(STOPPING);
        return told(task);
    }

    private static Said pause(CommandCall call) throws Failed {
        Task task = running(call);
        task.pause();
        if (task.state().equals("paused")) return told(task);
        throw Targets.wrong("transfer " + call.word(0) + " cannot be paused: it is " + task.state());
    }

    private static Said resume(CommandCall call) throws Failed {
        Task task = running(call);
        if (!task.state().equals("paused")) {
            throw Targets.wrong("transfer " + call.word(0) + " is not paused: it is " + task.state());
        }
        task.resume();
        return told(task);
    }

    private static Said told(Task task) {
        return Said.of(
                task.id() + " " + task.state(), Map.of("transfer", Map.of("id", task.id(), "state", task.state())));
    }
}
