package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sftp_stat`: what is known of one path.
final class SftpStat {
    private final Desk desk;

    private SftpStat(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_stat",
                "Look at a path",
                "Tells type, size, mode, owners and times of one path, and its version for ifVersion.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("follow", new Shape.Flag("what a link leads to; default true"))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("path", new Shape.Text("")),
                                Member.may("type", new Shape.Text("")),
                                Member.may("size", new Shape.Whole("")),
                                Member.may("mtime", new Shape.Text("")),
                                Member.may("mode", new Shape.Text("")),
                                Member.may("uid", new Shape.Whole("")),
                                Member.may("gid", new Shape.Whole("")),
                                Member.may("owner", new Shape.Text("")),
                                Member.may("group", new Shape.Text("")),
                                Member.may("atime", new Shape.Text("")),
                                Member.may("linkTarget", new Shape.Text("")),
                                Member.may("version", new Shape.Text("")),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                new SftpStat(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        boolean follow = call.arguments().flag("follow", true);
        Result result = desk.perform(call, new Operation.Stat(place, follow, true));
        Outcome.Described described = (Outcome.Described) result.outcome();
        Map<String, Object> row = Rows.detailed(described.line());
        row.remove("name");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("path", Rows.text(described.path()));
        data.putAll(row);
        data.put("version", Versions.of(described.path(), described.line().attributes()));
        String text = Places.shown(place) + ": " + row.get("type") + ", " + row.getOrDefault("size", "?") + " bytes"
                + ", mode " + row.getOrDefault("mode", "?") + ", " + row.getOrDefault("mtime", "?");
        return Answer.of(data, text).withWarnings(result.warnings());
    }
}
