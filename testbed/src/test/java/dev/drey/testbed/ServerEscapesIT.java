package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.sftp.client.SftpClient;
import dev.drey.testbed.faults.WeakJail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The adversarial table through our SFTP server over the jail: by our client, which makes a request of each [Deed],
/// and
/// by bare packets for the requests that it never makes ([ServerDeed]). A jail with a hole is found that way, too.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerEscapesIT {
    private static final long RACE_MILLIS = 60;

    private static FileTree jail(Escapes.Limits limits) throws Failed {
        List<AllowedPath> allowed = new ArrayList<>();
        for (Path path : limits.writable()) allowed.add(AllowedPath.writable(path));
        allowed.add(AllowedPath.readOnly(limits.readOnly()));
        return JailTree.open(allowed, limits.forbidden());
    }

    private static FileTree served(Escapes.Limits limits) throws Failed {
        return through(jail(limits));
    }

    /// Our client of our server over a tree; closing ends all three.
    private static FileTree through(FileTree tree) throws Failed {
        OwnServer server = OwnServer.of(tree);
        return new Nested(SftpClient.over(server), () -> {
            server.close();
            tree.close();
        });
    }

    private static Escapes.Opener with(WeakJail.Hole hole) {
        return limits -> through(new WeakJail(hole, limits.writable()));
    }

    private static List<Escapes.Row> rows(String... some) {
        List<String> names = List.of(some);
        return Escapes.rows().stream().filter(row -> names.contains(row.name())).toList();
    }

    @Test
    void nothingLeadsOutThroughTheServer() throws Exception {
        assertThat(Escapes.of(ServerEscapesIT::served, Escapes.rows())).isEmpty();
    }

    @Test
    void noSwapLeadsOutThroughTheServer() throws Exception {
        List<String> escaped = new ArrayList<>();
        for (SwapRaces.Row row : SwapRaces.rows()) {
            Optional<String> what = row.escape(ServerEscapesIT::served, RACE_MILLIS);
            what.ifPresent(how -> escaped.add(row.name() + ": " + how));
        }
        assertThat(escaped).isEmpty();
    }

    /// Each request of [ServerDeed] with each path of the table; those that change something not with the machine's own
    /// files, which a jail that has a hole one day would let it spoil.
    @Test
    void noBareRequestLeadsOut() throws Exception {
        List<Escapes.RemotePathIn> paths =
                Escapes.rows().stream().map(Escapes.Row::path).distinct().toList();
        List<Escapes.RemotePathIn> own =
                paths.stream().filter(path -> !isOfTheMachine(path)).toList();
        assertThat(own).hasSize(paths.size() - 4);
        assertThat(bare(ServerEscapesIT::jail, paths, own)).isEmpty();
    }

    /// Those that lead, where nobody holds them back, out of the folder that everything here lies in.
    private static boolean isOfTheMachine(Escapes.RemotePathIn path) {
        return List.of("/", "root", "magic", "magic/.").contains(path.pattern());
    }

    private static List<String> bare(
            Escapes.Opener opener, List<Escapes.RemotePathIn> looking, List<Escapes.RemotePathIn> changing)
            throws Exception {
        List<String> escaped = new ArrayList<>();
        for (ServerDeed deed : ServerDeed.values()) {
            List<Escapes.RemotePathIn> paths = deed.onlyLooks()
                    ? looking
                    : changing.stream()
                            .filter(path -> deed != ServerDeed.SETSTAT || !Escapes.isWay(path))
                            .toList();
            for (int i = 0; i < paths.size(); ) i = untilChanged(opener, deed, paths, i, escaped);
        }
        return escaped;
    }

    /// From one path on until something has changed; which is the next.
    private static int untilChanged(
            Escapes.Opener opener, ServerDeed deed, List<Escapes.RemotePathIn> paths, int from, List<String> escaped)
            throws Exception {
        try (Playground ground = new Playground();
                FileTree jail = opener.open(Escapes.Limits.of(ground));
                OwnServer server = OwnServer.of(jail);
                SftpTalk talk = new SftpTalk(server.openSftp()).greeted()) {
            OutOfBounds before = OutOfBounds.of(ground);
            OutOfBounds within = OutOfBounds.inBounds(ground);
            int next = from;
            boolean unchanged = true;
            while (unchanged && next < paths.size()) {
                RemotePath path = paths.get(next).in(ground);
                Witness witness = new Witness(ground);
                deed.run(talk, path, witness);
                Optional<String> how = Escapes.consequences(ground, witness, before);
                if (how.isPresent()) escaped.add(deed + " " + paths.get(next).pattern() + ": " + how.get());
                unchanged = how.isEmpty() && within.equals(OutOfBounds.inBounds(ground));
                next++;
            }
            return next;
        }
    }

    @Test
    void aJailThatFollowsLinksIsFoundOutThroughTheServer() throws Exception {
        List<Escapes.Row> rows = rows(
                "stat file-abs",
                "read file-rel",
                "list dir-abs",
                "write dir-abs/secret",
                "create dir-abs/new",
                "remove dir-rel/secret",
                "change mode up/outside/secret");
        assertThat(Escapes.of(with(WeakJail.Hole.FOLLOWS_LINKS), rows)).hasSameSizeAs(rows);
    }

    @Test
    void aJailThatComparesTextsIsFoundOutThroughTheServer() throws Exception {
        List<Escapes.Row> rows = rows("read TOP/allowed-not/secret", "read sibling/secret", "list TOP/allowed-not");
        assertThat(Escapes.of(with(WeakJail.Hole.COMPARES_TEXTS), rows)).hasSameSizeAs(rows);
    }

    /// Over no jail at all, and with paths that lead no further than to the canaries, every request that can lead out
    /// is
    /// seen to do so.
    @Test
    void everyBareRequestIsSeenToLeadOutWithoutAJail() throws Exception {
        List<Escapes.RemotePathIn> near = Stream.of(
                        "file-abs", "dir-abs", "dir-abs/secret", "dir-abs/new", "dir-abs/empty")
                .map(Escapes.RemotePathIn::new)
                .toList();
        List<String> escaped = bare(limits -> new LocalTree(limits.writable().getFirst()), near, near);
        for (ServerDeed deed : ServerDeed.values()) {
            if (deed.canLeadOut())
                assertThat(escaped).anySatisfy(line -> assertThat(line).startsWith(deed + " "));
        }
    }
}
