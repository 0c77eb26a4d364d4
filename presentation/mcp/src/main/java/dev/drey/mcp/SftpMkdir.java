package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// `sftp_mkdir`: a directory and what is missing above it.
final class SftpMkdir {
    private SftpMkdir() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_mkdir",
                "Make a directory",
                "Makes a directory, and those missing above it; one that is there already is as good. sftp_upload makes"
                        + " the directories it needs itself.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("parents", new Shape.Flag("default true")),
                        Member.may("mode", new Shape.Text("such as 750"))),
                new Shape.Fields("", List.of(Member.may("path", new Shape.Text("")), Failures.MEMBER), true),
                new Effect(false, false, true),
                call -> make(desk, call));
    }

    private static Answer make(Desk desk, ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        Optional<Object> mode = call.arguments().value("mode");
        OptionalInt bits =
                mode.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Modes.parse("sftp_mkdir.mode", mode.get()));
        desk.perform(call, new Operation.MakeDirectory(place, call.arguments().flag("parents", true), bits));
        return Answer.of(Map.of("path", Rows.text(place.path())), Places.shown(place) + ": is there");
    }
}
