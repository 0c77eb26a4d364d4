package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One walk from the top of a jail along a path, name by name, following links by hand.
///
/// Each step is taken below the directory held at that moment, so what happens to names meanwhile cannot
/// lead it out. Whether a step ends at a root is told by its real path and by which directory it is. A link's text is
/// walked like the rest of the path: an absolute one from the top of the
/// jail, so that links between two roots work and links that lead out end at a refusal. `..` walks again
/// along the names without the last. Limits: 40 links, 8192 steps. Used by one thread, once.
final class Walk {
    private static final int MOST_LINKS = 40;
    private static final int MOST_STEPS = 8192;

    private final Bounds bounds;
    private final Ground ground;
    private final Forbidden forbidden;
    private final String verb;
    private final RemotePath path;
    private final boolean follow;

    private final Deque<Name> rest = new ArrayDeque<>();
    private final Map<FileIdentity, Root> known = new HashMap<>();
    private boolean mustBeDirectory;
    private int links;
    private int steps;

    private Where where = Where.TOP;
    private @Nullable Root root;
    private @Nullable Held parent;
    private @Nullable Held self;

    /// @param follow whether a last link is followed
    Walk(Bounds bounds, Ground ground, Forbidden forbidden, String verb, RemotePath path, boolean follow) {
        this.bounds = bounds;
        this.ground = ground;
        this.forbidden = forbidden;
        this.verb = verb;
        this.path = path;
        this.follow = follow;
        this.mustBeDirectory = path.endsWithSlash();
    }

    Place go() throws IOException {
        boolean arrived = false;
        try {
            if (!path.isAbsolute()) rest.addAll(bounds.home().names());
            rest.addAll(path.names());
            top();
            while (!rest.isEmpty()) {
                refuseBelowFile();
                if (++steps > MOST_STEPS) throw Trouble.of(Errno.ENAMETOOLONG, verb, path);
                Name name = rest.remove();
                if (!name.isDots()) step(name);
                else if (name.length() == 2) up();
                top();
            }
            if (mustBeDirectory && self != null) refuseBelowFile();
            arrived = true;
            return new Place(root, where, parent, self, forbidden);
        } finally {
            if (!arrived) leave();
        }
    }

    /// The top of the disk may be a root itself.
    private void top() throws IOException {
        if (root != null || !where.shown().isEmpty()) return;
        Root entered = bounds.rootAt(where).orElse(null);
        if (entered != null) enter(entered);
    }

    private void refuseBelowFile() throws Failed {
        if (self != null && !self.attributes().isDirectory()) throw Trouble.of(Errno.ENOTDIR, verb, path);
    }

    private void up() {
        List<Name> names = where.shown();
        List<Name> above = names.isEmpty() ? names : names.subList(0, names.size() - 1);
        again(above);
    }

    /// From the top along `first` and then along what is left.
    private void again(List<Name> first) {
        leave();
        for (Name name : first.reversed()) rest.addFirst(name);
    }

    private void leave() {
        new Place(root, where, parent, self, forbidden).close();
        where = Where.TOP;
        root = null;
        parent = null;
        self = null;
    }

    private void step(Name name) throws IOException {
        Where next = where.child(name);
        if (forbidden.names(next)) throw refused("it is never shown");
        Root entered = bounds.rootAt(next).orElse(null);
        if (entered != null) enter(entered);
        else if (self != null) down(self, new Place.Step(name, next));
        else if (bounds.leadsToRoot(next)) where = next;
        else throw refused("it is outside the allowed paths");
    }

    private void enter(Root entered) throws IOException {
        Held held = ground.root(entered);
        leave();
        root = entered;
        where = entered.where();
        self = held;
    }

    private void down(Held directory, Place.Step step) throws IOException {
        Held child;
        try {
            child = ground.child(directory, step);
        } catch (NoSuchFileException missing) {
            if (!rest.isEmpty()) throw missing;
            take(directory, null, step);
            return;
        }
        boolean taken = false;
        try {
            if (forbidden.contains(child.identity())) throw refused("it is never shown");
            boolean through = child.attributes().isLink() && (follow || !rest.isEmpty());
            if (through) {
                through(child.target());
                return;
            }
            Root inner = child.attributes().isDirectory() ? rootOf(child.identity()) : null;
            if (inner != null) {
                enter(inner);
            } else {
                take(directory, child, step);
                taken = true;
            }
        } finally {
            if (!taken) child.close();
        }
    }

    /// A root is one by whatever name it is reached.
    private @Nullable Root rootOf(FileIdentity directory) {
        if (known.isEmpty()) {
            for (Root one : bounds.roots()) known.putIfAbsent(ground.identity(one), one);
        }
        return directory.isKnown() ? known.get(directory) : null;
    }

    private void take(Held directory, @Nullable Held child, Place.Step step) {
        if (parent != null) parent.close();
        parent = directory;
        self = child;
        where = step.where();
    }

    private void through(RemotePath target) throws Failed {
        if (++links > MOST_LINKS) throw Trouble.of(Errno.ELOOP, verb, path);
        if (rest.isEmpty() && target.endsWithSlash()) mustBeDirectory = true;
        for (Name name : target.names().reversed()) rest.addFirst(name);
        if (target.isAbsolute()) leave();
    }

    private Failed refused(String why) {
        return JailTree.refusal(verb, path, why);
    }
}
