package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What interrupted transfers leave: side files where they wrote, and journals on this machine.
public final class LeftOvers {
    /// A side file that nobody has written to for so long is not taken up any more.
    public static final Duration SIDE_FILE_AGE = Duration.ofDays(7);

    /// The same of a journal.
    public static final Duration JOURNAL_AGE = Duration.ofDays(30);

    private LeftOvers() {}

    /// A journal of a file or a tree.
    ///
    /// @param old whether cleaning removes it
    public record Kept(Path file, String what, long bytes, Instant modified, boolean old) {}

    /// Whether a name is one that our side files have.
    public static boolean isSideFile(Name name) {
        return SideName.isOurs(name);
    }

    /// The journals in a state directory, in order of their names.
    public static List<Kept> journals(Path state, Instant now) throws Failed {
        List<Kept> kept = new ArrayList<>();
        if (!Files.isDirectory(state)) return kept;
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                boolean one = name.endsWith(".journal");
                if (!one && !name.endsWith(".tree")) continue;
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                Instant modified = attributes.lastModifiedTime().toInstant();
                boolean old = modified.isBefore(now.minus(JOURNAL_AGE));
                kept.add(new Kept(file, one ? "journal" : "tree journal", attributes.size(), modified, old));
            }
        } catch (IOException trouble) {
            throw StateTrouble.of(state, trouble);
        }
        return List.copyOf(kept);
    }

    /// Removes the old ones among the journals.
    ///
    /// @return how many
    public static int clean(Path state, Instant now) throws Failed {
        int removed = 0;
        for (Kept kept : journals(state, now)) {
            if (!kept.old()) continue;
            try {
                if (Files.deleteIfExists(kept.file())) removed++;
            } catch (IOException trouble) {
                throw StateTrouble.of(kept.file(), trouble);
            }
        }
        return removed;
    }
}
