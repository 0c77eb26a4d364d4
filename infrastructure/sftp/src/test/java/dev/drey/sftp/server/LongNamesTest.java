package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongNamesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /// Knows one user and one group.
    private static final class Few implements Accounts {
        int asked;

        @Override
        public Map<Integer, String> users(Set<Integer> uids) {
            asked++;
            return Map.of(7, "a-very-long-name");
        }

        @Override
        public Map<Integer, String> groups(Set<Integer> gids) {
            return Map.of(8, "staff");
        }
    }

    private static Entry entry(String name, FileType type, int mode, int uid, int gid, long size, String modified) {
        Instant time = Instant.parse(modified);
        return new Entry(
                Name.of(name),
                new Attributes(
                        type,
                        OptionalLong.of(size),
                        OptionalInt.of(mode),
                        OptionalInt.of(uid),
                        OptionalInt.of(gid),
                        Optional.of(time),
                        Optional.of(time)));
    }

    private static String line(LongNames names, Entry entry) {
        return names.of(List.of(entry), NOW).getFirst().longname().text();
    }

    private static LongNames names(Optional<Accounts> accounts) {
        return new LongNames(accounts, ZoneId.of("UTC"));
    }

    @Test
    void recentFilesShowTheTimeOfDay() {
        recent();
    }

    private static void recent() {
        assertThat(line(
                        names(Optional.empty()),
                        entry("f", FileType.FILE, 0644, 0, 5, 1234567890123L, "2026-11-02T03:04:05Z")))
                .isEqualTo("-rw-r--r--    1 0        5        1234567890123 Nov  2 03:04 f");
    }

    @Test
    void oldFilesShowTheYear() {
        assertThat(line(
                        names(Optional.empty()),
                        entry("d", FileType.DIRECTORY, 01755, 1, 1, 0, "1999-12-31T23:59:59Z")))
                .isEqualTo("drwxr-xr-t    1 1        1               0 Dec 31  1999 d");
    }

    @Test
    void ownersHaveNamesWhereTheTreeKnowsThem() {
        assertThat(line(
                        names(Optional.of(new Few())),
                        entry("l", FileType.LINK, 0777, 7, 8, 3, "2026-11-20T11:00:00Z")))
                .isEqualTo("lrwxrwxrwx    1 a-very-long-name staff           3 Nov 20 11:00 l");
    }

    @Test
    void aNumberIsAskedForOnce() {
        Few few = new Few();
        LongNames names = names(Optional.of(few));
        for (int i = 0; i < 3; i++) {
            assertThat(line(names, entry("x", FileType.FILE, 0, 99, 99, 0, "2026-11-20T11:00:00Z")))
                    .contains(" 99       99 ");
        }
        assertThat(few.asked).isEqualTo(1);
    }

    /// Fails once.
    private static final class Rough implements Accounts {
        private boolean failed;

        @Override
        public Map<Integer, String> users(Set<Integer> uids) throws Failed {
            if (failed) return Map.of(7, "seven");
            failed = true;
            throw Failure.of(Failure.Code.TIMEOUT, "no answer").thrown();
        }

        @Override
        public Map<Integer, String> groups(Set<Integer> gids) {
            return Map.of(8, "eight");
        }
    }

    @Test
    void ownersThatCannotBeAskedForAreNumbersUntilTheyCan() {
        LongNames names = names(Optional.of(new Rough()));
        Entry entry = entry("x", FileType.FILE, 0, 7, 8, 0, "2026-11-20T11:00:00Z");
        assertThat(line(names, entry)).contains(" 7        eight ");
        assertThat(line(names, entry)).contains(" seven    eight ");
    }

    /// Also those that were known before others had to be forgotten.
    @Test
    void noNameOfAReplyIsForgottenForTheRestOfIt() {
        Accounts everybody = new Accounts() {
            @Override
            public Map<Integer, String> users(Set<Integer> uids) {
                return uids.stream().collect(Collectors.toMap(id -> id, id -> "u" + id));
            }

            @Override
            public Map<Integer, String> groups(Set<Integer> gids) {
                return Map.of();
            }
        };
        LongNames names = names(Optional.of(everybody));
        List<Entry> many = IntStream.range(0, 1100)
                .mapToObj(id -> entry("x", FileType.FILE, 0, id, 0, 0, "2026-11-20T11:00:00Z"))
                .toList();
        names.of(many, NOW);
        var lines = names.of(
                List.of(many.getFirst(), entry("y", FileType.FILE, 0, 5000, 0, 0, "2026-11-20T11:00:00Z")), NOW);
        assertThat(lines.getFirst().longname().text()).contains(" u0       ");
        assertThat(lines.getLast().longname().text()).contains(" u5000    ");
    }

    @Test
    void everyTimeHasALine() {
        for (Instant then : List.of(Instant.MIN, Instant.MAX, Instant.ofEpochSecond(31_556_889_864_403_199L))) {
            Attributes about = new Attributes(
                    FileType.FILE,
                    OptionalLong.of(1),
                    OptionalInt.of(0644),
                    OptionalInt.of(0),
                    OptionalInt.of(0),
                    Optional.of(then),
                    Optional.of(then));
            Entry entry = new Entry(Name.of("x"), about);
            for (String zone : List.of("UTC", "+18:00", "-18:00")) {
                LongNames names = new LongNames(Optional.empty(), ZoneId.of(zone));
                assertThat(line(names, entry)).startsWith("-rw-r--r-- ").endsWith(" x");
            }
        }
        assertThat(line(names(Optional.empty()), entry("x", FileType.FILE, 0, 0, 0, 0, "0999-01-01T00:00:00Z")))
                .endsWith(" Jan  1  999 x");
    }

    @Test
    void digitsAreThoseOfProgramsWhateverTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            recent();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void setBitsWithoutTheRightToRunAreCapitals() {
        assertThat(line(names(Optional.empty()), entry("x", FileType.FILE, 07644, 0, 0, 0, "2026-11-20T11:00:00Z")))
                .startsWith("-rwSr-Sr-T ");
    }

    @Test
    void whatIsNotKnownIsAQuestionMark() {
        assertThat(line(names(Optional.empty()), new Entry(Name.of("x"), Attributes.NONE)))
                .isEqualTo("??????????    1 ?        ?               ? Jan  1  1970 x");
    }

    @Test
    void namesStayBytes() {
        byte[] odd = {'a', (byte) 0xff, '\n', ' '};
        var named = names(Optional.empty())
                .of(List.of(new Entry(Name.ofBytes(odd), Attributes.NONE)), NOW)
                .getFirst();
        assertThat(named.filename().toArray()).isEqualTo(odd);
        assertThat(named.longname().toArray()).endsWith(odd);
    }
}
