package dev.drey.transfer;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds and removes what interrupted transfers left: listed first, removed only when it is old enough.
final class Leftovers {
    private static final List<String> RECORDS = List.of(".journal", ".tree", ".running", ".new");

    private Leftovers() {}

    /// The records in the state directory, newest first. Notes of a replacement that broke half-way are none: they
    /// are needed to put an old file back.
    static List<Leftover.Note> records(Path state) throws Failed {
        List<Leftover.Note> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (RECORDS.stream().noneMatch(name::endsWith)) continue;
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                Optional<Journal.Entry> entry = name.endsWith(".journal") ? Journal.read(file) : Optional.empty();
                all.add(new Leftover.Note(
                        file,
                        entry.map(Journal.Entry::from).orElse(""),
                        entry.map(Journal.Entry::to).orElse(""),
                        entry.map(Journal.Entry::acknowledged).orElse(0L),
                        modified));
            }
        } catch (IOException trouble) {
            throw StateTrouble.of(state, trouble);
        }
        all.sort((a, b) -> b.modified().compareTo(a.modified()));
        return List.copyOf(all);
    }

    /// The side files of one directory.
    static List<Leftover.SideFile> sideFiles(FileTree tree, RemotePath directory) throws Failed {
        List<Leftover.SideFile> all = new ArrayList<>();
        for (Entry entry : tree.entries(directory)) {
            boolean ours = SideName.isPart(entry.name())
                    && (entry.attributes().type() == FileType.FILE
                            || entry.attributes().type() == FileType.UNKNOWN);
            if (!ours || entry.attributes().modified().isEmpty()) continue;
            all.add(new Leftover.SideFile(
                    directory.resolve(entry.name()),
                    entry.attributes().sizeOrZero(),
                    entry.attributes().modified().get()));
        }
        return List.copyOf(all);
    }

    /// Removes those that are old enough.
    ///
    /// @return the removed ones
    static List<Leftover> clean(FileTree tree, List<? extends Leftover> found, Instant now) throws Failed {
        List<Leftover> removed = new ArrayList<>();
        for (Leftover one : found) {
            if (!one.isOld(now)) continue;
            switch (one) {
                case Leftover.SideFile side -> tree.remove(side.path());
                case Leftover.Note record -> delete(record.file());
            }
            removed.add(one);
        }
        return List.copyOf(removed);
    }

    private static void delete(Path file) throws Failed {
        try {
            Files.deleteIfExists(file);
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }
}
