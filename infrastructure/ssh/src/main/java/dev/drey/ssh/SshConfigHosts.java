package dev.drey.ssh;

import dev.drey.files.Failed;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// Gathers the names that `Host` lines give, whatever block they stand in. Used by one thread.
final class SshConfigHosts {
    private static final int MOST = 10_000;
    private final SshConfigLocal local;
    private final SequencedSet<String> names = new LinkedHashSet<>();
    private int files;

    SshConfigHosts(SshConfigLocal local) {
        this.local = local;
    }

    SequencedSet<String> of(List<SshConfigDirective> directives) throws Failed {
        walk(directives, 0);
        return names;
    }

    private void walk(List<SshConfigDirective> directives, int depth) throws Failed {
        for (SshConfigDirective directive : directives) {
            switch (directive.keyword()) {
                case "host" ->
                    directive.words().stream()
                            .filter(SshConfigHosts::isConcrete)
                            .limit(MOST - names.size())
                            .forEach(names::add);
                case "include" -> include(directive, depth);
                default -> {}
            }
        }
    }

    /// An include whose path depends on the host names no file here.
    private void include(SshConfigDirective directive, int depth) throws Failed {
        if (directive.words().stream().anyMatch(word -> word.contains("%"))) return;
        SshConfigTokens tokens = new SshConfigTokens(Map.of(), local.environment());
        for (Path file : SshConfigReader.included(directive, tokens, local)) {
            if (depth == SshConfigReader.DEEPEST || ++files > SshConfigReader.MOST_FILES) {
                throw directive.bad("leads through too many files");
            }
            walk(SshConfigFiles.read(file, local), depth + 1);
        }
    }

    private static boolean isConcrete(String word) {
        return SshConfigNames.isHost(word) && word.chars().noneMatch(c -> c == '*' || c == '?' || c == '!');
    }
}
