package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sftp_compare`: whether two files or trees hold the same.
final class SftpCompare {
    private static final int USUAL = 100;

    private SftpCompare() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_compare",
                "Compare two files or trees",
                "Tells how path and toPath differ: by type, size and time, or with byContent by what files hold. Either"
                        + " may be on any target, local too.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("toTarget", new Shape.Text("default: target")),
                        Member.needed("toPath", new Shape.Text("")),
                        Member.may("byContent", new Shape.Flag("")),
                        Member.may("limit", new Shape.Whole("default 100", 1, 10_000))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("same", new Shape.Flag("")),
                                Member.may(
                                        "differences",
                                        new Shape.Many("", new Shape.Fields("", List.of(), true), 10_000)),
                                Member.may("left", new Shape.Whole("")),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                call -> compare(desk, call));
    }

    private static Answer compare(Desk desk, ToolCall call) throws Failed {
        Arguments said = call.arguments();
        Place one = Places.of(desk, said);
        Optional<String> target = said.text("toTarget").or(() -> said.text("target"));
        Place other = Places.of(desk, target, said.needed("toPath"));
        var compared = Places.inquire(
                desk,
                call,
                one,
                new Operation.Compare(one, other, said.flag("byContent", false)),
                Outcome.Compared.class);
        List<Map<String, Object>> differences = compared.differences().stream()
                .limit(said.whole("limit", USUAL))
                .map(SftpCompare::row)
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("same", compared.same());
        data.put("differences", differences);
        data.put("left", compared.differences().size() - differences.size());
        String how = compared.same() ? "the same" : compared.differences().size() + " differences";
        return Answer.of(data, Places.shown(one) + " and " + Places.shown(other) + ": " + how);
    }

    private static Map<String, Object> row(Outcome.Difference difference) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", Rows.text(difference.path()));
        String kind = switch (difference.kind()) {
            case "onlyLeft" -> "onlyInPath";
            case "onlyRight" -> "onlyInToPath";
            default -> difference.kind();
        };
        row.put("kind", kind);
        if (!difference.left().isEmpty()) row.put("inPath", difference.left());
        if (!difference.right().isEmpty()) row.put("inToPath", difference.right());
        return row;
    }
}
