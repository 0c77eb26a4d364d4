package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Asker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// `sftp-batch`: many commands by one call.
///
/// All of them are checked before the first begins. It takes no place of its own in the session: its commands do.
final class BatchCommand {
    private static final String NAME = "sftp-batch";
    private static final int MOST_AT_ONCE = 8;

    /// A command of a batch may take as long as it needs; the call waits shorter.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Set<String> TRANSFERS = Set.of(
            "sftp-put", "sftp-get", "sftp-put-recursive", "sftp-get-recursive", "sftp-put-content", "sftp-get-content");

    private BatchCommand() {}

    static List<Command> all() {
        return List.of(new Command(
                        NAME,
                        "(options.operations)",
                        0,
                        0,
                        Set.of(),
                        Set.of("operations", "concurrency", "stopOnError"),
                        BatchCommand::run)
                .unseated());
    }

    private static Said run(CommandCall call) throws Failed {
        List<Object> operations = call.options().list("operations");
        if (operations.isEmpty()) {
            throw Targets.wrong(NAME + " needs options.operations, such as [{\"command\": \"sftp-put\", \"args\":"
                    + " [\"a\", \"b\"]}]");
        }
        boolean stop = call.options().flag("stopOnError", false);
        Batch batch = new Batch(stop);
        // Asked for here: what a call's peer tells belongs to the call's own thread.
        Asker asker = call.call().peer().asker();
        for (int i = 0; i < operations.size(); i++) add(call, i, operations.get(i), batch, asker);
        int concurrency = call.options().number("concurrency").orElse(usual(batch));
        try {
            batch.start(concurrency);
            batch.await(call.call().peer(), call.patience());
        } catch (InterruptedException cancelled) {
            batch.cancel();
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, NAME + " was cancelled: " + batch.counts())
                    .thrown(cancelled);
        }
        return batch.said();
    }

    /// Transfers do not need each other; other commands may, and then their order is what was meant.
    private static int usual(Batch batch) {
        return batch.commands().allMatch(TRANSFERS::contains) ? MOST_AT_ONCE : 1;
    }

    private static void add(CommandCall call, int index, Object operation, Batch batch, Asker asker) throws Failed {
        String way = "options.operations[" + index + "]";
        try {
            Arguments said = new Arguments(Map.of("it", operation)).object("it");
            Arguments options = options(way, said);
            Command command = Commands.get(said.needed("command"));
            if (command.name().equals(NAME)) throw Targets.wrong("a batch holds no batches");
            if (options.has("background")) {
                throw Targets.wrong("background is for the batch as a whole: give it a short timeout");
            }
            Batch.Step step = batch.add(command.name(), said.list("args"));
            ToolCall alone = new ToolCall(call.call().tool(), call.call().arguments(), peer(step, asker));
            CommandCall one =
                    CommandCall.of(call.desk(), alone, call.session(), command, said.list("args"), options, PATIENCE);
            step.does(one::run, () -> size(one));
        } catch (Failed failed) {
            throw Failure.of(
                            Failure.Code.INVALID_ARGUMENT,
                            way + ": " + failed.failure().message() + "; nothing of the batch was done")
                    .thrown(failed);
        }
    }

    private static Arguments options(String way, Arguments said) throws Failed {
        return Arguments.of(
                way + ".options", ConsoleOptions.SHAPE, said.object("options").values());
    }

    private static Peer peer(Batch.Step step, Asker asker) {
        return new Peer() {
            @Override
            public void progress(double done, OptionalDouble total, String message) {
                // Without a total these are files, not bytes.
                if (total.isPresent()) step.moved((long) done, (long) total.getAsDouble(), message);
            }

            @Override
            public Asker asker() {
                return asker;
            }
        };
    }

    /// What a transfer will carry, as far as that is known before it begins.
    private static OptionalLong size(CommandCall call) {
        return switch (call.command().name()) {
            case "sftp-put" -> size(call, call.local(call.word(0)));
            case "sftp-get", "sftp-get-content" -> size(call, call.remote(call.word(0)));
            case "sftp-put-content" -> OptionalLong.of(call.word(0).getBytes(StandardCharsets.UTF_8).length);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong size(CommandCall call, Place place) {
        try {
            return call.ask(new Operation.Stat(place, true, false), Outcome.Described.class)
                    .line()
                    .attributes()
                    .size();
        } catch (Failed told) {
            // The command itself will say why.
            return OptionalLong.empty();
        }
    }
}
