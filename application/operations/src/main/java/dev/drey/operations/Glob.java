package dev.drey.operations;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A shell pattern for one name: `*`, `?`, `[a-z]`, `[!a]`, `\x`. A leading dot is matched only by a dot, as
/// in the shell.
///
/// Works on bytes, each taken as one character, so that names of any charset match.
final class Glob {
    private final Pattern pattern;
    private final boolean dotted;

    private Glob(Pattern pattern, boolean dotted) {
        this.pattern = pattern;
        this.dotted = dotted;
    }

    static Glob of(String text) throws Failed {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            return new Glob(Pattern.compile(translate(bytes), Pattern.DOTALL), text.startsWith("."));
        } catch (PatternSyntaxException wrong) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "pattern '" + text + "' is not well formed")
                    .thrown(wrong);
        }
    }

    /// Whether a path holds anything that a pattern would.
    static boolean isPattern(RemotePath path) {
        for (byte b : path.bytes()) {
            if (b == '*' || b == '?' || b == '[') return true;
        }
        return false;
    }

    boolean matches(Name name) {
        String bytes = new String(name.bytes(), StandardCharsets.ISO_8859_1);
        if (bytes.startsWith(".") && !dotted) return false;
        return pattern.matcher(bytes).matches();
    }

    /// Every path that the pattern leads to, in byte order.
    static List<Outcome.Match> expand(FileTree tree, RemotePath path) throws Failed {
        List<RemotePath> bases = List.of(path.isAbsolute() ? RemotePath.ROOT : RemotePath.of(""));
        List<Name> names = path.names();
        for (int i = 0; i < names.size(); i++) {
            List<RemotePath> next = new ArrayList<>();
            for (RemotePath base : bases) step(tree, base, names.get(i), i == names.size() - 1, next);
            bases = next;
        }
        List<Outcome.Match> found = new ArrayList<>();
        for (RemotePath one : bases) found.add(new Outcome.Match(one, tree.stat(one)));
        return List.copyOf(found);
    }

    private static void step(FileTree tree, RemotePath base, Name name, boolean last, List<RemotePath> into)
            throws Failed {
        if (!isPattern(RemotePath.ofBytes(name.bytes()))) {
            RemotePath next = base.isEmpty() ? RemotePath.ofBytes(name.bytes()) : base.resolve(name);
            if (!last || tree.exists(next)) into.add(next);
            return;
        }
        Glob glob = of(name.text());
        RemotePath directory = base.isEmpty() ? RemotePath.HERE : base;
        List<Entry> entries;
        try {
            entries = tree.entries(directory);
        } catch (Failed notThere) {
            if (notThere.code() == Failure.Code.NOT_FOUND || notThere.code() == Failure.Code.NOT_A_DIRECTORY) return;
            throw notThere;
        }
        for (Entry entry : entries) {
            if (!entry.name().isPlain() || !glob.matches(entry.name())) continue;
            into.add(base.isEmpty() ? RemotePath.ofBytes(entry.name().bytes()) : base.resolve(entry.name()));
        }
    }

    private static String translate(String glob) {
        StringBuilder regex = new StringBuilder(glob.length() * 2);
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> i = group(glob, i, regex);
                case '\\' -> {
                    if (i + 1 < glob.length()) i++;
                    regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /// Writes the group that begins at `start` and returns where it ends; a `[` that is never closed stands
    /// for itself.
    private static int group(String glob, int start, StringBuilder regex) {
        int at = start + 1;
        boolean not = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        if (not) at++;
        int end = glob.indexOf(']', Math.min(glob.length(), at + 1));
        if (end < 0) {
            regex.append("\\[");
            return start;
        }
        regex.append(not ? "[^" : "[");
        for (char c : glob.substring(at, end).toCharArray()) {
            if (c != '-' && !Character.isLetterOrDigit(c)) regex.append('\\');
            regex.append(c);
        }
        regex.append(']');
        return end;
    }
}
