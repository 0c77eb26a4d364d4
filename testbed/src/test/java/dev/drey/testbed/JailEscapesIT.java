package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.testbed.faults.WeakJail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The adversarial table over the jail: nothing gets out; and over jails with a hole: it is found.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JailEscapesIT {
    private static final long RACE_MILLIS = 80;

    private static List<AllowedPath> allowed(Escapes.Limits limits) {
        List<AllowedPath> allowed = new ArrayList<>();
        for (Path path : limits.writable()) allowed.add(AllowedPath.writable(path));
        allowed.add(AllowedPath.readOnly(limits.readOnly()));
        return allowed;
    }

    private static FileTree jail(Escapes.Limits limits) throws Failed {
        return JailTree.open(allowed(limits), limits.forbidden());
    }

    private static FileTree weaker(Escapes.Limits limits) throws Failed {
        return JailTree.openByRealPaths(allowed(limits), limits.forbidden());
    }

    private static Escapes.Opener with(WeakJail.Hole hole) {
        return limits -> new WeakJail(hole, limits.writable());
    }

    private static List<String> raced(Escapes.Opener opener, long millis) throws IOException, InterruptedException {
        List<String> escaped = new ArrayList<>();
        for (SwapRaces.Row row : SwapRaces.rows()) {
            Optional<String> what = row.escape(opener, millis);
            what.ifPresent(how -> escaped.add(row.name() + ": " + how));
        }
        return escaped;
    }

    /// One race that is lost is enough; the rest of them would lose minutes.
    private static boolean isFoundOut(Escapes.Opener opener) throws IOException, InterruptedException {
        for (SwapRaces.Row row : SwapRaces.rows()) {
            if (row.escape(opener, RACE_MILLIS).isPresent()) return true;
        }
        return false;
    }

    private static List<Escapes.Row> rows(String... some) {
        List<String> names = List.of(some);
        return Escapes.rows().stream().filter(row -> names.contains(row.name())).toList();
    }

    @Test
    void theTableIsLarge() {
        assertThat(Escapes.rows()).hasSizeGreaterThan(1000);
        assertThat(SwapRaces.rows()).hasSizeGreaterThan(40);
    }

    @Test
    void nothingLeadsOutOfTheJail() throws Exception {
        assertThat(Escapes.of(JailEscapesIT::jail, Escapes.rows())).isEmpty();
    }

    @Test
    void nothingLeadsOutOfTheJailByRealPaths() throws Exception {
        assertThat(Escapes.of(JailEscapesIT::weaker, Escapes.rows())).isEmpty();
    }

    @Test
    void noSwapLeadsOutOfTheJail() throws Exception {
        assertThat(raced(JailEscapesIT::jail, RACE_MILLIS)).isEmpty();
    }

    @Test
    void aJailThatFollowsLinksIsFoundOut() throws Exception {
        List<Escapes.Row> rows = rows(
                "stat file-abs",
                "read file-rel",
                "read chain",
                "list dir-abs",
                "write dir-abs/secret",
                "create dir-abs/new",
                "remove dir-rel/secret",
                "replace content dangling",
                "change mode up/outside/secret",
                "read magicTOP/outside/secret");
        assertThat(Escapes.of(with(WeakJail.Hole.FOLLOWS_LINKS), rows)).hasSameSizeAs(rows);
        assertThat(Escapes.of(with(WeakJail.Hole.FOLLOWS_LINKS), rows("read ../outside/secret")))
                .isEmpty();
    }

    @Test
    void aJailThatComparesTextsIsFoundOut() throws Exception {
        List<Escapes.Row> rows = rows("read TOP/allowed-not/secret", "read sibling/secret", "list TOP/allowed-not");
        assertThat(Escapes.of(with(WeakJail.Hole.COMPARES_TEXTS), rows)).hasSameSizeAs(rows);
    }

    @Test
    void aJailThatChecksAndThenUsesIsFoundOut() throws Exception {
        List<Escapes.Row> still = rows("read file-abs", "read dir-abs/secret", "read ../outside/secret");
        assertThat(Escapes.of(with(WeakJail.Hole.CHECKS_THEN_USES), still)).isEmpty();
        assertThat(isFoundOut(with(WeakJail.Hole.CHECKS_THEN_USES))).isTrue();
    }
}
