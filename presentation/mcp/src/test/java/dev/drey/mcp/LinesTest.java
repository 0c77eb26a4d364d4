package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    /// Gives at most so many bytes at a time.
    private static final class Drip extends InputStream {
        private final InputStream in;
        private final int most;

        Drip(String text, int most) {
            this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return in.read(into, from, Math.min(most, length));
        }
    }

    private static List<String> lines(String text, int atOnce) throws IOException {
        Lines lines = new Lines(new Drip(text, atOnce), 8);
        List<String> found = new ArrayList<>();
        for (Line line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
            found.add(
                    line instanceof Line.Whole whole ? new String(whole.bytes(), StandardCharsets.UTF_8) : "too long");
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void linesAreTakenWholeAndLongOnesLeftOut(int atOnce) throws IOException {
        assertThat(lines("a\n\n  \r\n12345678\n123456789\nb\n123456789\n1234567890123\nlast", atOnce))
                .containsExactly("a", "12345678", "too long", "b", "too long", "too long", "last");
        assertThat(lines("", atOnce)).isEmpty();
        assertThat(lines("123456789", atOnce)).containsExactly("too long");
    }
}
