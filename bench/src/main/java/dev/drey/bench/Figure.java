package dev.drey.bench;

import java.util.List;
import java.util.Optional;

/// What was measured of one entrant in one work.
///
/// @param values one a run, in the order of the runs
/// @param trouble why there are no more of them: the first failure
public record Figure(String entrant, List<Double> values, Optional<String> trouble) {
    public Figure {
        values = List.copyOf(values);
    }

    public boolean isMeasured() {
        return !values.isEmpty();
    }

    /// Of an even number the mean of the two in the middle.
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
