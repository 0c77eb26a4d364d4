package dev.drey.ssh;

import dev.drey.files.Failed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// `%` tokens and `${NAME}`, as each directive allows them (ssh_config(5), "TOKENS" and "ENVIRONMENT
/// VARIABLES").
///
/// @param values what each letter stands for
/// @param environment what `${NAME}` stands for
record SshConfigTokens(Map<Character, Supplier<String>> values, Map<String, String> environment) {
    private static final int LONGEST = 64 * 1024;

    /// The same tokens, of which only these letters are allowed.
    SshConfigTokens only(String letters) {
        Map<Character, Supplier<String>> some = new HashMap<>(values);
        some.keySet().removeIf(letter -> letters.indexOf(letter) < 0);
        return new SshConfigTokens(some, environment);
    }

    /// Tokens only.
    String percent(String text, SshConfigDirective from) throws Failed {
        return expand(text, from, false);
    }

    /// Tokens and environment.
    String percentAndDollar(String text, SshConfigDirective from) throws Failed {
        return expand(text, from, true);
    }

    private String expand(String text, SshConfigDirective from, boolean dollar) throws Failed {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (dollar && text.startsWith("${", i)) {
                int end = text.indexOf('}', i);
                out.append(variable(text, i + 2, end, from));
                i = end;
            } else if (c == '%') {
                out.append(token(text, ++i, from));
            } else {
                out.append(c);
            }
            if (out.length() > LONGEST) throw from.bad("becomes too long");
        }
        return out.toString();
    }

    private String variable(String text, int start, int end, SshConfigDirective from) throws Failed {
        if (end <= start) throw from.bad("has a ${ without a name and a }");
        String name = text.substring(start, end);
        String value = environment.get(name);
        if (value == null) throw from.bad("needs ${" + name + "}, which the environment does not have");
        return value;
    }

    private String token(String text, int i, SshConfigDirective from) throws Failed {
        if (i >= text.length()) throw from.bad("ends with a single %");
        char letter = text.charAt(i);
        if (letter == '%') return "%";
        Supplier<String> value = values.get(letter);
        if (value == null) throw from.bad("must not use %" + letter + " (a percent sign itself is %%)");
        return value.get();
    }
}
