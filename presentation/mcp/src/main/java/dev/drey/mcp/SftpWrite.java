package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.operations.Operation;
import dev.drey.operations.Place;
import dev.drey.operations.Result;
import dev.drey.transfer.Options;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `sftp_write`: a file from what the caller has at hand.
final class SftpWrite {
    private final Desk desk;

    private SftpWrite(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_write",
                "Write a file",
                "Writes a whole file; the name shows it only when all has arrived. To change some lines of a file,"
                        + " sftp_edit is better; for a file of this machine, sftp_upload.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.needed("content", new Shape.Text("")),
                        Member.may("encoding", new Shape.Text("default utf-8", "utf-8", "base64")),
                        Member.may("overwrite", new Shape.Flag("default false")),
                        Replacing.IF_VERSION,
                        Member.may("createDirectories", new Shape.Flag("missing parents")),
                        Member.may("mode", new Shape.Text("such as 640")),
                        Consents.TOKEN),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("path", new Shape.Text("")),
                                Member.may("size", new Shape.Whole("")),
                                Member.may("version", new Shape.Text("")),
                                Consents.PLAN,
                                Consents.TOKEN,
                                Failures.MEMBER),
                        true),
                Effect.REPLACES,
                new SftpWrite(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        Replacing rule = new Replacing(desk, call, place);
        byte[] content = content(call.arguments());
        Arguments ruled = rule.ruled();
        Optional<Object> mode = ruled.value("mode");
        int bits = mode.isEmpty() ? 0 : Modes.parse("sftp_write.mode", mode.get());
        rule.checkVersion();
        Optional<Answer> asked = rule.askForOne();
        if (asked.isPresent()) return asked.get();
        return put(
                desk,
                call,
                place,
                content,
                Carrying.options(
                                ruled,
                                "sftp_write",
                                Places.target(place),
                                desk.settings().defaults(),
                                false)
                        .withKeeping(keeping(mode.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bits))));
    }

    /// A stream has no times and no mode to keep.
    private static Options.Keeping keeping(OptionalInt mode) {
        return new Options.Keeping(false, false, false, false, mode, OptionalInt.empty(), OptionalInt.empty(), false);
    }

    private static byte[] content(Arguments arguments) throws Failed {
        String content = arguments.needed("content");
        if (!arguments.text("encoding").orElse("utf-8").equals("base64"))
            return content.getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            throw Targets.wrong("sftp_write.content is not base64, though encoding says so");
        }
    }

    /// Writes the bytes and tells the version that is there now.
    static Answer put(Desk desk, ToolCall call, Place place, byte[] content, Options options) throws Failed {
        Result result;
        try {
            result = desk.perform(
                    call,
                    new Operation.Write(
                            place,
                            new ByteArrayInputStream(content),
                            OptionalLong.of(content.length),
                            Optional.empty(),
                            options));
        } catch (Failed failed) {
            throw Replacing.told(failed);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("size", content.length);
        new Replacing(desk, call, place).present().ifPresent(now -> {
            data.put("path", Rows.text(now.path()));
            data.put("version", Replacing.version(now));
        });
        return Answer.of(data, Places.shown(place) + ": " + content.length + " bytes written")
                .withWarnings(result.warnings());
    }

    /// What replaces a file whose content was seen, and leaves all else as it was.
    static Options replacing() {
        return Options.DEFAULTS.withKeeping(keeping(OptionalInt.empty()));
    }
}
