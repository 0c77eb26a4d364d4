package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The port: where lines of what was done are kept. [#note] never waits for a disk; the rest blocks. Safe
/// for many threads.
public interface Audit {
    /// Keeps nothing, for programs that are nobody's hub.
    Audit NONE = new Audit() {
        @Override
        public void note(Audited line) {}

        @Override
        public List<Audited> find(Query query) {
            return List.of();
        }

        @Override
        public long prune(Duration age, long lines) {
            return 0;
        }
    };

    /// Which lines are wanted, the newest last.
    ///
    /// @param path this path and what lies below
    /// @param limit 1 to 100,000: the newest so many
    record Query(
            Optional<String> user,
            Optional<String> target,
            Optional<RemotePath> path,
            Optional<Instant> since,
            int limit) {
        public Query {
            if (limit < 1 || limit > 100_000) throw new IllegalArgumentException("1 to 100,000 lines can be asked for");
        }

        /// The newest lines, whoever did what.
        public static Query newest(int limit) {
            return new Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }

        /// Whether a line is among them, but for the limit. A rename is of both its paths.
        public boolean wants(Audited line) {
            return (user.isEmpty() || user.get().equals(line.user()))
                    && (target.isEmpty() || target.get().equals(line.target()))
                    && (path.isEmpty() || isWithin(line.path(), path.get()) || isWithin(line.to(), path.get()))
                    && (since.isEmpty() || !line.at().isBefore(since.get()));
        }

        private static boolean isWithin(Optional<RemotePath> one, RemotePath ancestor) {
            return one.isPresent() && one.get().isWithin(ancestor);
        }
    }

    void note(Audited line);

    List<Audited> find(Query query) throws Failed;

    /// Forgets what is older than `age`, and the oldest of what is more than `lines`.
    ///
    /// @return how many went
    long prune(Duration age, long lines) throws Failed;
}
