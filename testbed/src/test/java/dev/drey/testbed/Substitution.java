package dev.drey.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One entry of the table of what differs between an example of the reference and what is run of it.
///
/// @param from as it stands in the text
/// @param to what stands in its place
record Substitution(Kind kind, String from, String to) {
    /// What may differ, and nothing else may.
    enum Kind {
        HOST("[a-z0-9-]+(\\.[a-z0-9-]+)+", "[a-z0-9-]+(\\.[a-z0-9-]+)+"),
        PORT("port: 22", "port: \\d+"),
        /// A host without a port, which would mean port 22.
        HOST_AND_PORT("host: '[a-z0-9-]+(\\.[a-z0-9-]+)+'", "host: '[0-9.]+', port: \\d+"),
        /// A path of this machine, with the quote that opens or closes it where that tells it from others.
        PATH("['`]?/[\\w./-]+'?", "['`]?/[\\w./-]+'?");

        private final Pattern from;
        private final Pattern to;

        Kind(String from, String to) {
            this.from = Pattern.compile(from);
            this.to = Pattern.compile(to);
        }
    }

    Substitution {
        boolean fits = kind.from.matcher(from).matches() && kind.to.matcher(to).matches();
        if (!fits) throw new IllegalArgumentException(from + " -> " + to + " is no " + kind);
    }

    /// Puts every entry in its place, in one pass: what was put is not looked at again.
    static String apply(List<Substitution> table, String text) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            Substitution found = at(table, text, at);
            out.append(found == null ? text.substring(at, at + 1) : found.to);
            at += found == null ? 1 : found.from.length();
        }
        return out.toString();
    }

    private static @org.jspecify.annotations.Nullable Substitution at(List<Substitution> table, String text, int at) {
        for (Substitution one : table) {
            if (text.startsWith(one.from, at)) return one;
        }
        return null;
    }

    /// Compares what ran with the text.
    ///
    /// @return the entries that were met, and the lines they are in, as a diff shows them
    /// @throws AssertionError at a line with any other difference
    static Differences compare(List<Substitution> table, String text, String ran) {
        String[] lines = text.split("\n", -1);
        String[] others = ran.split("\n", -1);
        if (lines.length != others.length) {
            throw new AssertionError("the text has " + lines.length + " lines, what ran " + others.length);
        }
        List<Substitution> met = new ArrayList<>();
        List<String> diff = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].equals(others[i])) continue;
            compareLine(table, lines[i], others[i], met);
            diff.add("-" + lines[i]);
            diff.add("+" + others[i]);
        }
        return new Differences(met, diff);
    }

    /// @param met entries, each as often as it was met
    /// @param lines of both texts, those of the reference behind `-`
    record Differences(List<Substitution> met, List<String> lines) {}

    private static void compareLine(List<Substitution> table, String line, String other, List<Substitution> met) {
        int at = 0;
        int there = 0;
        while (at < line.length() || there < other.length()) {
            Substitution one = met(table, line, at, other, there);
            if (one != null) {
                met.add(one);
                at += one.from.length();
                there += one.to.length();
            } else if (at < line.length() && there < other.length() && line.charAt(at) == other.charAt(there)) {
                at++;
                there++;
            } else {
                throw new AssertionError("no entry of the table explains this:\n-" + line + "\n+" + other);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Substitution met(
            List<Substitution> table, String line, int at, String other, int there) {
        for (Substitution one : table) {
            if (line.startsWith(one.from, at) && other.startsWith(one.to, there)) return one;
        }
        return null;
    }
}
