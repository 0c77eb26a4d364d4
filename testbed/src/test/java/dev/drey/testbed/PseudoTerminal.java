package dev.drey.testbed;

import java.util.ArrayList;
import java.util.List;

/// What a person sees of what a program writes to a terminal: enough of VT100 for lines that are painted
/// over.
final class PseudoTerminal {
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private final List<List<String>> screens = new ArrayList<>();
    private int row;
    private int column;

    private PseudoTerminal() {}

    /// Every state of the screen in which something had just been painted, and the last one.
    static List<List<String>> screens(String written) {
        PseudoTerminal terminal = new PseudoTerminal();
        int at = 0;
        while (at < written.length()) at = terminal.take(written, at);
        terminal.keep();
        return terminal.screens;
    }

    private int take(String written, int at) {
        char c = written.charAt(at);
        if (c == '\033' && written.startsWith("[", at + 1)) return control(written, at + 2);
        if (c == '\r') column = 0;
        else if (c == '\n') down();
        else put(c);
        return at + 1;
    }

    private void down() {
        row++;
        if (row == lines.size()) lines.add(new StringBuilder());
    }

    private void put(char c) {
        StringBuilder line = lines.get(row);
        while (line.length() < column) line.append(' ');
        if (column == line.length()) line.append(c);
        else line.setCharAt(column, c);
        column++;
    }

    private int control(String written, int from) {
        int at = from;
        while (Character.isDigit(written.charAt(at))) at++;
        int number = at == from ? 1 : Integer.parseInt(written.substring(from, at));
        switch (written.charAt(at)) {
            case 'A' -> row = Math.max(0, row - number);
            case 'K' -> eraseLine();
            case 'J' -> eraseBelow();
            default -> throw new AssertionError("a control sequence that no progress needs: " + written.charAt(at));
        }
        return at + 1;
    }

    private void eraseLine() {
        StringBuilder line = lines.get(row);
        if (line.length() > column) line.setLength(column);
    }

    private void eraseBelow() {
        eraseLine();
        while (lines.size() > row + 1) lines.removeLast();
        keep();
    }

    private void keep() {
        screens.add(lines.stream().map(StringBuilder::toString).toList());
    }
}
