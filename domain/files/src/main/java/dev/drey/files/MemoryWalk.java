package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.Directory;
import dev.drey.files.MemoryNode.Link;
import dev.drey.files.MemoryTree.Identity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows a path through a [MemoryStore] as POSIX tells ("pathname resolution"): links, `.`, `..`, a slash at the
/// end, and the right to search each directory. Guarded by the store's lock.
///
/// @param home what relative paths start at, absolute
record MemoryWalk(MemoryStore store, Identity who, RemotePath home) {
    private static final int LINKS = 40;
    private static final int NAME = 255;

    /// Where a path ends.
    ///
    /// @param asked the path as it was given, for messages
    /// @param parent the directory of the last name; for `/` the root itself
    /// @param name the last name after links; `.`, `..` or empty where the path has no better one
    /// @param node what is there; null when the name is free
    /// @param slash whether only a directory will do
    record Spot(
            RemotePath asked,
            Directory parent,
            Name name,
            @Nullable MemoryNode node,
            boolean slash) {
        /// What is there.
        MemoryNode there() throws Failed {
            if (node == null) throw Refusal.of(Code.NOT_FOUND, asked);
            return node;
        }

        Directory directory() throws Failed {
            if (there() instanceof Directory directory) return directory;
            throw Refusal.of(Code.NOT_A_DIRECTORY, asked);
        }

        /// Makes sure that the name is free and fit to be given.
        void vacant() throws Failed {
            if (node != null) throw Refusal.of(Code.ALREADY_EXISTS, asked);
        }
    }

    /// Where `path` leads; a last link is followed when `follow`, or when a slash stands behind it.
    Spot find(RemotePath path, boolean follow) throws Failed {
        if (path.isEmpty()) throw Refusal.of(Code.NOT_FOUND, path);
        if (path.hasNul()) throw Refusal.of(Code.INVALID_PATH, path);
        Steps steps = new Steps(path);
        steps.push(home.resolve(path));
        while (!steps.left.isEmpty()) step(steps, follow);
        if (steps.slash && steps.node != null && !(steps.node instanceof Directory)) {
            throw Refusal.of(Code.NOT_A_DIRECTORY, path);
        }
        return new Spot(path, steps.at, steps.name, steps.node, steps.slash);
    }

    private void step(Steps steps, boolean follow) throws Failed {
        Name name = steps.left.pop();
        if (name.length() > NAME) throw Refusal.of(Code.INVALID_PATH, steps.asked);
        if (!who.may(steps.at, Identity.SEARCH)) throw Refusal.of(Code.PERMISSION_DENIED, steps.asked);
        MemoryNode child = steps.at.child(name);
        boolean last = steps.left.isEmpty();
        if (child instanceof Link link && (!last || follow || steps.slash)) {
            if (++steps.links > LINKS) throw Refusal.of(Code.TOO_MANY_LINKS, steps.asked);
            steps.push(link.target);
            return;
        }
        if (last) {
            steps.node = child;
            steps.name = name;
            return;
        }
        if (child == null) throw Refusal.of(Code.NOT_FOUND, steps.asked);
        if (!(child instanceof Directory directory)) throw Refusal.of(Code.NOT_A_DIRECTORY, steps.asked);
        steps.at = directory;
    }

    /// How far a walk has come.
    private final class Steps {
        final RemotePath asked;
        final Deque<Name> left = new ArrayDeque<>();
        Directory at = store.root;
        Name name = Name.of("");

        @Nullable
        MemoryNode node = store.root;

        boolean slash;
        int links;

        Steps(RemotePath asked) {
            this.asked = asked;
        }

        void push(RemotePath path) {
            if (left.isEmpty() && path.endsWithSlash()) slash = true;
            if (path.isAbsolute()) {
                at = store.root;
                node = store.root;
                name = Name.of("");
            }
            List<Name> names = path.names();
            for (int i = names.size() - 1; i >= 0; i--) left.push(names.get(i));
        }
    }
}
