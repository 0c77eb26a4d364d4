package dev.drey.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// The shell's rules of quoting, for whoever edits a line.
final class ShellParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        List<ShellWord> words = ShellWord.splitUnfinished(line.substring(0, cursor));
        List<String> texts = new ArrayList<>(words.stream().map(ShellWord::text).toList());
        boolean within = !words.isEmpty() && words.getLast().end() == cursor;
        if (!within) texts.add("");
        ShellWord last = within ? words.getLast() : new ShellWord("", "", false, true, cursor, cursor, (char) 0);
        return new Parsed(line, cursor, List.copyOf(texts), last);
    }

    /// A line up to the cursor; what stands behind it is left alone.
    ///
    /// @param last the word that the cursor ends
    private record Parsed(String line, int cursor, List<String> words, ShellWord last) implements CompletingParsedLine {
        @Override
        public String word() {
            return last.text();
        }

        @Override
        public int wordCursor() {
            return last.text().length();
        }

        @Override
        public int wordIndex() {
            return words.size() - 1;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return ShellWord.typed(candidate.toString(), last.open(), complete);
        }

        @Override
        public int rawWordCursor() {
            return cursor - last.start();
        }

        @Override
        public int rawWordLength() {
            return cursor - last.start();
        }
    }
}
