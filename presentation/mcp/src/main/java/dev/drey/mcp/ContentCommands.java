package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `sftp-put-content`, `sftp-get-content`: a file's bytes within the call itself.
final class ContentCommands {
    private static final long MOST = 1 << 20;
    private static final Set<String> PUT =
            Set.of("mode", "encoding", "overwrite", "createDirectories", "backup", "backupDir");

    private ContentCommands() {}

    static List<Command> all() {
        return List.of(
                new Command("sftp-put-content", "CONTENT REMOTE", 2, 2, Set.of(), PUT, ContentCommands::put)
                        .losing(call -> CopyCommands.replaced(call, call.remote(call.word(1)))),
                new Command(
                        "sftp-get-content",
                        "REMOTE",
                        1,
                        1,
                        Set.of(),
                        Set.of("maxBytes", "encoding"),
                        ContentCommands::get));
    }

    private static boolean isBase64(CommandCall call) {
        return call.options().text("encoding").orElse("utf-8").equals("base64");
    }

    private static Said put(CommandCall call) throws Failed {
        byte[] bytes = bytes(call);
        Place place = call.remote(call.word(1));
        var options = Carrying.options(
                call.options(),
                "options",
                call.session().target(),
                call.desk().settings().defaults(),
                false);
        Operation.Write write = new Operation.Write(
                place, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), Optional.empty(), options);
        String what = "sftp-put-content " + place.path().display();
        Said said = CopyCommands.carried(call, what, write);
        boolean ended =
                said.more().get("transfer") instanceof Map<?, ?> transfer && "done".equals(transfer.get("state"));
        return ended ? new Said(said.exitCode(), "", said.errors(), said.more()) : said;
    }

    private static byte[] bytes(CommandCall call) throws Failed {
        if (!isBase64(call)) return call.word(0).getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getDecoder().decode(call.word(0));
        } catch (IllegalArgumentException malformed) {
            throw Targets.wrong("sftp-put-content: the content is not base64, as options.encoding says");
        }
    }

    /// All of it or nothing: a content that was cut would be taken for the whole.
    private static Said get(CommandCall call) throws Failed {
        Place place = call.remote(call.word(0));
        long most = call.options().whole("maxBytes", MOST);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        call.ask(
                new Operation.Read(place, 0, OptionalLong.of(most + 1), OptionalLong.empty(), sink),
                Outcome.WasRead.class);
        if (sink.size() > most) {
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            place.path(),
                            "sftp-get-content " + place.path().display() + ": it has more than " + most
                                    + " bytes; say options.maxBytes (up to 16777216), or use sftp-get")
                    .thrown();
        }
        byte[] bytes = sink.toByteArray();
        return Said.of(isBase64(call) ? Base64.getEncoder().encodeToString(bytes) : text(place, bytes));
    }

    private static String text(Place place, byte[] bytes) throws Failed {
        return Utf8.text(bytes)
                .orElseThrow(() -> Failure.of(
                                Failure.Code.INVALID_ARGUMENT,
                                place.path(),
                                "sftp-get-content " + place.path().display()
                                        + ": this is not UTF-8 text; say options.encoding: \"base64\"")
                        .thrown());
    }
}
