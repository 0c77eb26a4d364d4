package dev.drey.operations;

import dev.drey.files.RemotePath;
import java.util.LinkedHashSet;
import java.util.Set;

/// The files that a view has made under names that were free, as writers do who give a file its name
/// last: such a name may be given up by whoever may write, since nothing is lost with it that was there
/// before. Any thread.
final class Own {
    private static final int MOST = 10_000;

    private final Set<RemotePath> names = new LinkedHashSet<>();

    synchronized void made(RemotePath inside) {
        if (names.size() >= MOST) names.remove(names.iterator().next());
        names.add(inside);
    }

    synchronized boolean holds(RemotePath inside) {
        return names.contains(inside);
    }

    synchronized void gone(RemotePath inside) {
        names.remove(inside);
    }
}
