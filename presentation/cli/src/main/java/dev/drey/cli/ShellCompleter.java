package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// What a word may become: a command, a name there or a name here. Where a directory cannot be listed, nothing.
final class ShellCompleter implements Completer {
    private final ShellContext context;
    private final ShellVerbs verbs;

    ShellCompleter(ShellContext context, ShellVerbs verbs) {
        this.context = context;
        this.verbs = verbs;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            for (String name : verbs.all().keySet()) candidates.add(new Candidate(name));
            return;
        }
        Optional<ShellVerb> verb = verbs.find(line.words().getFirst().toLowerCase(Locale.ROOT));
        if (verb.isEmpty()) return;
        int options = (int) line.words().stream()
                .skip(1)
                .limit(line.wordIndex() - 1L)
                .filter(word -> word.startsWith("-"))
                .count();
        int operand = line.wordIndex() - 1 - options;
        boolean local = verb.get().takes().isLocal(operand);
        if (local || verb.get().takes().isRemote(operand)) names(line.word(), local, candidates);
    }

    private void names(String word, boolean local, List<Candidate> candidates) {
        int slash = word.lastIndexOf('/') + 1;
        String directory = word.substring(0, slash);
        try {
            ShellWord typed = new ShellWord(directory, directory, false, true, 0, 0, (char) 0);
            Place place = local
                    ? Place.local(RemotePath.of(context.paths().local(typed).toString()))
                    : context.paths().remote(typed);
            boolean hidden = word.startsWith(".", slash);
            var listed = context.work()
                    .ask(
                            new Operation.ListDirectory(
                                    place, List.of(), hidden, 1, OptionalInt.empty(), Optional.empty(), false),
                            Outcome.Listed.class);
            for (Outcome.Line line : listed.lines()) candidates.add(candidate(directory, line));
        } catch (Failed notListed) {
            candidates.clear();
        }
    }

    /// A directory is gone into, so no blank follows it.
    private static Candidate candidate(String directory, Outcome.Line line) {
        boolean folder = line.attributes().isDirectory();
        String name = line.path().text() + (folder ? "/" : "");
        return new Candidate(directory + name, name, null, null, null, null, !folder);
    }
}
