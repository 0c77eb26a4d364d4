package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Accounts;
import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileType;
import dev.drey.files.Name;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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

    private static String line(LongNames names, Entry entry) throws Failed {
        return names.of(List.of(entry), NOW).getFirst().longname().text();
    }

    private static LongNames names(Optional<Accounts> accounts) {
        return new LongNames(accounts, ZoneId.of("UTC"));
    }

    @Test
    void recentFilesShowTheTimeOfDay() throws Failed {
        assertThat(line(
                        names(Optional.empty()),
                        entry("f", FileType.FILE, 0644, 0, 5, 1234567890123L, "2026-11-02T03:04:05Z")))
                .isEqualTo("-rw-r--r--    1 0        5        1234567890123 Nov  2 03:04 f");
    }

    @Test
    void oldFilesShowTheYear() throws Failed {
        assertThat(line(
                        names(Optional.empty()),
                        entry("d", FileType.DIRECTORY, 01755, 1, 1, 0, "1999-12-31T23:59:59Z")))
                .isEqualTo("drwxr-xr-t    1 1        1               0 Dec 31  1999 d");
    }

    @Test
    void ownersHaveNamesWhereTheTreeKnowsThem() throws Failed {
        assertThat(line(
                        names(Optional.of(new Few())),
                        entry("l", FileType.LINK, 0777, 7, 8, 3, "2026-11-20T11:00:00Z")))
                .isEqualTo("lrwxrwxrwx    1 a-very-long-name staff           3 Nov 20 11:00 l");
    }

    @Test
    void aNumberIsAskedForOnce() throws Failed {
        Few few = new Few();
        LongNames names = names(Optional.of(few));
        for (int i = 0; i < 3; i++) {
            assertThat(line(names, entry("x", FileType.FILE, 0, 99, 99, 0, "2026-11-20T11:00:00Z")))
                    .contains(" 99       99 ");
        }
        assertThat(few.asked).isEqualTo(1);
    }

    @Test
    void setBitsWithoutTheRightToRunAreCapitals() throws Failed {
        assertThat(line(names(Optional.empty()), entry("x", FileType.FILE, 07644, 0, 0, 0, "2026-11-20T11:00:00Z")))
                .startsWith("-rwSr-Sr-T ");
    }

    @Test
    void whatIsNotKnownIsAQuestionMark() throws Failed {
        assertThat(line(names(Optional.empty()), new Entry(Name.of("x"), Attributes.NONE)))
                .isEqualTo("??????????    1 ?        ?               ? Jan  1  1970 x");
    }

    @Test
    void namesStayBytes() throws Failed {
        byte[] odd = {'a', (byte) 0xff, '\n', ' '};
        var named = names(Optional.empty())
                .of(List.of(new Entry(Name.ofBytes(odd), Attributes.NONE)), NOW)
                .getFirst();
        assertThat(named.filename().toArray()).isEqualTo(odd);
        assertThat(named.longname().toArray()).endsWith(odd);
    }
}
