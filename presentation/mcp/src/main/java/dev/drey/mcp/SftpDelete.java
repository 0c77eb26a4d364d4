package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sftp_delete`: a file, an empty directory, or a whole tree.
final class SftpDelete {
    private final Desk desk;

    private SftpDelete(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_delete",
                "Delete a file or a directory",
                "Deletes a file, a link (never what it leads to) or an empty directory; with recursive: true a directory"
                        + " and all below, which first answers the plan and a confirmToken. Nothing brings it back.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("recursive", new Shape.Flag("")),
                        Member.may("dryRun", new Shape.Flag("only the plan")),
                        Consents.TOKEN),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("deleted", new Shape.Whole("")),
                                Member.may(
                                        "failures", new Shape.Many("", new Shape.Fields("", List.of(), true), 10_000)),
                                Consents.PLAN,
                                Consents.TOKEN,
                                Failures.MEMBER),
                        true),
                Effect.ANYTHING,
                new SftpDelete(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        Attributes attributes = desk.ask(call, new Operation.Stat(place, false, false), Outcome.Described.class)
                .line()
                .attributes();
        boolean tree = attributes.isDirectory() && call.arguments().flag("recursive", false);
        if (call.arguments().flag("dryRun", false)) {
            Plan plan = plan(call, place, attributes, tree);
            return Answer.of(
                    Map.of("plan", plan.map()),
                    "dry run, nothing was deleted: " + plan.what() + ", " + plan.count() + " entries, " + plan.bytes()
                            + " bytes");
        }
        Guard.check(new Operation.Remove(place), desk.settings());
        boolean needed = switch (desk.settings().confirm()) {
            case NEVER -> false;
            case RECURSIVE -> tree;
            case ALWAYS -> true;
        };
        Optional<Answer> asked = desk.consents().ask(call, needed, () -> plan(call, place, attributes, tree));
        if (asked.isPresent()) return asked.get();
        return tree ? all(call, place) : one(call, place, attributes);
    }

    private Plan plan(ToolCall call, Place place, Attributes attributes, boolean tree) throws Failed {
        return tree ? new Plans(desk, call).below("delete", place) : Plans.of("delete", place, attributes);
    }

    private Answer one(ToolCall call, Place place, Attributes attributes) throws Failed {
        Operation operation =
                attributes.isDirectory() ? new Operation.RemoveDirectory(place) : new Operation.Remove(place);
        try {
            desk.perform(call, operation);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.DIRECTORY_NOT_EMPTY) throw failed;
            throw failed.failure()
                    .withMessage(failed.failure().message() + "; recursive: true deletes what is in it too")
                    .thrown(failed);
        }
        return Answer.of(Map.of("deleted", 1), Places.shown(place) + ": deleted");
    }

    private Answer all(ToolCall call, Place place) throws Failed {
        var changed = desk.ask(call, new Operation.RemoveTree(place), Outcome.Changed.class);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deleted", changed.files());
        boolean broken = !changed.failures().isEmpty();
        if (broken) data.put("failures", Moves.failures(changed.failures()));
        String bad = broken ? ", " + changed.failures().size() + " could not be deleted" : "";
        return new Answer(data, Places.shown(place) + ": " + changed.files() + " entries deleted" + bad, broken);
    }
}
