package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sftp_rename`: another name within one target.
final class SftpRename {
    private SftpRename() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_rename",
                "Rename or move",
                "Gives a file or directory another name or place on the same target. To another target: sftp_copy, then"
                        + " sftp_delete.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.needed("to", new Shape.Text("the new path")),
                        Member.may("overwrite", new Shape.Flag("replace what is there in one step")),
                        Replacing.IF_VERSION,
                        Consents.TOKEN),
                new Shape.Fields(
                        "",
                        List.of(Member.may("path", new Shape.Text("")), Consents.PLAN, Consents.TOKEN, Failures.MEMBER),
                        true),
                Effect.ANYTHING,
                call -> rename(desk, call));
    }

    private static Answer rename(Desk desk, ToolCall call) throws Failed {
        Place from = Places.of(desk, call.arguments());
        Place to = Places.of(desk, call.arguments(), "to");
        Replacing rule = new Replacing(desk, call, to);
        rule.checkVersion();
        Optional<Answer> asked = rule.askForOne();
        if (asked.isPresent()) return asked.get();
        try {
            desk.perform(call, new Operation.Rename(from, to.path(), rule.mayReplace()));
        } catch (Failed failed) {
            throw Replacing.told(failed);
        }
        return Answer.of(Map.of("path", Rows.text(to.path())), Places.shown(from) + " is now " + Places.shown(to));
    }
}
