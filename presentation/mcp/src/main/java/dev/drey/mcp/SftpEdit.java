package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// `sftp_edit`: some exact places of a text replaced by others.
final class SftpEdit {
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_EDITS = 500;

    private final Desk desk;

    private SftpEdit(Desk desk) {
        this.desk = desk;
    }

    static Tool tool(Desk desk) {
        return new Tool(
                "sftp_edit",
                "Change a text file",
                "Replaces exact pieces of a UTF-8 file (up to 8 MiB), one edit after the other; each old text must occur"
                        + " exactly once, unless all is true. If one does not fit, nothing is changed.",
                Group.FILES,
                Shape.Fields.of(
                        Places.TARGET,
                        Places.PATH,
                        Member.needed(
                                "edits",
                                new Shape.Many(
                                        "",
                                        Shape.Fields.of(
                                                Member.needed("old", new Shape.Text("")),
                                                Member.needed("new", new Shape.Text("")),
                                                Member.may("all", new Shape.Flag("every occurrence"))),
                                        MOST_EDITS)),
                        Replacing.IF_VERSION,
                        Member.may("dryRun", new Shape.Flag("")),
                        Consents.TOKEN),
                new Shape.Fields(
                        "",
                        List.of(
                                Member.may("replaced", new Shape.Whole("")),
                                Member.may("path", new Shape.Text("")),
                                Member.may("size", new Shape.Whole("")),
                                Member.may("version", new Shape.Text("")),
                                Consents.PLAN,
                                Consents.TOKEN,
                                Failures.MEMBER),
                        true),
                Effect.ANYTHING,
                new SftpEdit(desk)::answer);
    }

    private Answer answer(ToolCall call) throws Failed {
        Place place = Places.of(desk, call.arguments());
        Replacing rule = new Replacing(desk, call, place);
        var before = desk.ask(call, new Operation.Stat(place, true, false), Outcome.Described.class);
        rule.checkVersion();
        Edited edited = edited(call, place, before.line().attributes());
        byte[] content = edited.text().getBytes(StandardCharsets.UTF_8);
        String summary = Places.shown(place) + ": " + edited.count() + " replaced";
        if (call.arguments().flag("dryRun", false)) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("replaced", edited.count());
            data.put("size", content.length);
            return Answer.of(data, "dry run, nothing was changed; " + summary);
        }
        Optional<Answer> asked = ask(call, place, before);
        if (asked.isPresent()) return asked.get();
        String seen = Replacing.version(before);
        Optional<String> now = rule.present().map(Replacing::version);
        if (!now.equals(Optional.of(seen))) throw rule.conflict("it changed while it was edited", now);
        Answer written = SftpWrite.put(desk, call, place, content, SftpWrite.replacing());
        Map<String, Object> data = new LinkedHashMap<>(written.data());
        data.put("replaced", edited.count());
        return Answer.of(data, summary);
    }

    private Optional<Answer> ask(ToolCall call, Place place, Outcome.Described before) throws Failed {
        boolean always = desk.settings().confirm() == Settings.Confirm.ALWAYS;
        String name = Places.shown(place);
        long size = before.line().attributes().sizeOrZero();
        return desk.consents()
                .ask(
                        call,
                        always,
                        () -> Plan.of("change " + name, size, List.of(name), List.of(Replacing.version(before))));
    }

    /// @param count how many pieces were replaced
    private record Edited(String text, long count) {}

    private Edited edited(ToolCall call, Place place, Attributes attributes) throws Failed {
        String text = text(call, place, attributes);
        long count = 0;
        List<?> edits = (List<?>) call.arguments().value("edits").orElse(List.of());
        if (edits.isEmpty()) throw Targets.wrong("sftp_edit.edits is empty");
        for (int i = 0; i < edits.size(); i++) {
            Edited next = Edit.of("sftp_edit.edits[" + i + "]", edits.get(i)).in(text);
            text = next.text();
            count += next.count();
        }
        return new Edited(text, count);
    }

    private String text(ToolCall call, Place place, Attributes attributes) throws Failed {
        if (attributes.sizeOrZero() > MOST_BYTES) {
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            place.path(),
                            "sftp_edit " + Places.shown(place)
                                    + ": larger than 8 MiB; sftp_download it, change it there" + " and upload it")
                    .thrown();
        }
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        desk.perform(call, new Operation.Read(place, 0, OptionalLong.of(MOST_BYTES), OptionalLong.empty(), sink));
        return Utf8.text(sink.toByteArray())
                .orElseThrow(() -> Failure.of(
                                Failure.Code.INVALID_ARGUMENT,
                                place.path(),
                                "sftp_edit " + Places.shown(place)
                                        + ": this is not UTF-8 text; sftp_write takes base64")
                        .thrown());
    }

    /// One piece and what comes in its place.
    ///
    /// @param way to it, for messages
    private record Edit(String way, String old, String replacement, boolean all) {
        static Edit of(String way, Object checked) throws Failed {
            Arguments edit = new Arguments(Map.of("edit", checked)).object("edit");
            String old = edit.needed("old");
            if (old.isEmpty()) throw Targets.wrong(way + ".old is empty");
            if (old.equals(edit.needed("new"))) throw Targets.wrong(way + ": old and new are the same");
            return new Edit(way, old, edit.needed("new"), edit.flag("all", false));
        }

        Edited in(String text) throws Failed {
            long found = 0;
            for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) found++;
            if (found == 0) throw Targets.wrong(way + ".old does not occur; nothing was changed");
            if (found > 1 && !all) {
                throw Targets.wrong(way + ".old occurs " + found + " times; add what is around it, or say all: true;"
                        + " nothing was changed");
            }
            return new Edited(text.replace(old, replacement), found);
        }
    }
}
