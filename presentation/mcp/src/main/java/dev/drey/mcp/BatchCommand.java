package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.session.Asker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// `sftp-batch`: many commands by one call.
///
/// All of them are checked before the first begins. It takes no place of its own in the session: its commands do.
final class BatchCommand {
    private static final String NAME = "sftp-batch";
    private static final int MOST_AT_ONCE = 8;

    /// A command of a batch may take as long as it needs; the call waits shorter.
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// How long a cancelled one is awaited: what is under way is drained for 10 s at most.
    private static final Duration DRAIN = Duration.ofSeconds(12);

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
                        Set.of("operations", "concurrency", "stopOnError", "background"),
                        BatchCommand::run)
                .unseated()
                .losing(BatchCommand::plan));
    }

    private static Said run(CommandCall call) throws Failed {
        Batch batch = new Batch(call.options().flag("stopOnError", false));
        // Asked for here: what a call's peer tells belongs to the call's own thread.
        Asker asker = call.call().peer().asker();
        for (CommandCall one : steps(call)) {
            Batch.Step step =
                    batch.add(one.command().name(), one.call().arguments().list("args"));
            CommandCall heard =
                    one.through(new ToolCall(one.call().tool(), one.call().arguments(), peer(step, asker)));
            step.does(heard::run, () -> size(heard));
        }
        int concurrency = call.options().number("concurrency").orElse(usual(batch));
        try {
            batch.start(concurrency);
            call.desk().jobs().add(batch);
            boolean background = call.options().flag("background", false);
            boolean over = batch.follow(call.call().peer(), background ? Duration.ZERO : call.patience());
            if (over) call.desk().jobs().remove(batch);
        } catch (InterruptedException cancelled) {
            batch.cancel();
            batch.awaitEnd(DRAIN);
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, NAME + " was cancelled: " + batch.counts())
                    .thrown(cancelled);
        }
        return batch.said();
    }

    /// What its commands would do to what is there now; the batch is agreed to as a whole.
    private static Optional<Plan> plan(CommandCall call) throws Failed {
        List<Plan> plans = new ArrayList<>();
        for (CommandCall one : steps(call)) one.plan().ifPresent(plans::add);
        if (plans.isEmpty()) return Optional.empty();
        String what = plans.stream().map(Plan::what).limit(Plan.SHOWN).collect(Collectors.joining(", "));
        return Optional.of(Plan.joined(what + (plans.size() > Plan.SHOWN ? ", …" : ""), plans));
    }

    /// All commands, checked.
    private static List<CommandCall> steps(CommandCall call) throws Failed {
        List<Object> operations = call.options().list("operations");
        if (operations.isEmpty()) {
            throw Targets.wrong(NAME + " needs options.operations, such as [{\"command\": \"sftp-put\", \"args\":"
                    + " [\"a\", \"b\"]}]");
        }
        List<CommandCall> steps = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) steps.add(step(call, i, operations.get(i)));
        return steps;
    }

    /// Transfers do not need each other; other commands may, and then their order is what was meant.
    private static int usual(Batch batch) {
        return batch.commands().allMatch(TRANSFERS::contains) ? MOST_AT_ONCE : 1;
    }

    private static CommandCall step(CommandCall call, int index, Object operation) throws Failed {
        String way = "options.operations[" + index + "]";
        try {
            Arguments said = new Arguments(Map.of("it", operation)).object("it");
            Arguments options = options(way, said);
            Command command = Commands.get(said.needed("command"));
            if (command.name().equals(NAME)) throw Targets.wrong("a batch holds no batches");
            if (options.has("background")) {
                throw Targets.wrong("background goes beside operations, for the batch as a whole");
            }
            ToolCall alone = new ToolCall(call.call().tool(), said, Peer.NONE);
            return CommandCall.of(call.desk(), alone, call.session(), command, said.list("args"), options, PATIENCE);
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
