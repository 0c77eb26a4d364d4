package dev.drey.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The same for programs: one JSON object, every single value in it.
record JsonReport(Machine machine, List<Work> works) {
    JsonReport {
        works = List.copyOf(works);
    }

    String text() {
        return object(
                member("date", quoted(machine.date())),
                member("hardware", quoted(machine.hardware())),
                member("load", number(machine.load())),
                member("files", quoted(machine.files())),
                member("cipher", quoted(Access.CIPHER)),
                member("versions", array(machine.versions(), JsonReport::quoted)),
                member("works", array(works, JsonReport::work)));
    }

    private static String work(Work work) {
        return object(
                member("row", quoted(work.row())),
                member("work", quoted(work.title())),
                member("unit", quoted(work.unit().sign())),
                member("figures", array(work.figures(), figure -> figure(work, figure))),
                member("verdicts", array(work.verdicts(), JsonReport::quoted)));
    }

    private static String figure(Work work, Figure figure) {
        return object(
                member("who", quoted(figure.entrant())),
                member("median", figure.isMeasured() ? number(figure.median()) : "null"),
                member("values", array(figure.values(), JsonReport::number)),
                member("dreySpeed", work.ratio(figure).map(JsonReport::number).orElse("null")),
                member("trouble", figure.trouble().map(JsonReport::quoted).orElse("null")));
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static <T> String array(List<T> items, Function<T, String> text) {
        return items.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\') out.append('\\').append(letter);
            else if (letter < ' ') out.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            else out.append(letter);
        }
        return out.append('"').toString();
    }
}
