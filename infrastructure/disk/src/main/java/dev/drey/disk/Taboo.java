package dev.drey.disk;

import dev.drey.files.Name;
import java.util.List;
import java.util.Locale;

/// Names that a jail never shows, whatever they stand for; letters' case does not matter.
public enum Taboo {
    /// Any `.ssh`, also as a root or above one.
    KEYS {
        @Override
        boolean holds(List<Name> names, boolean belowRoot) {
            return is(names.getLast(), ".ssh");
        }
    },
    /// What nobody means to hand to an assistant along with a folder: any `.ssh`, any `hooks` of a `.git`,
    /// any name that begins with `.env`. A root itself may be one of them: then somebody has listed it.
    SECRETS {
        @Override
        boolean holds(List<Name> names, boolean belowRoot) {
            if (!belowRoot) return false;
            Name last = names.getLast();
            if (is(last, ".ssh") || lower(last).startsWith(".env")) return true;
            return is(last, "hooks") && isOfGit(names);
        }

        // By another name above them hooks could be prepared, and then be given theirs.
        @Override
        boolean holdsMove(List<Name> from, List<Name> to) {
            return isOfGit(from) != isOfGit(to);
        }
    };

    /// Whether the last of `names` is one of those.
    ///
    /// @param belowRoot whether it lies below a root, and neither is one nor leads to one
    abstract boolean holds(List<Name> names, boolean belowRoot);

    /// Whether moving a directory or a link makes anything below it taboo, or no longer so.
    ///
    /// @param from empty for a link that is made
    boolean holdsMove(List<Name> from, List<Name> to) {
        return false;
    }

    private static boolean isOfGit(List<Name> names) {
        return names.stream().anyMatch(name -> is(name, ".git"));
    }

    private static boolean is(Name name, String word) {
        return lower(name).equals(word);
    }

    private static String lower(Name name) {
        return name.text().toLowerCase(Locale.ROOT);
    }
}
