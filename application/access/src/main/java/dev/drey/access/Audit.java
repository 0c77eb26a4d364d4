package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The port: where lines of what was done are kept. [#note] waits half a second at most, and
/// only when so much is on its way already that lines would be lost; the rest blocks. Safe
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
    /// @param page which of those
    record Query(
            Optional<String> user,
            Optional<String> target,
            Optional<RemotePath> path,
            Optional<Instant> since,
            Page page) {
        /// @param limit the newest so many
        public Query(
                Optional<String> user,
                Optional<String> target,
                Optional<RemotePath> path,
                Optional<Instant> since,
                int limit) {
            this(user, target, path, since, new Page(Optional.empty(), 0, limit));
        }

        /// The newest lines, whoever did what.
        public static Query newest(int limit) {
            return new Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }

        public Query withPage(Page other) {
            return new Query(user, target, path, since, other);
        }

        /// Whether a line is among them, but for the limit. A rename is of both its paths.
        public boolean wants(Audited line) {
            return (user.isEmpty() || user.get().equals(line.user()))
                    && (target.isEmpty() || target.get().equals(line.target()))
                    && (path.isEmpty() || isWithin(line.path(), path.get()) || isWithin(line.to(), path.get()))
                    && (since.isEmpty() || !line.at().isBefore(since.get()))
                    && (page.until().isEmpty()
                            || !line.at().isAfter(page.until().get()));
        }

        private static boolean isWithin(Optional<RemotePath> one, RemotePath ancestor) {
            return one.isPresent() && one.get().isWithin(ancestor);
        }
    }

    /// A part of what is wanted. To read on, the moment of the newest line that was read keeps newer ones from moving
    /// the pages.
    ///
    /// @param until nothing later than this
    /// @param skip how many of the newest are left out
    /// @param limit 1 to [#MOST]: the newest so many of the rest
    record Page(Optional<Instant> until, int skip, int limit) {
        /// How many lines can be asked for in all.
        public static final int MOST = 100_000;

        public Page {
            if (limit < 1 || limit > MOST) throw new IllegalArgumentException("1 to 100,000 lines can be asked for");
            if (skip < 0 || skip > MOST) throw new IllegalArgumentException("0 to 100,000 lines can be left out");
        }
    }

    void note(Audited line);

    List<Audited> find(Query query) throws Failed;

    /// Forgets what is older than `age`, and the oldest of what is more than `lines`.
    ///
    /// @return how many went
    long prune(Duration age, long lines) throws Failed;
}
