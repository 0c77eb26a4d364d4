package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/// Everything that can be done to one path of a tree, for good or ill. `mine` and `f` lie in the caller's own
/// directory.
enum Deed {
    STAT((tree, path, witness) -> witness.attributes(tree.stat(path))),
    LSTAT((tree, path, witness) -> witness.attributes(tree.lstat(path))),
    REALPATH((tree, path, witness) -> witness.path(tree.realpath(path))),
    LIST((tree, path, witness) -> witness.entries(tree.entries(path))),
    READLINK((tree, path, witness) -> tree.readlink(path)),
    READ((tree, path, witness) -> witness.bytes(Whole.read(tree, path))),
    WRITE((tree, path, witness) -> write(tree, path, OpenOptions.WRITE)),
    REPLACE_CONTENT((tree, path, witness) -> write(tree, path, OpenOptions.replace(0600))),
    APPEND((tree, path, witness) -> write(tree, path, OpenOptions.WRITE.appending())),
    TRUNCATE((tree, path, witness) -> write(tree, path, truncating())),
    CREATE((tree, path, witness) -> write(tree, path, OpenOptions.createNew(0600))),
    OPEN_AND_CHANGE(Deed::openAndChange),
    MAKE_DIRECTORY((tree, path, witness) -> tree.makeDirectory(path, Changes.ofPermissions(0700))),
    REMOVE_DIRECTORY((tree, path, witness) -> tree.removeDirectory(path)),
    REMOVE((tree, path, witness) -> tree.remove(path)),
    RENAME_AWAY((tree, path, witness) -> tree.rename(path, RemotePath.of("mine"))),
    RENAME_ONTO((tree, path, witness) -> tree.rename(RemotePath.of("f"), path)),
    REPLACE_BY_IT(
            (tree, path, witness) -> power(tree, Replace.class, replace -> replace.replace(path, RemotePath.of("f")))),
    REPLACE_IT(
            (tree, path, witness) -> power(tree, Replace.class, replace -> replace.replace(RemotePath.of("f"), path))),
    CHANGE_MODE((tree, path, witness) -> tree.setAttributes(path, Changes.ofPermissions(0666))),
    CHANGE_OWNER((tree, path, witness) -> tree.setAttributes(path, Changes.ofOwner(12345, 12345))),
    CHANGE_TIMES((tree, path, witness) -> tree.setAttributes(path, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH))),
    CHANGE_SIZE((tree, path, witness) -> tree.setAttributes(path, Changes.ofSize(3))),
    CHANGE_LINK((tree, path, witness) -> power(
            tree,
            LinkAttributes.class,
            links -> links.setLinkAttributes(path, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH)))),
    SYMLINK((tree, path, witness) -> tree.symlink(path, RemotePath.of("f"))),
    HARD_LINK_OF_IT((tree, path, witness) ->
            power(tree, HardLinks.class, links -> links.hardLink(path, RemotePath.of("mine")))),
    HARD_LINK_TO_IT(
            (tree, path, witness) -> power(tree, HardLinks.class, links -> links.hardLink(RemotePath.of("f"), path))),
    CHECKSUM(Deed::checksum),
    ROOM((tree, path, witness) -> power(tree, Space.class, space -> space.room(path))),
    SYNC_DIRECTORY((tree, path, witness) -> power(tree, SyncDirectory.class, sync -> sync.syncDirectory(path))),
    MOVE_ITS_DIRECTORY((tree, path, witness) -> moveAbove(tree, path, 1, witness)),
    MOVE_THE_DIRECTORY_ABOVE((tree, path, witness) -> moveAbove(tree, path, 2, witness)),
    PUT_A_DIRECTORY_THERE((tree, path, witness) -> putAbove(tree, path, 1)),
    PUT_A_TREE_THERE((tree, path, witness) -> putAbove(tree, path, 2));

    private static final RemotePath MADE = RemotePath.of("made");

    // Every one of them is a lambda that captures nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Act act;

    Deed(Act act) {
        this.act = act;
    }

    private interface Act {
        void run(FileTree tree, RemotePath path, Witness witness) throws Failed;
    }

    private interface Use<P extends Power> {
        void of(P power) throws Failed;
    }

    /// A refusal is what should come; whoever asks looks at the consequences.
    void run(FileTree tree, RemotePath path, Witness witness) throws Failed {
        act.run(tree, path, witness);
    }

    String inWords() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static OpenOptions truncating() {
        return new OpenOptions(false, true, false, false, false, true, java.util.OptionalInt.empty());
    }

    /// Whether it changes nothing, wherever it leads.
    boolean onlyLooks() {
        return switch (this) {
            case STAT, LSTAT, REALPATH, LIST, READLINK, READ, CHECKSUM, ROOM, SYNC_DIRECTORY -> true;
            case WRITE,
                    REPLACE_CONTENT,
                    APPEND,
                    TRUNCATE,
                    CREATE,
                    OPEN_AND_CHANGE,
                    MAKE_DIRECTORY,
                    REMOVE_DIRECTORY,
                    REMOVE,
                    RENAME_AWAY,
                    RENAME_ONTO,
                    REPLACE_BY_IT,
                    REPLACE_IT,
                    CHANGE_MODE,
                    CHANGE_OWNER,
                    CHANGE_TIMES,
                    CHANGE_SIZE,
                    CHANGE_LINK,
                    SYMLINK,
                    HARD_LINK_OF_IT,
                    HARD_LINK_TO_IT,
                    MOVE_ITS_DIRECTORY,
                    MOVE_THE_DIRECTORY_ABOVE,
                    PUT_A_DIRECTORY_THERE,
                    PUT_A_TREE_THERE -> false;
        };
    }

    /// Whether it moves the directories that a path leads through.
    boolean movesWhatIsAbove() {
        return switch (this) {
            case MOVE_ITS_DIRECTORY, MOVE_THE_DIRECTORY_ABOVE, PUT_A_DIRECTORY_THERE, PUT_A_TREE_THERE -> true;
            default -> false;
        };
    }

    /// Gives a directory above another name, and reads and writes what is below it by that.
    private static void moveAbove(FileTree tree, RemotePath path, int levels, Witness witness) throws Failed {
        Above above = Above.of(path, levels);
        tree.rename(above.directory(), MADE);
        RemotePath now = above.below(MADE);
        witness.bytes(Whole.read(tree, now));
        write(tree, now, OpenOptions.replace(0600));
    }

    /// Prepares a directory that holds what the path ends with, and puts it where the directory above is, or
    /// would be, by every way that there is.
    private static void putAbove(FileTree tree, RemotePath path, int levels) throws Failed {
        Above above = Above.of(path, levels);
        RemotePath file = above.below(MADE);
        for (int i = levels; i > 0; i--) tree.makeDirectory(Above.of(file, i).directory(), Changes.ofPermissions(0700));
        write(tree, file, OpenOptions.createNew(0600));
        RemotePath there = above.directory();
        for (Step step : List.<Step>of(
                () -> tree.rename(there, RemotePath.of("away")),
                () -> tree.rename(MADE, there),
                () -> tree.symlink(there, MADE),
                () -> tree.symlink(RemotePath.of("mine"), MADE),
                () -> tree.rename(RemotePath.of("mine"), there),
                () -> power(tree, HardLinks.class, links -> links.hardLink(RemotePath.of("mine"), there)),
                () -> power(tree, Replace.class, replace -> replace.replace(RemotePath.of("mine"), there)),
                () -> tree.makeDirectory(there, Changes.ofPermissions(0700)),
                () -> power(tree, Replace.class, replace -> replace.replace(MADE, there)),
                () -> tree.removeDirectory(there),
                () -> tree.symlink(there, MADE))) {
            try {
                step.run();
            } catch (Failed refused) {
                // The next way may be open.
            }
        }
    }

    private interface Step {
        void run() throws Failed;
    }

    /// A directory so many levels above a path, and the names that lead from it to there.
    private record Above(RemotePath directory, List<Name> rest) {
        static Above of(RemotePath path, int levels) {
            RemotePath directory = path;
            for (int i = 0; i < levels; i++) directory = directory.parent();
            List<Name> names = path.names();
            return new Above(directory, names.subList(names.size() - levels, names.size()));
        }

        RemotePath below(RemotePath other) {
            RemotePath path = other;
            for (Name name : rest) path = path.resolve(name);
            return path;
        }
    }

    private static void write(FileTree tree, RemotePath path, OpenOptions options) throws Failed {
        try (OpenFile file = tree.open(path, options)) {
            file.write(0, ByteBuffer.wrap("defaced".getBytes(UTF_8))).await();
        }
    }

    private static void openAndChange(FileTree tree, RemotePath path, Witness witness) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.READ)) {
            witness.attributes(file.attributes().await());
            file.setAttributes(Changes.ofPermissions(0666)).await();
        }
    }

    private static void checksum(FileTree tree, RemotePath path, Witness witness) throws Failed {
        power(tree, Checksums.class, checksums -> {
            List<byte[]> hashes = checksums.checksums(path, "sha256", 0, 0, 0);
            if (List.copyOf(hashes).equals(List.of())) return;
            if (java.util.Arrays.equals(hashes.getFirst(), Escapes.canaryHash())) witness.tell("hashed it");
        });
    }

    private static <P extends Power> void power(FileTree tree, Class<P> type, Use<P> use) throws Failed {
        var power = tree.power(type);
        if (power.isPresent()) use.of(power.get());
    }
}
