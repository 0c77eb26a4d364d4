package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A [TreeOptions.Selection], compiled: which directories are entered and which entries carried.
///
/// A directory that an include pattern matches is carried with all that is in it; one that none matches is entered
/// all the same, since something below may match. For many threads at once.
final class Filter {
    private final List<Rule> includes;
    private final List<Rule> excludes;
    private final Set<RemotePath> only = new HashSet<>();
    private final Set<RemotePath> towardsOnly = new HashSet<>();
    private final Set<RemotePath> onlySeen = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private final TreeOptions.Selection selection;
    private final Instant now;
    private final boolean everything;

    /// What was decided for a directory, and so holds below it.
    ///
    /// @param included it, or one above it, matches an include pattern
    /// @param listed it, or one above it, is in the list of `only` paths
    record Held(boolean included, boolean listed) {
        /// Whether the directory itself is wanted, not merely on the way to something.
        boolean wanted() {
            return included && listed;
        }
    }

    private record Rule(String text, Wildcard wildcard, boolean path, boolean directories, AtomicBoolean matched) {
        static Rule of(String text) throws Failed {
            boolean directories = text.endsWith("/");
            String body = directories ? text.substring(0, text.length() - 1) : text;
            if (body.startsWith("./")) body = body.substring(1);
            boolean path = body.indexOf('/') >= 0;
            if (body.startsWith("/")) body = body.substring(1);
            return new Rule(text, Wildcard.compile(body), path, directories, new AtomicBoolean());
        }

        boolean matches(int[] wholePath, int[] name, boolean directory) {
            if (directories && !directory) return false;
            boolean matches = wildcard.matches(path ? wholePath : name);
            if (matches && !matched.get()) matched.set(true);
            return matches;
        }
    }

    private Filter(TreeOptions.Selection selection, Instant now) throws Failed {
        this.selection = selection;
        this.now = now;
        includes = rules(selection.include());
        excludes = rules(selection.exclude());
        for (String path : selection.only()) addOnly(path);
        everything = selection.equals(TreeOptions.Selection.ALL);
    }

    /// @param now what ages are counted from
    /// @throws Failed INVALID_ARGUMENT for a pattern or path that cannot mean anything
    static Filter of(TreeOptions.Selection selection, Instant now) throws Failed {
        return new Filter(selection, now);
    }

    /// What holds for the root itself.
    Held root() {
        return new Held(includes.isEmpty(), only.isEmpty());
    }

    /// What holds for a directory, seen from the one above it; empty: it is not entered.
    Optional<Held> enter(Held above, RemotePath path, Name name) {
        if (everything) return Optional.of(above);
        int[] whole = Wildcard.characters(path.bytes());
        int[] last = Wildcard.characters(name.bytes());
        if (any(excludes, whole, last, true)) return Optional.empty();
        boolean listed = above.listed() || isOnly(path);
        if (!listed && !towardsOnly.contains(path)) return Optional.empty();
        return Optional.of(new Held(any(includes, whole, last, true) || above.included(), listed));
    }

    /// Whether a file or link is carried.
    boolean carries(Held directory, RemotePath path, Name name, Attributes attributes) {
        if (everything) return true;
        int[] whole = Wildcard.characters(path.bytes());
        int[] last = Wildcard.characters(name.bytes());
        if (any(excludes, whole, last, false)) return false;
        if (!directory.listed() && !isOnly(path)) return false;
        boolean included = any(includes, whole, last, false) || directory.included();
        return included && hasAge(attributes) && hasSize(attributes);
    }

    /// One line for each include pattern and `only` path that nothing matched, for the warnings.
    List<String> unmatched() {
        List<String> lines = new ArrayList<>();
        for (Rule rule : includes) {
            if (!rule.matched().get()) lines.add("the include pattern `" + rule.text() + "` matched nothing");
        }
        for (RemotePath path : only) {
            if (!onlySeen.contains(path)) lines.add("the listed path " + path.display() + " was not found");
        }
        return lines;
    }

    private static List<Rule> rules(List<String> patterns) throws Failed {
        List<Rule> rules = new ArrayList<>();
        for (String pattern : patterns) rules.add(Rule.of(pattern));
        return List.copyOf(rules);
    }

    private void addOnly(String text) throws Failed {
        RemotePath path = RemotePath.of("/" + text).normalized();
        boolean outside =
                RemotePath.of(text).names().stream().anyMatch(n -> n.text().equals(".."));
        if (outside || path.equals(RemotePath.ROOT)) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "the listed path `" + text + "` names nothing in the tree")
                    .thrown();
        }
        RemotePath whole = withoutSlash(path);
        only.add(whole);
        for (RemotePath up = path.parent(); !up.equals(RemotePath.ROOT); up = up.parent()) {
            towardsOnly.add(withoutSlash(up));
        }
    }

    private static RemotePath withoutSlash(RemotePath absolute) {
        byte[] bytes = absolute.bytes();
        return RemotePath.ofBytes(java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    private boolean isOnly(RemotePath path) {
        if (!only.contains(path)) return false;
        onlySeen.add(path);
        return true;
    }

    /// All rules that have not matched yet are asked too, so that [#unmatched()] tells the truth.
    private static boolean any(List<Rule> rules, int[] path, int[] name, boolean directory) {
        boolean any = false;
        for (Rule rule : rules) {
            if (!any || !rule.matched().get()) any |= rule.matches(path, name, directory);
        }
        return any;
    }

    private boolean hasAge(Attributes attributes) {
        if (attributes.modified().isEmpty()) return true;
        Instant modified = attributes.modified().get();
        if (selection.minAge().isPresent()
                && modified.isAfter(now.minus(selection.minAge().get()))) return false;
        return selection.maxAge().isEmpty()
                || !modified.isBefore(now.minus(selection.maxAge().get()));
    }

    private boolean hasSize(Attributes attributes) {
        if (!attributes.isFile() || attributes.size().isEmpty()) return true;
        long size = attributes.sizeOrZero();
        return size >= selection.minSize().orElse(0)
                && size <= selection.maxSize().orElse(Long.MAX_VALUE);
    }
}
