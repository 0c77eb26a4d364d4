package dev.drey.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.utils.WCWidth;

/// The last lines of a terminal, painted over again and again; whatever else is said appears above them.
/// For any thread.
final class Screen {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 20;
    private static final long WIDTH_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream terminal;
    private int painted;
    private int width;
    private long widthAsked;

    Screen(PrintStream terminal) {
        this.terminal = terminal;
    }

    /// Paints these lines in place of those painted before, each cut to the terminal's width.
    synchronized void paint(List<String> lines) {
        StringBuilder all = new StringBuilder(back());
        int columns = width();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) all.append('\n');
            all.append(fitted(lines.get(i), columns)).append("\033[K");
        }
        all.append("\033[J");
        terminal.print(all);
        terminal.flush();
        painted = lines.size();
    }

    /// Takes the painted lines away.
    synchronized void clear() {
        if (painted == 0) return;
        terminal.print(back() + "\033[J");
        terminal.flush();
        painted = 0;
    }

    /// Lets something else be printed where the painted lines stood; the next painting stands below it.
    synchronized void above(Runnable print) {
        clear();
        print.run();
    }

    /// To the beginning of the first painted line.
    private String back() {
        return painted > 1 ? "\r\033[" + (painted - 1) + "A" : "\r";
    }

    /// As much of a line as fits, one column left free: some terminals wrap when the last is written.
    static String fitted(String line, int columns) {
        if (columns(line) < columns) return line;
        StringBuilder kept = new StringBuilder();
        int used = 2;
        for (int c : line.codePoints().toArray()) {
            used += Math.max(0, WCWidth.wcwidth(c));
            if (used >= columns) break;
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static int columns(String line) {
        return line.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private int width() {
        long now = System.nanoTime();
        if (width == 0 || now - widthAsked > WIDTH_HOLDS_NANOS) {
            width = asked();
            widthAsked = now;
        }
        return width;
    }

    /// What stty says of the terminal; the usual width where it says nothing.
    private static int asked() {
        if (!Files.isReadable(TERMINAL)) return USUAL_WIDTH;
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns =
                    said.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(said.substring(said.indexOf(' ') + 1)) : 0;
            return columns < LEAST_WIDTH ? USUAL_WIDTH : columns;
        } catch (IOException noStty) {
            return USUAL_WIDTH;
        }
    }
}
