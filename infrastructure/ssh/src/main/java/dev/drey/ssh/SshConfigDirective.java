package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of a configuration file: a keyword and what follows it.
///
/// @param keyword in lower case
/// @param written the keyword as it is written
/// @param rest everything behind the keyword, as written
record SshConfigDirective(Path file, int line, String keyword, String written, String rest) {

    /// The directive on this line; empty for a comment or an empty line.
    static Optional<SshConfigDirective> parse(Path file, int line, String text) {
        String content = trimmed(text);
        if (content.isEmpty() || content.charAt(0) == '#') return Optional.empty();
        int end = 0;
        while (end < content.length() && !isSpace(content.charAt(end)) && content.charAt(end) != '=') end++;
        int next = skipSpace(content, end);
        if (next < content.length() && content.charAt(next) == '=') next = skipSpace(content, next + 1);
        String word = content.substring(0, end).replace("\"", "");
        String keyword = word.toLowerCase(Locale.ROOT);
        return Optional.of(new SshConfigDirective(file, line, keyword, word, content.substring(next)));
    }

    /// `file:line`, as editors understand it.
    String place() {
        return file + ":" + line;
    }

    /// The words behind the keyword, without quotes and escapes; a word that starts with `#` ends them.
    ///
    /// @throws Failed when a quote is not closed
    List<String> words() throws Failed {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < rest.length()) {
            char c = rest.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
                continue;
            }
            if (c == '#') break;
            StringBuilder word = new StringBuilder();
            i = word(i, word);
            words.add(word.toString());
        }
        return words;
    }

    /// The only word.
    ///
    /// @throws Failed when there is none, an empty one, or more than one
    String word() throws Failed {
        List<String> words = words();
        if (words.isEmpty() || words.getFirst().isEmpty()) throw bad("has no value");
        if (words.size() > 1) throw bad("has more than one value");
        return words.getFirst();
    }

    /// The rest of the line as it stands, for commands.
    String command() throws Failed {
        words();
        String text = rest;
        while (!text.isEmpty() && (isSpace(text.charAt(0)) || text.charAt(0) == '=')) text = text.substring(1);
        if (text.isEmpty()) throw bad("has no value");
        return text;
    }

    /// This line cannot be used, and why.
    Failed bad(String why) {
        return failure(Failure.Code.INVALID_ARGUMENT, place() + ": " + written + " " + why);
    }

    Failed failure(Failure.Code code, String message) {
        return Failure.of(code, message)
                .with("file", file.toString())
                .with("line", Integer.toString(line))
                .with("directive", written)
                .thrown();
    }

    private int word(int from, StringBuilder word) throws Failed {
        char quote = 0;
        int i = from;
        for (; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\\' && isEscaped(i + 1, quote)) word.append(rest.charAt(++i));
            else if (quote == 0 && (c == ' ' || c == '\t')) break;
            else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
            else if (quote != 0 && c == quote) quote = 0;
            else word.append(c);
        }
        if (quote != 0) throw bad("has a quote that is not closed");
        return i;
    }

    private boolean isEscaped(int i, char quote) {
        if (i >= rest.length()) return false;
        char c = rest.charAt(i);
        return c == '\'' || c == '"' || c == '\\' || (quote == 0 && c == ' ');
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (isSpace(text.charAt(end - 1)) || text.charAt(end - 1) == '\f')) end--;
        return text.substring(Math.min(skipSpace(text, 0), end), end);
    }

    private static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i))) i++;
        return i;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
