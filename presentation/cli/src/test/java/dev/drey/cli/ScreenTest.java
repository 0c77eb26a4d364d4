package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.transfer.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linesArePaintedOverThoseBeforeAndCleared() {
        screen.paint(List.of("one", "two"));
        screen.paint(List.of("three"));
        screen.clear();
        screen.clear();
        assertThat(said()).isEqualTo("\rone\033[K\ntwo\033[K\033[J" + "\r\033[1Athree\033[K\033[J" + "\r\033[J");
    }

    @Test
    void whatElseIsSaidStandsAbove() {
        screen.paint(List.of("one", "two"));
        screen.above(() -> bytes.writeBytes("warning\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(said()).endsWith("\r\033[1A\033[J" + "warning\n");
    }

    @Test
    void linesAreCutToTheWidthOfWhatTheyShow() {
        assertThat(Screen.fitted("abc", 4)).isEqualTo("abc");
        assertThat(Screen.fitted("abcd", 4)).isEqualTo("a…");
        assertThat(Screen.fitted("\u6587\u4ef6\u6587\u4ef6", 6)).isEqualTo("\u6587…");
    }

    @Test
    void aTreeHasALineForEachFileUnderWayAndOneForTheWhole() {
        Progress progress = new Progress(
                1536,
                4096,
                1024,
                Optional.of(Duration.ofSeconds(65)),
                1,
                3,
                "b",
                List.of(new Progress.Active("a", 512, 1024), new Progress.Active("b", 0, 0)));
        assertThat(Bars.lines(progress))
                .containsExactly(
                        "   50 %       512 B of    1.0 KiB  a",
                        "  100 %         0 B of        0 B  b",
                        "total  37 %  1.5 KiB of 4.0 KiB  1.0 KiB/s  1:05  1/3 files");
    }

    @Test
    void aFileByItselfHasOneLine() {
        Progress progress = new Progress(512, 1024, 256, Optional.empty(), 0, 1, "a");
        assertThat(Bars.lines(progress)).containsExactly(" 50 %  512 B of 1.0 KiB  256 B/s  a");
    }
}
