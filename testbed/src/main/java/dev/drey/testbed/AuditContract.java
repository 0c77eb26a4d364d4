package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an [Audit] is, whoever keeps it; it has room for at least 1,000 lines.
public abstract class AuditContract {
    private static final Instant START = Instant.parse("2026-11-30T12:00:00.000000001Z");

    private Instant now = START;
    private Audit audit = Audit.NONE;

    /// An empty one.
    protected abstract Audit open(InstantSource clock) throws Exception;

    @BeforeEach
    final void openIt() throws Exception {
        audit = open(() -> now);
    }

    private static Audited line(int second, String user, String target, String path) {
        return line(second, user, target, Optional.of(RemotePath.of(path)), Optional.empty());
    }

    private static Audited line(
            int second, String user, String target, Optional<RemotePath> path, Optional<RemotePath> to) {
        return new Audited(
                START.plusSeconds(second),
                user,
                "token t-1",
                "10.0.0.1:4000",
                "write",
                target,
                path,
                to,
                OptionalLong.empty(),
                "ok",
                Optional.empty(),
                "");
    }

    private List<Audited> noted(Audited... lines) {
        for (Audited line : lines) audit.note(line);
        return List.of(lines);
    }

    private List<Audited> ofPath(String path) throws Exception {
        return audit.find(new Audit.Query(
                Optional.empty(), Optional.empty(), Optional.of(RemotePath.of(path)), Optional.empty(), 1000));
    }

    private List<Audited> all() throws Exception {
        return audit.find(Audit.Query.newest(100_000));
    }

    @Test
    void aLineComesBackAsItWasNoted() throws Exception {
        RemotePath odd = RemotePath.ofBytes(new byte[] {'/', (byte) 0xFF, 1, '\n', '/', '.', '.', '/', (byte) 0xC3});
        Audited full = new Audited(
                START,
                "ana",
                "key SHA256:abc",
                "[2001:db8::1]:40000",
                "rename",
                "web-1",
                Optional.of(odd),
                Optional.of(RemotePath.of("/grün 😀")),
                OptionalLong.of(Long.MAX_VALUE),
                "PERMISSION_DENIED",
                Optional.of("00ff"),
                "two\nlines, 'quotes' and \"more\"");
        Audited bare = new Audited(
                START,
                "",
                "",
                "",
                "start",
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "ok",
                Optional.empty(),
                "");
        assertThat(noted(full, bare)).isEqualTo(all());
    }

    @Test
    void theNewestAreLastAndALimitTakesTheNewest() throws Exception {
        List<Audited> lines = noted(
                line(0, "ana", "web-1", "/a"),
                line(0, "ana", "web-1", "/b"),
                line(1, "bob", "web-1", "/c"),
                line(2, "ana", "box", "/d"));
        assertThat(all()).isEqualTo(lines);
        assertThat(audit.find(Audit.Query.newest(2))).isEqualTo(lines.subList(2, 4));
    }

    @Test
    void aPageLeavesOutTheNewestUpToItsMoment() throws Exception {
        List<Audited> lines = noted(
                line(0, "ana", "web-1", "/a"),
                line(1, "ana", "web-1", "/b"),
                line(1, "ana", "web-1", "/c"),
                line(2, "bob", "box", "/d"));
        Audit.Query all = Audit.Query.newest(9);
        Optional<Instant> until = Optional.of(START.plusSeconds(1));
        assertThat(audit.find(all.withPage(new Audit.Page(until, 0, 9)))).isEqualTo(lines.subList(0, 3));
        assertThat(audit.find(all.withPage(new Audit.Page(until, 1, 9)))).isEqualTo(lines.subList(0, 2));
        assertThat(audit.find(all.withPage(new Audit.Page(until, 1, 1)))).isEqualTo(lines.subList(1, 2));
        assertThat(audit.find(all.withPage(new Audit.Page(until, 3, 1)))).isEmpty();
        assertThat(audit.find(all.withPage(new Audit.Page(Optional.empty(), 1, 2))))
                .isEqualTo(lines.subList(1, 3));
    }

    @Test
    void linesAreFoundByUserTargetAndTime() throws Exception {
        List<Audited> lines =
                noted(line(0, "ana", "web-1", "/a"), line(1, "bob", "web-1", "/a"), line(2, "ana", "box", "/a"));
        Optional<String> nobody = Optional.empty();
        assertThat(audit.find(new Audit.Query(Optional.of("ana"), nobody, Optional.empty(), Optional.empty(), 9)))
                .containsExactly(lines.get(0), lines.get(2));
        assertThat(audit.find(new Audit.Query(nobody, Optional.of("web-1"), Optional.empty(), Optional.empty(), 9)))
                .containsExactly(lines.get(0), lines.get(1));
        Optional<Instant> since = Optional.of(START.plusSeconds(1));
        assertThat(audit.find(new Audit.Query(nobody, nobody, Optional.empty(), since, 9)))
                .containsExactly(lines.get(1), lines.get(2));
        assertThat(audit.find(new Audit.Query(
                        Optional.of("ana"), Optional.of("web-1"), Optional.of(RemotePath.of("/a")), since, 9)))
                .isEmpty();
    }

    /// The path of a line, the path asked for, whether it is among what is found.
    private static final List<String> PATHS = List.of(
            "/data, /data, true",
            "/data/x, /data, true",
            "/data/x/y, /data/, true",
            "/database, /data, false",
            "/data.old, /data, false",
            "/data0, /data, false",
            "/dat, /data, false",
            "/, /data, false",
            "/data, /, true",
            "/data/../etc, /etc, true",
            "/data/../etc, /data, false",
            "/x/../data/./y, /data, true",
            "/data/x, /x/../data, true",
            "/DATA/x, /data, false",
            "/data/%, /data/x, false",
            "/data/_, /data/x, false");

    @Test
    void linesAreFoundByPathAndWhatLiesBelow() throws Exception {
        audit.note(line(0, "ana", "web-1", Optional.empty(), Optional.empty()));
        for (String row : PATHS) {
            String[] words = row.split(", ", -1);
            Audited line = line(0, row, "web-1", words[0]);
            audit.note(line);
            Audit.Query query = new Audit.Query(
                    Optional.of(row), Optional.empty(), Optional.of(RemotePath.of(words[1])), Optional.empty(), 9);
            assertThat(audit.find(query)).as(row).isEqualTo(words[2].equals("true") ? List.of(line) : List.of());
        }
    }

    @Test
    void aRenameIsFoundByBothItsPaths() throws Exception {
        Audited line = line(
                0, "ana", "web-1", Optional.of(RemotePath.of("/old/x")), Optional.of(RemotePath.of("/a/../new/x")));
        audit.note(line);
        assertThat(ofPath("/old")).containsExactly(line);
        assertThat(ofPath("/new")).containsExactly(line);
        assertThat(ofPath("/a")).isEmpty();
    }

    @Test
    void whatIsTooOldGoes() throws Exception {
        List<Audited> lines =
                noted(line(0, "ana", "web-1", "/a"), line(10, "ana", "web-1", "/b"), line(20, "ana", "web-1", "/c"));
        now = START.plusSeconds(40);
        assertThat(audit.prune(Duration.ofSeconds(30), 1000)).isEqualTo(1);
        assertThat(all()).isEqualTo(lines.subList(1, 3));
        assertThat(audit.prune(Duration.ofSeconds(30), 1000)).isZero();
    }

    @Test
    void whatIsTooMuchGoesTheOldestFirst() throws Exception {
        for (int i = 0; i < 100; i++) audit.note(line(i / 10, "ana", "web-1", "/" + i));
        assertThat(audit.prune(Duration.ofDays(1), 7)).isEqualTo(93);
        assertThat(all()).extracting(Audited::path).first().isEqualTo(Optional.of(RemotePath.of("/93")));
        assertThat(all()).hasSize(7);
        assertThat(audit.prune(Duration.ofDays(1), 0)).isEqualTo(7);
        assertThat(all()).isEmpty();
    }
}
