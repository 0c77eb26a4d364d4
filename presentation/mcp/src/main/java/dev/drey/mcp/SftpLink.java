package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.List;
import java.util.Map;

/// `sftp_link`: a link to something that is there.
final class SftpLink {
    private SftpLink() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_link",
                "Make a link",
                "Makes a symbolic link at path that leads to to, or a second name of a file with hard: true. What is at"
                        + " path is never replaced.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.needed("to", new Shape.Text("a relative one starts beside path")),
                        Member.may("hard", new Shape.Flag("to then starts where the target starts"))),
                new Shape.Fields("", List.of(Member.may("path", new Shape.Text("")), Failures.MEMBER), true),
                Effect.ADDS,
                call -> link(desk, call));
    }

    private static Answer link(Desk desk, ToolCall call) throws Failed {
        Place link = Places.of(desk, call.arguments());
        boolean hard = call.arguments().flag("hard", false);
        RemotePath to = hard
                ? Places.of(desk, call.arguments(), "to").path()
                : RemotePath.of(call.arguments().needed("to"));
        desk.perform(call, new Operation.MakeLink(link, to, !hard));
        return Answer.of(Map.of("path", Rows.text(link.path())), Places.shown(link) + " leads to " + to.display());
    }
}
