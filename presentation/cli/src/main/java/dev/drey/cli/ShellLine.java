package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of a shell.
///
/// @param silent begun by `@`: a batch does not show it
/// @param forgiven begun by `-`: its failure does not end a batch
/// @param command for this machine's own shell, when it began by `!`; empty text for a shell to stay in
/// @param words what else stood there
record ShellLine(boolean silent, boolean forgiven, Optional<String> command, List<ShellWord> words) {
    ShellLine {
        words = List.copyOf(words);
    }

    static ShellLine parse(String text) throws Failed {
        boolean silent = false;
        boolean forgiven = false;
        int at = 0;
        while (at < text.length() && "-@ \t".indexOf(text.charAt(at)) >= 0) {
            silent |= text.charAt(at) == '@';
            forgiven |= text.charAt(at) == '-';
            at++;
        }
        String rest = text.substring(at);
        if (rest.startsWith("!")) {
            return new ShellLine(silent, forgiven, Optional.of(rest.substring(1).strip()), List.of());
        }
        List<ShellWord> words = ShellWord.split(rest);
        if (!words.isEmpty() && words.getFirst().text().equalsIgnoreCase("lls")) {
            String listing = "ls" + rest.substring(words.getFirst().end());
            return new ShellLine(silent, forgiven, Optional.of(listing), List.of());
        }
        return new ShellLine(silent, forgiven, Optional.empty(), words);
    }

    /// Whether there is nothing to do: an empty line, or a comment.
    boolean isEmpty() {
        return command.isEmpty() && words.isEmpty();
    }

    /// The command's name, whatever its case, as in sftp.
    String verb() {
        return words.getFirst().text().toLowerCase(Locale.ROOT);
    }

    List<ShellWord> rest() {
        return words.subList(1, words.size());
    }
}
