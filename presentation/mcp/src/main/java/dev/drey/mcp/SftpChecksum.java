package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sftp_checksum`: the hash of a file, or of each file below.
final class SftpChecksum {
    private static final int MOST = 10_000;

    private SftpChecksum() {}

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_checksum",
                "Hash files",
                "Hashes a file, or with recursive every file below a directory; where the server cannot, by reading it"
                        + " all. To know whether two trees are equal, sftp_compare is better.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.may("algorithm", new Shape.Text("default sha256", "md5", "sha1", "sha256", "sha512")),
                        Member.may("recursive", new Shape.Flag(""))),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("algorithm", new Shape.Text("")),
                                Member.may("method", new Shape.Text("")),
                                Member.may("sums", new Shape.Many("", new Shape.Fields("", List.of(), true), MOST)),
                                Failures.MEMBER),
                        true),
                Effect.LOOKS,
                call -> sum(desk, call));
    }

    private static Answer sum(Desk desk, ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        String algorithm = call.arguments().text("algorithm").orElse("sha256");
        boolean recursive = call.arguments().flag("recursive", false);
        if (!recursive
                && desk.ask(call, new Operation.Stat(place, true, false), Outcome.Described.class)
                        .line()
                        .attributes()
                        .isDirectory()) {
            throw dev.drey.files.Failure.of(
                            dev.drey.files.Failure.Code.IS_A_DIRECTORY,
                            place.path(),
                            "sftp_checksum " + Places.shown(place)
                                    + ": is a directory; recursive: true hashes every file below")
                    .thrown();
        }
        var summed = Places.inquire(
                desk, call, place, new Operation.Checksum(place, algorithm, recursive), Outcome.Summed.class);
        if (summed.sums().size() > MOST) {
            throw dev.drey.files.Failure.of(
                            dev.drey.files.Failure.Code.LIMIT_EXCEEDED,
                            "sftp_checksum " + Places.shown(place) + ": more than " + MOST
                                    + " files; take smaller parts, or sftp_compare")
                    .thrown();
        }
        List<Map<String, Object>> sums = summed.sums().stream()
                .map(one -> Map.<String, Object>of("path", Rows.text(one.path()), "hex", one.hex()))
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("algorithm", algorithm);
        data.put("method", summed.method());
        data.put("sums", sums);
        String text = sums.size() == 1 ? String.valueOf(sums.getFirst().get("hex")) : sums.size() + " files";
        return Answer.of(data, Places.shown(place) + ": " + algorithm + " " + text);
    }
}
