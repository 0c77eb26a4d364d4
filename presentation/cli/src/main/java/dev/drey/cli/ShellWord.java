package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.ArrayList;
import java.util.List;

/// One word of a shell's line, by the rules of sftp: blanks separate, single and double quotes and the backslash take
/// the meaning from what they protect, `#` begins a comment.
///
/// @param text what was meant, nothing protected any more
/// @param pattern the same as a pattern: what was protected is so still
/// @param glob whether `*`, `?` or `[` stands in it unprotected
/// @param bare whether it began unprotected, so that a leading `-` or `~` means something
/// @param start, end where it stands in the line
/// @param open the quote that was not closed, or 0
record ShellWord(String text, String pattern, boolean glob, boolean bare, int start, int end, char open) {
    private static final String PATTERN = "*?[";
    private static final String ESCAPABLE = "'\"\\# \t*?[";

    /// @throws Failed INVALID_ARGUMENT when a quote is not closed
    static List<ShellWord> split(String line) throws Failed {
        List<ShellWord> words = splitUnfinished(line);
        if (!words.isEmpty() && words.getLast().open() != 0) {
            throw Targets.usage("a " + words.getLast().open() + " is not closed in: " + line.strip());
        }
        return words;
    }

    /// The same of a line that is still being written.
    static List<ShellWord> splitUnfinished(String line) {
        List<ShellWord> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (isBlank(line.charAt(at))) {
                at++;
                continue;
            }
            if (line.charAt(at) == '#') break;
            Reading reading = new Reading(line, at);
            words.add(reading.word());
            at = reading.at;
        }
        return List.copyOf(words);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// A word while it is read.
    private static final class Reading {
        private final String line;
        private final int start;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private boolean glob;
        private int nameAt;
        private char quote;
        private int at;

        Reading(String line, int start) {
            this.line = line;
            this.start = start;
            this.at = start;
        }

        ShellWord word() {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (quote == 0 && (isBlank(c) || c == '#')) break;
                at++;
                if (c == '\\') escaped();
                else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
                else if (c == quote) quote = 0;
                else take(c, quote != 0);
            }
            endName();
            char first = line.charAt(start);
            boolean bare = first != '\'' && first != '"' && first != '\\';
            return new ShellWord(text.toString(), pattern.toString(), glob, bare, start, at, quote);
        }

        /// Within quotes only the quote itself is escaped; elsewhere all that would mean something.
        private void escaped() {
            boolean more = at < line.length();
            char next = more ? line.charAt(at) : 0;
            boolean taken = more && (quote == 0 ? ESCAPABLE.indexOf(next) >= 0 : next == quote);
            if (taken) at++;
            take(taken ? next : '\\', true);
        }

        private void take(char c, boolean secured) {
            boolean special = PATTERN.indexOf(c) >= 0;
            if (special && !secured) glob = true;
            if (c == '/') {
                endName();
                pattern.append('/');
                text.append('/');
                nameAt = text.length();
                return;
            }
            text.append(c);
            if ((special && secured) || c == '\\') name.append('\\');
            name.append(c);
        }

        /// A name without any of the three is no pattern, so nothing in it is escaped.
        private void endName() {
            String plain = text.substring(nameAt);
            pattern.append(isPattern(plain) ? name : plain);
            name.setLength(0);
        }
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> PATTERN.indexOf(c) >= 0);
    }

    /// `path` as a pattern that matches it alone.
    static String secured(String path) {
        StringBuilder secured = new StringBuilder();
        for (String name : path.split("(?<=/)", -1)) {
            secured.append(isPattern(name) ? name.replaceAll("([\\\\*?\\[])", "\\\\$1") : name);
        }
        return secured.toString();
    }

    /// `text` as it would have to be typed.
    ///
    /// @param open the quote it stands in, or 0
    static String typed(String text, char open, boolean complete) {
        StringBuilder typed = new StringBuilder();
        if (open != 0) typed.append(open);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = open == 0 ? ESCAPABLE.indexOf(c) >= 0 : c == open;
            if (special) typed.append('\\');
            typed.append(c);
        }
        if (open != 0 && complete) typed.append(open);
        return typed.toString();
    }
}
