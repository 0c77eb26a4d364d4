package dev.drey.disk;

import dev.drey.files.Name;
import java.util.ArrayList;
import java.util.List;

/// One place of a jail in both spellings: where it is shown, and where it really is. They differ below a
/// root that was named through a link. What is compared is the real one, which no link can change.
record Where(List<Name> shown, List<Name> real) {
    static final Where TOP = asSpelled(List.of());

    /// Above the roots, where names are only spelled.
    static Where asSpelled(List<Name> names) {
        return new Where(names, names);
    }

    Where child(Name name) {
        List<Name> below = with(shown, name);
        return new Where(below, shown.equals(real) ? below : with(real, name));
    }

    static List<Name> with(List<Name> names, Name name) {
        List<Name> all = new ArrayList<>(names.size() + 1);
        all.addAll(names);
        all.add(name);
        return List.copyOf(all);
    }

    /// Whether `whole` is `start` or below it.
    static boolean starts(List<Name> whole, List<Name> start) {
        return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
    }

    /// Whether `whole` lies below `start`.
    static boolean isBelow(List<Name> whole, List<Name> start) {
        return whole.size() > start.size() && starts(whole, start);
    }
}
