package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The part of the adversarial table that needs two: while one thread works in a directory (or at a file),
/// another swaps it for a link that leads out, or for a FIFO, and back, thousands of times.
///
/// Rows end as those of [Escapes] do.
public final class SwapRaces {
    private static final List<String> IN_DIRECTORY = List.of("flip/secret", "flip/new", "flip/empty", "flip");
    private static final List<String> AT_FILE = List.of("turn", "valve");

    private SwapRaces() {}

    /// One race.
    public record Row(String name, String path, String deed) {
        /// Runs it for so long; what went wrong, empty when it held.
        public Optional<String> escape(Escapes.Opener opener, long millis) throws IOException, InterruptedException {
            return raced(opener, path, Deed.valueOf(deed), millis);
        }
    }

    /// All races: those deeds for which the swapped thing is on the way or at the end.
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            for (String path : IN_DIRECTORY) rows.add(new Row(deed.inWords() + " " + path, path, deed.name()));
            for (String path : AT_FILE) rows.add(new Row(deed.inWords() + " " + path, path, deed.name()));
        }
        return rows.stream().filter(SwapRaces::makesSense).toList();
    }

    /// Only what moves or removes neither of the swapped things themselves, and does not always fail.
    private static boolean makesSense(Row row) {
        Deed deed = Deed.valueOf(row.deed());
        return switch (deed) {
            case STAT, LSTAT, REALPATH, CHANGE_MODE, CHANGE_TIMES, CHANGE_OWNER, ROOM ->
                !row.path().endsWith("new");
            case READ, WRITE, APPEND, TRUNCATE, CHANGE_SIZE, OPEN_AND_CHANGE, CHECKSUM ->
                row.path().endsWith("secret") || AT_FILE.contains(row.path());
            case LIST, SYNC_DIRECTORY -> row.path().equals("flip") || row.path().equals("flip/empty");
            case REPLACE_CONTENT -> !row.path().endsWith("empty") && !row.path().equals("flip");
            case CREATE, MAKE_DIRECTORY, SYMLINK, HARD_LINK_TO_IT, RENAME_ONTO, REPLACE_IT ->
                row.path().endsWith("new");
            case REMOVE, RENAME_AWAY, HARD_LINK_OF_IT, CHANGE_LINK, REPLACE_BY_IT ->
                row.path().endsWith("secret");
            case REMOVE_DIRECTORY -> row.path().endsWith("empty");
            case READLINK, MOVE_ITS_DIRECTORY, MOVE_THE_DIRECTORY_ABOVE, PUT_A_DIRECTORY_THERE, PUT_A_TREE_THERE ->
                false;
        };
    }

    private static Optional<String> raced(Escapes.Opener opener, String path, Deed deed, long millis)
            throws IOException, InterruptedException {
        try (Playground ground = new Playground();
                FileTree tree = opener.open(Escapes.Limits.of(ground))) {
            Witness witness = new Witness(ground);
            OutOfBounds before = OutOfBounds.of(ground);
            Swapper swapper = Swapper.of(path, ground);
            AtomicBoolean stop = new AtomicBoolean();
            Thread swapping = Thread.ofPlatform().daemon().start(() -> swapper.runUntil(stop));
            Optional<String> broken;
            try {
                broken = Escapes.inTime(() -> work(tree, path, deed, witness, ground, millis));
            } finally {
                stop.set(true);
                swapping.join(Escapes.LIMIT_MILLIS);
            }
            return broken.isPresent() ? broken : Escapes.consequences(ground, witness, before);
        }
    }

    private static void work(FileTree tree, String path, Deed deed, Witness witness, Playground ground, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end && witness.seen().isEmpty()) {
            try {
                deed.run(tree, RemotePath.of(path), witness);
            } catch (Failed refused) {
                // Half of the attempts meet the link.
            }
            restore(ground);
        }
    }

    /// Puts back what a deed took from the directory, while it is parked: its name then never is a link.
    private static void restore(Playground ground) {
        Path parked = ground.allowed().resolve("parked-real");
        try {
            Files.deleteIfExists(ground.allowed().resolve("mine"));
            if (!Files.exists(ground.allowed().resolve("f")))
                Files.writeString(ground.allowed().resolve("f"), "x");
            if (!Files.isDirectory(parked, LinkOption.NOFOLLOW_LINKS)) return;
            Files.deleteIfExists(parked.resolve("new"));
            if (!Files.exists(parked.resolve("secret"))) Files.writeString(parked.resolve("secret"), "inside");
            if (!Files.exists(parked.resolve("empty"))) Files.createDirectory(parked.resolve("empty"));
        } catch (IOException swappedBack) {
            // It is live again: the next turn will do.
        }
    }
}
