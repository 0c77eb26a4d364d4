package dev.drey.mcp;

import dev.drey.files.Failed;
import java.util.Optional;

/// `sftp_copy`: from target to target, or within one.
final class SftpCopy {
    private SftpCopy() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_copy",
                "Copy between targets",
                "Copies a file, or what a directory holds, within a target (the server does it where it can) or to"
                        + " another one. To only give it another name, sftp_rename is better.",
                Group.FILES,
                Freight.input(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("toTarget", new Shape.Text("default: target")),
                        Member.needed("toPath", new Shape.Text("the new name"))),
                Freight.OUTPUT,
                Effect.ANYTHING,
                call -> copy(desk, call));
    }

    private static Answer copy(Desk desk, ToolCall call) throws Failed {
        Arguments arguments = call.arguments();
        Optional<String> target = arguments.text("toTarget").or(() -> arguments.text("target"));
        return new Freight(desk, call, Places.of(desk, arguments), Places.of(desk, target, arguments.needed("toPath")))
                .carry();
    }
}
