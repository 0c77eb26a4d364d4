package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Locale;
import java.util.Optional;

/// Says a failure as the contract wants it: `put /srv/x: No space left on device; 41.0 MiB are kept in
/// .x.1f2e3d4c.drey-part`.
final class Telling {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int STEP = 1024;
    private static final String NO_SPACE = "No space left on device";
    private static final String ROOM = "room";

    private Telling() {}

    static Failed of(Job job, Failed failed, Course course) {
        Failure failure = failed.failure();
        String what = what(job);
        StringBuilder message = new StringBuilder(what).append(": ").append(reason(job, failure, course));
        if (course.safe() > 0 && course.side().isPresent()) {
            message.append("; ")
                    .append(size(course.safe()))
                    .append(" are kept in ")
                    .append(course.side().get().name().display());
        }
        Failure told = failure.withMessage(message.toString()).with("safeBytes", String.valueOf(course.safe()));
        if (course.side().isPresent()) {
            told = told.with("sideFile", course.side().get().display());
        }
        if (told.path().isEmpty()) told = told.withPath(subject(job).path());
        return new Failed(told, failed);
    }

    /// `put /srv/x`, `get /srv/x`, `copy /a -> web:/b`.
    static String what(Job job) {
        String path = subject(job).path().display();
        if (job.from().local() == job.to().local()) {
            return "copy " + job.from().display() + " -> " + job.to().display();
        }
        return (job.to().local() ? "get " : "put ") + path;
    }

    /// The end that a person would name: the remote one.
    private static End subject(Job job) {
        return job.to().local() && !job.from().local() ? job.from() : job.to();
    }

    private static String reason(Job job, Failure failure, Course course) {
        Optional<RemotePath> path = failure.path();
        boolean plain = path.isEmpty() || path.get().equals(subject(job).path()) || path.equals(course.side());
        return plain ? words(failure) : failure.message();
    }

    private static String words(Failure failure) {
        return switch (failure.code()) {
            case NO_SPACE -> NO_SPACE + failure.detail().getOrDefault(ROOM, "");
            case QUOTA_EXCEEDED -> "Disk quota exceeded";
            case PERMISSION_DENIED -> "Permission denied";
            case READ_ONLY -> "Read-only file system";
            case IS_A_DIRECTORY -> "Is a directory";
            default -> failure.message();
        };
    }

    /// Told before the first byte is sent, from what the file system says of itself.
    static Failure noSpace(End end, long free, long needed) {
        String room = " (" + size(free) + " are free, " + size(needed) + " are needed)";
        return Failure.of(Failure.Code.NO_SPACE, end.path(), end.display() + ": " + NO_SPACE + room)
                .with(ROOM, room);
    }

    /// `41.0 MiB`, `17 bytes`.
    static String size(long bytes) {
        if (bytes < STEP) return bytes == 1 ? "1 byte" : bytes + " bytes";
        double value = bytes;
        int unit = -1;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
