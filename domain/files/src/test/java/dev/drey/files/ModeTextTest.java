package dev.drey.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeTextTest {
    /// As `ls -l` of coreutils writes them.
    @ParameterizedTest
    @CsvSource({
        "0755, rwxr-xr-x",
        "0640, rw-r-----",
        "4755, rwsr-xr-x",
        "4644, rwSr--r--",
        "2755, rwxr-sr-x",
        "2644, rw-r-Sr--",
        "1777, rwxrwxrwt",
        "1776, rwxrwxrwT",
        "0000, ---------"
    })
    void permissionsAreLetters(String octal, String letters) {
        assertThat(ModeText.permissions(Integer.parseInt(octal, 8))).isEqualTo(letters);
    }

    @Test
    void eachTypeOfAModeHasItsLetterAndItsBits() {
        int[] bits = {0100000, 0040000, 0120000, 0010000, 0140000, 0020000, 0060000};
        StringBuilder letters = new StringBuilder();
        for (int one : bits) {
            FileType type = FileType.ofMode(one | 0644);
            assertThat(type.modeBits()).isEqualTo(one);
            letters.append(type.letter());
        }
        assertThat(letters).hasToString("-dlpscb");
        assertThat(FileType.ofMode(0644)).isEqualTo(FileType.UNKNOWN);
    }

    @Test
    void whatIsNeitherFileNorDirectoryNorLinkIsSpecial() {
        assertThat(Stream.of(FileType.values()).filter(FileType::isSpecial))
                .containsExactly(
                        FileType.FIFO,
                        FileType.SOCKET,
                        FileType.CHARACTER_DEVICE,
                        FileType.BLOCK_DEVICE,
                        FileType.SPECIAL);
    }
}
