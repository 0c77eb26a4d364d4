package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Space;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sftp_disk`: how much room there is, and what takes it.
final class SftpDisk {
    private static final int MOST = 1000;

    private SftpDisk() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_disk",
                "Free and used space",
                "Tells the room of the file system that holds path (df); with usage: true what path and the directories"
                        + " below it take (du), largest first.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Member.may("path", new Shape.Text("default: where the target starts")),
                        Member.may("usage", new Shape.Flag("")),
                        Member.may("depth", new Shape.Whole("of usage; default 1", 0, 100))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("total", new Shape.Whole("")),
                                Member.may("free", new Shape.Whole("")),
                                Member.may("available", new Shape.Whole("")),
                                Member.may("files", new Shape.Whole("")),
                                Member.may("filesFree", new Shape.Whole("")),
                                Member.may("readOnly", new Shape.Flag("")),
                                Member.may("uses", new Shape.Many("", new Shape.Fields("", List.of(), true), MOST)),
                                Member.may("left", new Shape.Whole("")),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                call -> call.arguments().flag("usage", false) ? usage(desk, call) : room(desk, call));
    }

    private static Answer room(Desk desk, ToolCall call) throws Failed {
        if (call.arguments().has("depth")) throw Targets.wrong("sftp_disk: depth goes with usage: true");
        Place place = Places.of(desk, call.arguments());
        Space.Room room = desk.ask(call, new Operation.DiskSpace(place), Outcome.SpaceFound.class)
                .room();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("total", room.total());
        data.put("free", room.free());
        data.put("available", room.available());
        if (room.files() > 0) data.put("files", room.files());
        if (room.files() > 0) data.put("filesFree", room.filesFree());
        data.put("readOnly", room.readOnly());
        return Answer.of(
                data,
                Places.shown(place) + ": " + room.available() + " of " + room.total() + " bytes available"
                        + (room.readOnly() ? ", read-only" : ""));
    }

    private static Answer usage(Desk desk, ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        int depth = (int) call.arguments().whole("depth", 1);
        List<Outcome.Use> all =
                Places.inquire(desk, call, place, new Operation.DiskUsage(place, depth), Outcome.Used.class)
                        .uses()
                        .stream()
                        .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
                        .toList();
        List<Map<String, Object>> uses = all.stream()
                .limit(MOST)
                .map(use -> Map.<String, Object>of(
                        "path", Rows.text(use.path()), "bytes", use.bytes(), "files", use.files()))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("uses", uses);
        data.put("left", all.size() - uses.size());
        long bytes = all.isEmpty() ? 0 : all.getFirst().bytes();
        return Answer.of(data, Places.shown(place) + ": " + bytes + " bytes used");
    }
}
