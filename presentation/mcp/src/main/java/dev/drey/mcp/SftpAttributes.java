package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.transfer.MovedTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sftp_attributes`: mode, owners and times.
final class SftpAttributes {
    private final Desk desk;

    private SftpAttributes(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_attributes",
                "Change mode, owner or times",
                "Changes the mode, owner, group or times of a path; mode and owners of all below it with recursive.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("mode", new Shape.Text("755 or u+rwX,go-w")),
                        Member.may("owner", new Shape.Text("a number")),
                        Member.may("group", new Shape.Text("a number")),
                        Member.may("modified", new Shape.Text("2026-01-31T12:00:00Z")),
                        Member.may("accessed", new Shape.Text("likewise")),
                        Member.may("recursive", new Shape.Flag("")),
                        Consents.TOKEN),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("changed", new Shape.Whole("")),
                                Member.may(
                                        "failures", new Shape.Many("", new Shape.Fields("", List.of(), true), 10_000)),
                                Consents.PLAN,
                                Consents.TOKEN,
                                Failures.MEMBER),
                        true),
                Effect.REPLACES,
                new SftpAttributes(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        List<Operation> wanted = wanted(call.arguments(), place);
        for (Operation operation : wanted) Guard.check(operation, desk.settings());
        Optional<Answer> asked = ask(call, place);
        if (asked.isPresent()) return asked.get();
        long changed = 0;
        List<MovedTree.Item> failures = new ArrayList<>();
        for (Operation operation : wanted) {
            Outcome outcome = desk.perform(call, operation).outcome();
            if (!(outcome instanceof Outcome.Changed(long files, var bad))) {
                changed = Math.max(changed, 1);
                continue;
            }
            changed = Math.max(changed, files);
            failures.addAll(bad);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("changed", changed);
        if (!failures.isEmpty()) data.put("failures", Moves.failures(failures));
        String bad = failures.isEmpty() ? "" : ", " + failures.size() + " could not be changed";
        return new Answer(data, Places.shown(place) + ": " + changed + " changed" + bad, !failures.isEmpty());
    }

    /// Agrees to the change, where every change is agreed to.
    private Optional<Answer> ask(ToolCall call, Place place) throws Failed {
        boolean always = desk.settings().confirm() == Settings.Confirm.ALWAYS;
        if (!always && !call.arguments().has("confirmToken")) return Optional.empty();
        Attributes now = desk.ask(call, new Operation.Stat(place, true, false), Outcome.Described.class)
                .line()
                .attributes();
        Plans plans = new Plans(desk, call);
        boolean tree = now.isDirectory() && call.arguments().flag("recursive", false);
        return desk.consents()
                .ask(
                        call,
                        always,
                        () -> tree
                                ? plans.below("change", place)
                                : plans.one("change", place, true).orElse(Plans.of("change", place, now)));
    }

    /// Owners first, for a change of owner may take bits away from a mode.
    private static List<Operation> wanted(Arguments said, Place place) throws Failed {
        boolean recursive = said.flag("recursive", false);
        List<Operation> wanted = new ArrayList<>();
        if (said.has("owner") || said.has("group")) {
            wanted.add(new Operation.ChangeOwner(place, said.text("owner"), said.text("group"), recursive));
        }
        said.text("mode").ifPresent(mode -> wanted.add(new Operation.ChangeMode(place, mode, recursive)));
        if (said.has("modified") || said.has("accessed")) {
            if (recursive) throw Targets.wrong("sftp_attributes: times are changed of one path, without recursive");
            wanted.add(new Operation.SetTimes(place, time(said, "accessed"), time(said, "modified"), false));
        }
        if (wanted.isEmpty()) {
            throw Targets.wrong("sftp_attributes needs one of mode, owner, group, modified, accessed");
        }
        return wanted;
    }

    private static Optional<Instant> time(Arguments said, String name) throws Failed {
        Optional<String> text = said.text(name);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Instant.parse(text.get()));
        } catch (DateTimeException malformed) {
            throw Targets.wrong("sftp_attributes." + name + " takes a time such as 2026-01-31T12:00:00Z");
        }
    }
}
