package dev.drey.ssh;

import dev.drey.files.Failed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The conditions of a `Match` line.
///
/// @param original the host as it was asked for
/// @param host the host as it is known so far
/// @param user the remote user as known so far
/// @param localUser the local user
/// @param finalPass whether the configuration is read for the second time, with the final host name
record SshConfigMatch(String original, String host, String user, String localUser, boolean finalPass) {
    /// Conditions that are not judged here, since they depend on more than the names: a command's result, the
    /// network, the version of ssh, a tag. A block under one is neither in nor out.
    private static final List<String> OPEN =
            List.of("exec", "localnetwork", "tagged", "command", "version", "sessiontype");

    /// Whether the lines below hold.
    enum Outcome {
        YES,
        NO,
        /// It depends on a condition that is not judged.
        OPEN;

        Outcome and(Outcome other) {
            if (this == NO || other == NO) return NO;
            return this == OPEN || other == OPEN ? OPEN : YES;
        }
    }

    Outcome judge(SshConfigDirective line) throws Failed {
        Deque<String> words = new ArrayDeque<>(line.words());
        if (words.isEmpty()) throw line.bad("needs a condition");
        Outcome outcome = Outcome.YES;
        int conditions = 0;
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            boolean negated = word.startsWith("!");
            String name = negated ? word.substring(1) : word;
            if (name.equalsIgnoreCase("all")) {
                if (conditions > 1 || !words.isEmpty()) throw line.bad("cannot join \"all\" with other conditions");
                return negated ? Outcome.NO : outcome;
            }
            conditions++;
            outcome = outcome.and(condition(line, name, negated, words));
        }
        return outcome;
    }

    private Outcome condition(SshConfigDirective line, String name, boolean negated, Deque<String> words)
            throws Failed {
        if (name.equalsIgnoreCase("final") || name.equalsIgnoreCase("canonical")) return holds(finalPass, negated);
        int equals = name.indexOf('=');
        String criterion = (equals < 0 ? name : name.substring(0, equals)).toLowerCase(Locale.ROOT);
        String argument = equals < 0 ? words.pollFirst() : name.substring(equals + 1);
        boolean mayBeEmpty = criterion.equals("tagged") || criterion.equals("command");
        if (argument == null || (argument.isEmpty() && !mayBeEmpty)) throw line.bad("needs a value for " + criterion);
        return switch (criterion) {
            case "host" -> holds(matchesHost(argument, host), negated);
            case "originalhost" -> holds(matchesHost(argument, original), negated);
            case "user" -> holds(SshPattern.matchesList(argument, user), negated);
            case "localuser" -> holds(SshPattern.matchesList(argument, localUser), negated);
            default -> {
                if (!OPEN.contains(criterion)) throw line.bad("has a condition that nobody knows: " + criterion);
                yield Outcome.OPEN;
            }
        };
    }

    /// Whether reading the line asks for a second pass, which `final` does whether or not it holds.
    static boolean asksForFinalPass(SshConfigDirective line) throws Failed {
        return line.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.equals("final") || word.equals("!final"));
    }

    private static Outcome holds(boolean yes, boolean negated) {
        return yes != negated ? Outcome.YES : Outcome.NO;
    }

    private static boolean matchesHost(String patterns, String name) {
        return SshPattern.matchesList(patterns.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
}
