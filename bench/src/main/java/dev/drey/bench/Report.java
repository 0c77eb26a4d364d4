package dev.drey.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table that all of it is for, in Markdown.
record Report(Machine machine, List<Work> works) {
    Report {
        works = List.copyOf(works);
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(machine.date()).append(", ").append(machine.hardware()).append('\n');
        text.append("Files in ")
                .append(machine.files())
                .append("; load before: ")
                .append(machine.load());
        if (machine.isBusy()) text.append(" — SOMETHING ELSE WAS RUNNING: THESE FIGURES MEAN LITTLE");
        text.append("\nAll: ").append(Access.CIPHER).append(", one OpenSSH server. ");
        text.append(String.join("; ", machine.versions())).append("\n\n");
        text.append("| row | work | who | median | least … most | runs | drey's speed | drey's time |\n");
        text.append("|---|---|---|--:|--:|--:|--:|--:|\n");
        for (Work work : works) lines(work, text);
        return text.append('\n').append(verdicts()).toString();
    }

    private static void lines(Work work, StringBuilder text) {
        boolean first = true;
        for (Figure figure : work.figures()) {
            text.append("| ").append(first ? work.row() + " | " + work.title() : " | ");
            text.append(" | ").append(figure.entrant()).append(" | ");
            text.append(figure.isMeasured() ? measured(work, figure, first) : trouble(figure));
            text.append(" |\n");
            first = false;
        }
    }

    private static String measured(Work work, Figure figure, boolean ours) {
        String sign = work.unit().sign();
        String runs = figure.values().size()
                + figure.trouble().map(why -> ", then: " + plain(why)).orElse("");
        Optional<Double> ratio = ours ? Optional.empty() : work.ratio(figure);
        return String.join(
                " | ",
                number(figure.median()) + " " + sign,
                number(figure.least()) + " … " + number(figure.most()),
                runs,
                ratio.map(value -> number(value) + " ×").orElse(""),
                ratio.map(value -> number(1 / value) + " ×").orElse(""));
    }

    private static String trouble(Figure figure) {
        return figure.trouble().map(why -> "failed: " + plain(why)).orElse("not run") + " | | 0 | |";
    }

    private static String plain(String text) {
        return text.replace('|', '/').replaceAll("\\s+", " ");
    }

    /// One line for each goal that was measured.
    private String verdicts() {
        StringBuilder text = new StringBuilder();
        for (Work work : works) {
            for (String verdict : work.verdicts()) {
                String unit = work.bars().getFirst().isOwn() ? " " + work.unit().sign() : "";
                text.append("- ")
                        .append(work.row())
                        .append(' ')
                        .append(work.title())
                        .append(": ");
                text.append(verdict)
                        .append(unit.isEmpty() ? "" : " (" + unit.strip() + ")")
                        .append('\n');
            }
        }
        return text.toString();
    }

    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
    }
}
