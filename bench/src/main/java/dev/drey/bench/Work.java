package dev.drey.bench;

import java.util.List;
import java.util.Optional;

/// One measured work: a block of the table, whose first figure is ours.
///
/// @param row such as `P1`
/// @param title what was done
public record Work(String row, String title, Unit unit, List<Figure> figures, List<Bar> bars) {
    public Work {
        figures = List.copyOf(figures);
        bars = List.copyOf(bars);
    }

    public Figure ours() {
        return figures.getFirst();
    }

    public Optional<Figure> of(String entrant) {
        return figures.stream()
                .filter(figure -> figure.entrant().equals(entrant) && figure.isMeasured())
                .findFirst();
    }

    /// How many times better we are than this one.
    public Optional<Double> ratio(Figure figure) {
        if (!ours().isMeasured() || !figure.isMeasured()) return Optional.empty();
        return Optional.of(unit.ratio(ours().median(), figure.median()));
    }

    /// One line for each bar that can be told.
    public List<String> verdicts() {
        return bars.stream()
                .flatMap(bar -> value(bar).map(bar::verdict).stream())
                .toList();
    }

    private Optional<Double> value(Bar bar) {
        if (!ours().isMeasured()) return Optional.empty();
        return bar.isOwn() ? Optional.of(ours().median()) : of(bar.against()).flatMap(this::ratio);
    }
}
