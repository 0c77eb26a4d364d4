package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The adversarial table: every [Deed] to every path that tries to lead out of a jail, in a [Playground]
/// that is as new.
///
/// A row has escaped when anything out of bounds has changed, when anything of it came back, when a file of
/// it was brought in, or when the tree did not answer in time. What the tree says meanwhile is its own
/// affair, except that it must say it by a [Failed]. Races are in [SwapRaces].
public final class Escapes {
    static final long LIMIT_MILLIS = 10_000;

    /// Paths below the first allowed directory, and absolute ones with `TOP` for the directory that holds
    /// everything.
    private static final List<String> PATHS = List.of(
            "TOP/outside",
            "TOP/outside/secret",
            "TOP/outside/new",
            "TOP/allowed-not/secret",
            "TOP/allowed-not",
            "TOP/allowed/../outside/secret",
            "TOP//allowed//..//outside//./secret",
            "TOP/allowed/../allowed-not/secret",
            "TOP/new",
            "TOP",
            "/",
            "..",
            "../outside/secret",
            "../outside/new",
            "sub/../../outside/secret",
            "sub/../../outside",
            "../../../../../../../../../../../..TOP/outside/secret",
            "file-abs",
            "file-rel",
            "chain",
            "dir-abs",
            "dir-abs/",
            "dir-abs/secret",
            "dir-abs/new",
            "dir-abs/empty",
            "dir-rel/secret",
            "dir-rel/.",
            "to-deep/../secret",
            "to-deep/inner",
            "rootTOP/outside/secret",
            "root",
            "magicTOP/outside/secret",
            "magic",
            "magic/.",
            "up/outside/secret",
            "up/outside",
            "sub/up-up/outside/secret",
            "sibling/secret",
            "dangling",
            "dangling-rel",
            "dangling-dir",
            "TOP/second/out/secret",
            "to-second/out/secret",
            "to-second/../outside/secret",
            "to-second-rel/../outside/new",
            "agent.yaml",
            "hard",
            "soft",
            "sub/../agent.yaml",
            "to-self/../agent.yaml",
            "sub/.ssh",
            "sub/.ssh/id",
            "to-self/.ssh/id",
            "sub/.ssh/new",
            ".config/drey/agent.key",
            "to-config/drey/agent.key",
            "sub/../.config/drey/../drey/agent.key",
            ".state/drey/agent.db",
            ".config",
            ".config/drey",
            ".state",
            "TOP/shown",
            "TOP/shown/r",
            "TOP/shown/new",
            "up/shown/r");

    /// Those that lead to the top of the machine's own disk; what lies below it is reached by others.
    private static final List<String> OF_THE_MACHINE = List.of("/", "root", "magic", "magic/.");

    /// Those of forbidden files that lie deeper, for the deeds that move what lies above.
    private static final List<String> DEEP =
            List.of(".config/drey/agent.key", "to-config/drey/agent.key", ".state/drey/agent.db");

    /// What leads to them: with what mode and owner is its owner's affair.
    private static final List<String> WAYS = List.of(".config", ".config/drey", ".state");

    private Escapes() {}

    /// How a tree is opened over a playground.
    public interface Opener {
        /// @param limits the directories to allow, and what to forbid in them
        FileTree open(Limits limits) throws Failed;
    }

    /// What a jail is told.
    ///
    /// @param writable allowed directories; relative paths start at the first
    /// @param readOnly another one
    /// @param forbidden nobody may reach it; nor any `.ssh`
    public record Limits(
            List<java.nio.file.Path> writable, java.nio.file.Path readOnly, List<java.nio.file.Path> forbidden) {
        static Limits of(Playground ground) {
            return new Limits(
                    List.of(ground.allowed(), ground.second()),
                    ground.shown(),
                    List.of(ground.config(), ground.key(), ground.state()));
        }
    }

    /// One line of the table.
    public record Row(RemotePathIn path, String deed) {
        public String name() {
            return Deed.valueOf(deed).inWords() + " " + path.pattern();
        }
    }

    /// A path that is complete once the playground has a place.
    public record RemotePathIn(String pattern) {
        RemotePath in(Playground ground) {
            return RemotePath.of(pattern.replace("TOP", ground.top().toString()));
        }
    }

    /// Whether a path leads to a forbidden file, and is none itself.
    static boolean isWay(RemotePathIn path) {
        return WAYS.contains(path.pattern());
    }

    /// All rows.
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String path : PATHS) {
            for (Deed deed : Deed.values()) {
                // Where a tree that is broken one day, run as root, would spoil the machine that runs this.
                if (OF_THE_MACHINE.contains(path) && !deed.onlyLooks()) continue;
                if (deed.movesWhatIsAbove() && !DEEP.contains(path)) continue;
                if (deed == Deed.CHANGE_MODE && WAYS.contains(path)) continue;
                rows.add(new Row(new RemotePathIn(path), deed.name()));
            }
        }
        return List.copyOf(rows);
    }

    /// The rows that escaped, each with what happened; empty for a jail that holds.
    public static List<String> of(Opener opener, List<Row> rows) throws IOException, InterruptedException {
        List<String> escaped = new ArrayList<>();
        List<Row> left = rows;
        while (!left.isEmpty()) {
            try (Playground ground = new Playground();
                    FileTree tree = opener.open(Limits.of(ground))) {
                left = left.subList(untilChanged(ground, tree, left, escaped), left.size());
            }
        }
        return escaped;
    }

    /// Tries rows in one playground until one has changed anything, be it in bounds; how many it tried.
    private static int untilChanged(Playground ground, FileTree tree, List<Row> rows, List<String> escaped)
            throws IOException, InterruptedException {
        OutOfBounds before = OutOfBounds.of(ground);
        OutOfBounds within = OutOfBounds.inBounds(ground);
        int tried = 0;
        for (Row row : rows) {
            Witness witness = new Witness(ground);
            Deed deed = Deed.valueOf(row.deed());
            RemotePath path = row.path().in(ground);
            Optional<String> broken = inTime(() -> deed.run(tree, path, witness));
            Optional<String> what = broken.isPresent() ? broken : consequences(ground, witness, before);
            what.ifPresent(how -> escaped.add(row.name() + ": " + how));
            tried++;
            if (what.isPresent() || !within.equals(OutOfBounds.inBounds(ground))) break;
        }
        return tried;
    }

    static Optional<String> consequences(Playground ground, Witness witness, OutOfBounds before) throws IOException {
        Optional<String> change = before.changeTo(OutOfBounds.of(ground));
        if (change.isPresent()) return change;
        return witness.seen().isPresent() ? witness.seen() : OutOfBounds.broughtIn(ground);
    }

    /// Something that may be refused.
    interface Attempt {
        void run() throws Failed;
    }

    /// What is wrong about the way an attempt ended: it did not, or not by a refusal.
    static Optional<String> inTime(Attempt attempt) throws InterruptedException {
        AtomicReference<Optional<String>> ended = new AtomicReference<>(Optional.empty());
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                attempt.run();
            } catch (Failed refused) {
                // As it should be; the consequences are looked at in any case.
            } catch (RuntimeException | Error broken) {
                ended.set(Optional.of("threw " + broken));
            }
        });
        thread.join(LIMIT_MILLIS);
        return thread.isAlive() ? Optional.of("did not answer in time") : ended.get();
    }

    static byte[] canaryHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Playground.CANARY.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
