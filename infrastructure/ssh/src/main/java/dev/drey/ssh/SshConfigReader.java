package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.ssh.SshConfigMatch.Outcome;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One walk through the configuration for one host: which lines hold, and what they say.
///
/// Used by one thread, for one host. At most [#DEEPEST] files inside each other and [#MOST_FILES] in all are
/// read, so that neither a circle nor a thicket of includes can hold it up.
final class SshConfigReader {
    static final int DEEPEST = 16;
    static final int MOST_FILES = 512;

    private final SshConfigHost host;
    private int files;
    private boolean wantsFinalPass;
    private Outcome active = Outcome.YES;
    private Optional<SshConfigDirective> open = Optional.empty();

    SshConfigReader(SshConfigHost host) {
        this.host = host;
    }

    /// Reads it all, and once more when a `Match final` asks for that.
    void read(List<SshConfigDirective> directives) throws Failed {
        walk(directives, Outcome.YES, 0);
        if (!wantsFinalPass) return;
        host.enterFinalPass();
        active = Outcome.YES;
        walk(directives, Outcome.YES, 0);
    }

    /// @param ceiling what the lines around an `Include` allow: nothing inside can hold more than they do
    private void walk(List<SshConfigDirective> directives, Outcome ceiling, int depth) throws Failed {
        for (SshConfigDirective directive : directives) {
            switch (directive.keyword()) {
                case "host" -> active = ceiling.and(hostLine(directive));
                case "match" -> active = ceiling.and(matchLine(directive));
                case "include" -> include(directive, depth);
                default -> {
                    if (active != Outcome.NO) take(directive);
                }
            }
        }
    }

    private Outcome hostLine(SshConfigDirective line) throws Failed {
        List<String> patterns = line.words();
        boolean found = false;
        for (String word : patterns) {
            if (word.isEmpty()) throw line.bad("has an empty pattern");
            boolean negated = word.startsWith("!");
            if (!SshPattern.matches(negated ? word.substring(1) : word, host.matchedName())) continue;
            if (negated) return Outcome.NO;
            found = true;
        }
        return found ? Outcome.YES : Outcome.NO;
    }

    private Outcome matchLine(SshConfigDirective line) throws Failed {
        if (SshConfigMatch.asksForFinalPass(line)) wantsFinalPass = true;
        Outcome outcome = host.match().judge(line);
        if (outcome == Outcome.OPEN) open = Optional.of(line);
        return outcome;
    }

    private void take(SshConfigDirective directive) throws Failed {
        switch (SshConfigTable.of(directive.keyword())) {
            case HARMLESS -> {}
            case HONOURED -> {
                judged(directive);
                host.settings().add(directive);
            }
            case DECISIVE -> {
                judged(directive);
                SshConfigTable.refuse(directive, host.name());
            }
            case UNKNOWN -> unknown(directive);
        }
    }

    /// A line that matters must not stand under a condition that nobody judged.
    private void judged(SshConfigDirective directive) throws Failed {
        if (active != Outcome.OPEN || open.isEmpty()) return;
        SshConfigDirective match = open.get();
        throw match.failure(
                Failure.Code.UNSUPPORTED,
                host.name() + ": " + match.place() + ": Drey does not judge \"" + match.written() + " " + match.rest()
                        + "\", and whether " + directive.written() + " (line " + directive.line() + ") holds depends on"
                        + " it. Nothing was connected; exclude this host from the block, or configure the server under"
                        + " a name of its own with `drey servers add`");
    }

    private void unknown(SshConfigDirective directive) throws Failed {
        Optional<SshConfigDirective> ignored = host.settings().first("ignoreunknown");
        if (ignored.isPresent()) {
            String patterns = ignored.get().word().toLowerCase(Locale.ROOT);
            if (SshPattern.matchesList(patterns, directive.keyword())) return;
        }
        throw directive.failure(
                Failure.Code.INVALID_ARGUMENT,
                host.name() + ": " + directive.place() + ": nobody knows the directive \"" + directive.written()
                        + "\"; correct it, or name it in IgnoreUnknown");
    }

    private void include(SshConfigDirective directive, int depth) throws Failed {
        if (active == Outcome.NO) return;
        Outcome around = active;
        for (Path file : included(directive, host.tokens(), host.local())) {
            if (depth == DEEPEST) throw directive.bad("is more than " + DEEPEST + " files deep");
            if (++files > MOST_FILES) throw directive.bad("is one too many: more than " + MOST_FILES + " files");
            walk(SshConfigFiles.read(file, host.local()), around, depth + 1);
            active = around;
        }
    }

    /// The files that an `Include` names, which may be none.
    static List<Path> included(SshConfigDirective directive, SshConfigTokens tokens, SshConfigLocal local)
            throws Failed {
        List<String> words = directive.words();
        if (words.isEmpty()) throw directive.bad("has no value");
        List<Path> files = new ArrayList<>();
        for (String word : words) {
            if (word.isEmpty()) throw directive.bad("has an empty value");
            String path = local.expandTilde(tokens.percentAndDollar(word, directive), directive);
            try {
                files.addAll(SshConfigGlob.files(local.home().resolve(".ssh").resolve(path)));
            } catch (IOException | InvalidPathException unreadable) {
                throw directive.bad("cannot be followed: " + word);
            }
        }
        return files;
    }
}
