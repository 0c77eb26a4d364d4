package dev.drey.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long somebody whose logins failed has to wait: per name and address together, and, later, per
/// address. Somebody else's failures from elsewhere keep nobody out. Safe for many threads; waits for
/// nothing itself.
///
/// The first failures are free; from then on each doubles the wait. Attempts under way count too, so that
/// many at once are no way around. What has been quiet for 15 minutes is forgotten.
final class Waits {
    private static final Duration FORGET = Duration.ofMinutes(15);
    private static final int PLACES = 10_000;

    /// What is counted together.
    ///
    /// @param free failures that cost nothing
    /// @param longest wait
    /// @param atOnce attempts under way while the failures are free; then one
    private record Rule(int free, Duration longest, int atOnce) {
        Duration wait(int failures) {
            if (failures < free) return Duration.ZERO;
            Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, 20));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    private static final Rule PAIR = new Rule(3, Duration.ofMinutes(5), 16);
    private static final Rule ADDRESS = new Rule(30, Duration.ofMinutes(1), 64);

    private static final class Count {
        int failures;
        int underWay;
        long refused;
        Instant last = Instant.MIN;
        Instant until = Instant.MIN;
    }

    /// A place among those that try, until [#failed] or [#passed].
    record Attempt(String name, String origin) {}

    private final InstantSource clock;
    private final Map<String, Count> pairs = bounded();
    private final Map<String, Count> origins = bounded();

    Waits(InstantSource clock) {
        this.clock = clock;
    }

    private static Map<String, Count> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > PLACES;
            }
        };
    }

    /// How long this attempt would have to wait; when that is zero it has begun.
    synchronized Duration begin(Attempt attempt) {
        Instant now = clock.instant();
        Count origin = count(origins, attempt.origin(), now);
        Duration far = left(ADDRESS, origin, now);
        // Who is refused anyway shall not fill the other table with names.
        if (!far.isZero() && !pairs.containsKey(key(attempt))) return far;
        Count pair = count(pairs, key(attempt), now);
        Duration wait = longer(left(PAIR, pair, now), far);
        if (wait.isZero()) {
            pair.underWay++;
            origin.underWay++;
        } else {
            pair.refused++;
        }
        return wait;
    }

    /// Ends an attempt that was wrong.
    ///
    /// @return how many were refused unseen since the last one
    synchronized long failed(Attempt attempt) {
        Instant now = clock.instant();
        Count pair = count(pairs, key(attempt), now);
        failed(PAIR, pair, now);
        failed(ADDRESS, count(origins, attempt.origin(), now), now);
        long refused = pair.refused;
        pair.refused = 0;
        return refused;
    }

    private static void failed(Rule rule, Count count, Instant now) {
        count.underWay = Math.max(0, count.underWay - 1);
        count.failures++;
        count.last = now;
        count.until = now.plus(rule.wait(count.failures));
    }

    /// Ends an attempt that was right, or that could not be judged: `right` forgets the pair's failures.
    synchronized void passed(Attempt attempt, boolean right) {
        Instant now = clock.instant();
        Count pair = count(pairs, key(attempt), now);
        pair.underWay = Math.max(0, pair.underWay - 1);
        if (right) {
            pair.failures = 0;
            pair.until = Instant.MIN;
        }
        Count origin = count(origins, attempt.origin(), now);
        origin.underWay = Math.max(0, origin.underWay - 1);
    }

    private static Duration left(Rule rule, Count count, Instant now) {
        if (now.isBefore(count.until)) return Duration.between(now, count.until);
        int places = count.failures < rule.free() ? rule.atOnce() : 1;
        return count.underWay < places ? Duration.ZERO : Duration.ofSeconds(1);
    }

    private static Count count(Map<String, Count> counts, String key, Instant now) {
        Count count = counts.computeIfAbsent(key, _ -> new Count());
        if (count.last.plus(FORGET).isBefore(now)) {
            count.failures = 0;
            count.until = Instant.MIN;
        }
        return count;
    }

    /// No name is longer; what is made up takes no more room than that.
    static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64);
    }

    private static String key(Attempt attempt) {
        return attempt.name() + '\n' + attempt.origin();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
