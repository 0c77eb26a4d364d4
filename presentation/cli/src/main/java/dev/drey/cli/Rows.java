package dev.drey.cli;

import dev.drey.files.Attributes;
import dev.drey.files.ModeText;
import dev.drey.operations.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// Entries as lines, in the columns of ls, or as objects.
final class Rows {
    private static final DateTimeFormatter RECENT =
            DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("MMM d  yyyy", Locale.ROOT).withZone(ZoneId.systemDefault());

    /// @param lengthy with modes, owners, sizes and times
    /// @param human sizes such as 4.0K
    /// @param numeric numbers of owners and groups
    record Style(boolean lengthy, boolean human, boolean numeric) {
        Style(boolean lengthy, boolean human) {
            this(lengthy, human, false);
        }
    }

    private Rows() {}

    static void print(Work work, List<Outcome.Line> lines, Style style) {
        if (work.common().json) {
            for (Outcome.Line line : lines) work.report().json(map(line));
            return;
        }
        if (!style.lengthy()) {
            for (Outcome.Line line : lines) work.report().line(line.path().display());
            return;
        }
        int owner = lines.stream()
                .mapToInt(line -> owner(line, style).length())
                .max()
                .orElse(1);
        int group = lines.stream()
                .mapToInt(line -> group(line, style).length())
                .max()
                .orElse(1);
        int size = lines.stream()
                .mapToInt(line -> size(line.attributes(), style).length())
                .max()
                .orElse(1);
        String format = "%s %-" + owner + "s %-" + group + "s %" + size + "s %-12s %s";
        for (Outcome.Line line : lines) {
            work.report()
                    .line(String.format(
                            Locale.ROOT,
                            format,
                            ModeText.of(line.attributes()),
                            owner(line, style),
                            group(line, style),
                            size(line.attributes(), style),
                            line.attributes().modified().map(Rows::time).orElse("?"),
                            line.path().display()
                                    + line.link()
                                            .map(to -> " -> " + to.display())
                                            .orElse("")));
        }
    }

    private static String owner(Outcome.Line line, Style style) {
        return style.numeric() ? number(line.attributes().uid()) : line.owner().orElse("?");
    }

    private static String group(Outcome.Line line, Style style) {
        return style.numeric() ? number(line.attributes().gid()) : line.group().orElse("?");
    }

    private static String number(OptionalInt id) {
        return id.isEmpty() ? "?" : Integer.toUnsignedString(id.getAsInt());
    }

    private static String size(Attributes attributes, Style style) {
        if (attributes.size().isEmpty()) return "?";
        long size = attributes.size().getAsLong();
        return style.human() ? Sizes.brief(size) : Long.toString(size);
    }

    static String time(Instant instant) {
        boolean recent = Duration.between(instant, Instant.now()).abs().toDays() < 182;
        return (recent ? RECENT : OLD).format(instant);
    }

    static Map<String, Object> map(Outcome.Line line) {
        Attributes attributes = line.attributes();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", line.path().display());
        map.put("type", attributes.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        attributes.size().ifPresent(size -> map.put("size", size));
        attributes.permissions().ifPresent(bits -> map.put("mode", String.format(Locale.ROOT, "%04o", bits)));
        attributes.uid().ifPresent(uid -> map.put("uid", uid));
        attributes.gid().ifPresent(gid -> map.put("gid", gid));
        line.owner().ifPresent(owner -> map.put("owner", owner));
        line.group().ifPresent(group -> map.put("group", group));
        attributes.modified().ifPresent(time -> map.put("modified", time.toString()));
        attributes.accessed().ifPresent(time -> map.put("accessed", time.toString()));
        line.link().ifPresent(link -> map.put("link", link.display()));
        return map;
    }
}
