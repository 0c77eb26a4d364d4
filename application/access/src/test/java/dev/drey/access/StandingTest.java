package dev.drey.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of decisions: who may do what where.
class StandingTest {
    private static final Destination WEB = new Destination("web-1", Set.of("shop"));
    private static final Destination BOX = new Destination("box", Set.of());

    private static Grant grant(String reach, String prefix, Right... rights) throws Exception {
        return new Grant(Reach.parse(reach), RemotePath.of(prefix), Set.of(rights));
    }

    private static Standing ana(Grant... grants) {
        return new Standing("ana", Role.USER, List.of(grants), Scope.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({
        // reach, prefix, path, right, verdict
        "web-*, /srv, /srv/x, READ, Granted",
        "web-*, /srv, /srv, READ, Granted",
        "WEB-?, /srv/, /srv/x/../y, READ, Granted",
        "web-*, /srv, /srv/x, WRITE, Lacking",
        "web-*, /srv, /srv/../etc, READ, Hidden",
        "web-*, /srv, /srvx, READ, Hidden",
        "web-*, /srv, /, READ, Way",
        "web-*, /srv/a/b, /srv/a, READ, Way",
        "web-*, /srv/a/b, /srv/b, READ, Hidden",
        "web-*, /srv/a/b, /srv/a, WRITE, Way",
        "tag:shop, /, /anything, READ, Granted",
        "tag:bar, /, /anything, READ, Hidden",
        "adhoc:web-1, /, /anything, READ, Hidden",
        "web, /, /anything, READ, Hidden",
        // names that only look alike: siblings, `..`, case, letters composed and not
        "web-1, /data, /database, READ, Hidden",
        "web-1, /data, /data/../database, READ, Hidden",
        "web-1, /data, /data/../data/x, READ, Granted",
        "web-1, /data, /../data/x, READ, Granted",
        "web-1, /data, /x/../../data/x, READ, Granted",
        "web-1, /data, //data///x/., READ, Granted",
        "web-1, /data, /Data/x, READ, Hidden",
        "web-1, /data/../etc, /etc/x, READ, Granted",
        "web-1, /data/../etc, /data, READ, Hidden",
        "web-1, /caf\u00e9, /caf\u00e9/x, READ, Granted",
        "web-1, /caf\u00e9, /cafe\u0301/x, READ, Hidden",
        "web-1, /\uD83D\uDE00, /\uD83D\uDE00/x, READ, Granted",
        "web-1, /data, data/x, READ, Hidden",
        "web-1, /data, '', READ, Hidden",
        // patterns
        "*, /, /x, READ, Granted",
        "*-*, /, /x, READ, Granted",
        "w*b*1, /, /x, READ, Granted",
        "web-?, /, /x, READ, Granted",
        "web-1?, /, /x, READ, Hidden",
        "eb-1, /, /x, READ, Hidden",
        "web.1, /, /x, READ, Hidden",
        "web-1*, /, /x, READ, Granted",
        // tags are words, not patterns, and know case
        "tag:sho, /, /x, READ, Hidden",
        "tag:shop*, /, /x, READ, Hidden",
        "tag:SHOP, /, /x, READ, Hidden",
        "shop, /, /x, READ, Hidden",
    })
    void theTableOfDecisions(String reach, String prefix, String path, Right right, String verdict) throws Exception {
        Verdict decided = ana(grant(reach, prefix, Right.READ)).decide(WEB, RemotePath.of(path), right);
        assertThat(decided.getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void theWayShowsOnlyWhatLeadsOn() throws Exception {
        Standing ana = ana(
                grant("web-1", "/srv/a/b", Right.READ),
                grant("web-1", "/home/c", Right.READ),
                grant("box", "/var", Right.READ));
        assertThat(ana.decide(WEB, RemotePath.ROOT, Right.READ))
                .isEqualTo(new Verdict.Way(new TreeSet<>(List.of(Name.of("srv"), Name.of("home")))));
    }

    @Test
    void rightsOfSeveralGrantsAddUpOnlyWhereEachIs() throws Exception {
        Standing ana = ana(grant("web-1", "/", Right.READ), grant("web-1", "/in", Right.WRITE));
        assertThat(ana.decide(WEB, RemotePath.of("/in/x"), Right.WRITE)).isInstanceOf(Verdict.Granted.class);
        assertThat(ana.decide(WEB, RemotePath.of("/in/x"), Right.READ)).isInstanceOf(Verdict.Granted.class);
        assertThat(ana.decide(WEB, RemotePath.of("/out/x"), Right.WRITE)).isInstanceOf(Verdict.Lacking.class);
        assertThat(ana.decide(BOX, RemotePath.of("/in/x"), Right.WRITE)).isInstanceOf(Verdict.Hidden.class);
    }

    @Test
    void aTokensScopeTakesAwayAndNeverAdds() throws Exception {
        Scope reading = new Scope(EnumSet.of(Right.READ, Right.RUN), List.of("web-*"), false);
        Standing admin = new Standing("root", Role.ADMIN, List.of(), reading);
        assertThat(admin.decide(WEB, RemotePath.of("/x"), Right.READ)).isInstanceOf(Verdict.Granted.class);
        assertThat(admin.decide(WEB, RemotePath.of("/x"), Right.WRITE)).isEqualTo(new Verdict.Lacking(Right.WRITE));
        assertThat(admin.decide(BOX, RemotePath.of("/x"), Right.READ)).isInstanceOf(Verdict.Hidden.class);
        assertThat(admin.administers()).isFalse();
        assertThat(admin.mayDial("h")).isFalse();
        Standing ana = new Standing("ana", Role.USER, List.of(grant("web-1", "/", Right.WRITE)), reading);
        assertThat(ana.decide(WEB, RemotePath.of("/x"), Right.READ)).isEqualTo(new Verdict.Lacking(Right.READ));
        assertThat(ana.mayRun(WEB)).isFalse();
        assertThat(ana.at(WEB)).isEmpty();
    }

    @Test
    void commandsNeedTheWholeTarget() throws Exception {
        assertThat(ana(grant("web-1", "/srv", Right.RUN)).mayRun(WEB)).isFalse();
        assertThat(ana(grant("web-1", "/", Right.RUN)).mayRun(WEB)).isTrue();
    }

    @Test
    void hostsThatAreNotConfiguredNeedAGrantOfTheirOwn() throws Exception {
        Standing ana = ana(grant("*", "/", Right.READ), grant("adhoc:*.example.com", "/", Right.READ));
        assertThat(ana.mayDial("a.example.com")).isTrue();
        assertThat(ana.mayDial("example.com.evil")).isFalse();
        assertThat(ana.sees(new Destination("a.example.com", Set.of()))).isTrue();
    }

    @Test
    void whoHasNoGrantSeesNothing() {
        assertThat(ana().sees(WEB)).isFalse();
        assertThat(ana().decide(WEB, RemotePath.ROOT, Right.READ)).isInstanceOf(Verdict.Hidden.class);
        assertThat(ana().at(WEB)).isEmpty();
        assertThat(ana().mayDial("h")).isFalse();
        assertThat(ana().administers()).isFalse();
    }

    @Test
    void aGrantOfSomeTargetsShowsNothingOfTheOthers() throws Exception {
        Standing ana = ana(grant("web-*", "/srv", Right.READ));
        assertThat(ana.sees(BOX)).isFalse();
        assertThat(ana.decide(BOX, RemotePath.ROOT, Right.READ)).isInstanceOf(Verdict.Hidden.class);
        assertThat(ana.sees(new Destination("xweb-1", Set.of()))).isFalse();
    }

    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() throws Exception {
        Standing ana = ana(grant("*a".repeat(100) + "b", "/", Right.READ));
        assertThat(ana.sees(new Destination("a".repeat(255), Set.of()))).isFalse();
    }

    @Test
    void namesWithLinesAndRareLettersAreMatchedAsWhole() {
        assertThat(Reach.matches("*", "two\nlines")).isTrue();
        assertThat(Reach.matches("b?x", "b\uD83D\uDE00x")).isTrue();
        assertThat(Reach.matches("web", "web\n")).isFalse();
        assertThat(Reach.matches("*x", "abc")).isFalse();
        assertThat(Reach.matches("", "")).isTrue();
        assertThat(Reach.matches("**", "")).isTrue();
    }

    @Test
    void anAdminSeesEverythingWithoutGrants() {
        Standing admin = new Standing("root", Role.ADMIN, List.of(), Scope.WHOLE);
        for (Right right : Right.values())
            assertThat(admin.decide(BOX, RemotePath.of("/x"), right)).isInstanceOf(Verdict.Granted.class);
        assertThat(admin.administers()).isTrue();
    }
}
