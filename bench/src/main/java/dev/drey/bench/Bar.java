package dev.drey.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/// What a work is held to: goal and floor of GOALS.md, against a peer or as they stand.
///
/// @param against the peer that our figure is compared with (over 1 is better); empty for our figure itself
/// @param goal, floor the least that is wanted, or the most where `most` says so
public record Bar(String against, OptionalDouble goal, OptionalDouble floor, boolean most) {
    /// At least this many times the peer's speed.
    public static Bar speed(String peer, double goal, double floor) {
        return new Bar(peer, OptionalDouble.of(goal), OptionalDouble.of(floor), false);
    }

    /// At most this many times the peer's time.
    public static Bar time(String peer, double goal, double floor) {
        return speed(peer, 1 / goal, 1 / floor);
    }

    public static Bar goalTime(String peer, double goal) {
        return new Bar(peer, OptionalDouble.of(1 / goal), OptionalDouble.empty(), false);
    }

    public static Bar floorTime(String peer, double floor) {
        return new Bar(peer, OptionalDouble.empty(), OptionalDouble.of(1 / floor), false);
    }

    /// Our own figure, at least.
    public static Bar least(double goal, double floor) {
        return new Bar("", OptionalDouble.of(goal), OptionalDouble.of(floor), false);
    }

    /// Our own figure, at most.
    public static Bar most(double goal, double floor) {
        return new Bar("", OptionalDouble.of(goal), OptionalDouble.of(floor), true);
    }

    public static Bar goalMost(double goal) {
        return new Bar("", OptionalDouble.of(goal), OptionalDouble.empty(), true);
    }

    public boolean isOwn() {
        return against.isEmpty();
    }

    /// One line about a value: what it is, what was wanted, whether that is reached.
    public String verdict(double value) {
        StringBuilder line = new StringBuilder(number(value));
        if (!isOwn()) line.append(" × ").append(against).append("'s speed");
        goal.ifPresent(mark -> line.append(mark("goal", value, mark)));
        floor.ifPresent(mark -> line.append(mark("floor", value, mark)));
        return line.toString();
    }

    private String mark(String name, double value, double mark) {
        boolean reached = most ? value <= mark : value >= mark;
        String sign = most ? " ≤ " : " ≥ ";
        return "; " + name + sign + number(mark) + (reached ? " reached" : " MISSED");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
