package dev.drey.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.sftp.wire.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is believed of the line that a server writes for people.
class LongNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-rw-r--r--    1 root     root            5 Jun 15  2001 f | 1",
                "-rwsr-xr-t    2 ana      users    10000000 Jun 15 12:00 7 8 | 2",
                "-rw-r--r--+ 12 0 0 5 Jun 15  2001 f | 12",
                "-rw-rw-rw-. 3 1000 1000 5 Jun 15 f | 3"
            })
    void aLineAsLsWritesItTellsHowManyNames(String line, int names) {
        assertThat(LongName.links(Bytes.of(line))).hasValue(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f",
                "-rw-r--r--",
                "-rw-r--r-- ",
                "-rw-r--r-- 2",
                "-rw-r--r--2 root",
                "-rw-r--r--    ? root root 5 Jun 15 f",
                "-rw-r--r-- root 2 5 Jun 15 f",
                "-rw-r--r-- 0 root root 5 Jun 15 f",
                "-rw-r--r-- 99999999999 root root 5 Jun 15 f",
                "-rw-r--r-- 2x root root 5 Jun 15 f",
                "-whatever- 2 root root 5 Jun 15 f",
                "drwxr-xr-x 2 root root 5 Jun 15 d",
                "lrwxrwxrwx 1 root root 5 Jun 15 l -> f",
                "06-15-01  12:00PM  2 f"
            })
    void whatIsNotOfThatShapeTellsNothing(String line) {
        assertThat(LongName.links(Bytes.of(line))).isEmpty();
    }
}
