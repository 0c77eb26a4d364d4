package dev.drey.cli;

import dev.drey.files.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind a command's name: options first, then the rest.
///
/// @param options as our commands call them
record ShellArguments(List<String> options, List<ShellWord> operands) {
    ShellArguments {
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /// @param letters the options of one letter: what our command calls it, or nothing where it changes nothing here
    static ShellArguments of(String verb, List<ShellWord> words, Map<Character, String> letters) throws Failed {
        List<String> options = new ArrayList<>();
        int at = 0;
        for (; at < words.size(); at++) {
            ShellWord word = words.get(at);
            String text = word.text();
            if (!word.bare() || !text.startsWith("-") || text.equals("-")) break;
            if (text.equals("--")) {
                at++;
                break;
            }
            if (text.startsWith("--")) options.add(text);
            else for (char letter : text.substring(1).toCharArray()) options.addAll(option(verb, letter, letters));
        }
        return new ShellArguments(options, words.subList(at, words.size()));
    }

    private static List<String> option(String verb, char letter, Map<Character, String> letters) throws Failed {
        String name = letters.get(letter);
        if (name == null) throw Targets.usage(verb + ": there is no option -" + letter + "; help shows what there is");
        return name.isEmpty() ? List.of() : List.of(name);
    }

    boolean has(String option) {
        return options.contains(option);
    }

    /// @param least, most how many operands may stand there
    ShellArguments counted(String verb, int least, int most) throws Failed {
        if (operands.size() < least) throw Targets.usage(verb + ": something is missing; help shows what it takes");
        if (operands.size() > most) {
            throw Targets.usage(verb + ": '" + operands.get(most).text() + "' is too much; quote names with blanks");
        }
        return this;
    }

    String text(int index) {
        return operands.get(index).text();
    }

    Optional<ShellWord> first() {
        return operands.isEmpty() ? Optional.empty() : Optional.of(operands.getFirst());
    }
}
