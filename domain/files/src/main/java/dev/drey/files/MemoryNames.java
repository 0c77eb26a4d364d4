package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.Directory;
import dev.drey.files.MemoryNode.File;
import dev.drey.files.MemoryNode.Link;
import dev.drey.files.MemoryTree.Identity;
import dev.drey.files.MemoryWalk.Spot;

/// Gives, takes and moves names in a [MemoryStore], and changes what they stand for, as far as `who` may. Every check
/// comes before the first change. Guarded by the store's lock.
record MemoryNames(MemoryStore store, Identity who) {
    private static final int PERMISSIONS = 07777;
    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;
    private static final int STICKY = 01000;
    private static final int GROUP_MAY_RUN = 010;

    /// Gives `node` its first name.
    void add(Spot spot, MemoryNode node) throws Failed {
        Directory parent = writable(spot);
        if ((parent.mode & SET_GID) != 0) {
            node.gid = parent.gid;
            if (node instanceof Directory) node.mode |= SET_GID;
        }
        put(spot, node);
        node.names++;
    }

    /// Gives a file one more name.
    void link(Spot existing, Spot link) throws Failed {
        MemoryNode node = existing.there();
        if (node instanceof Directory) {
            throw Refusal.of(Code.PERMISSION_DENIED, existing.asked(), "a directory cannot have a second name");
        }
        link.vacant();
        if (link.slash()) throw Refusal.of(Code.NOT_FOUND, link.asked());
        writable(link);
        put(link, node);
        node.names++;
    }

    void remove(Spot spot) throws Failed {
        MemoryNode node = spot.there();
        if (node instanceof Directory) throw Refusal.of(Code.IS_A_DIRECTORY, spot.asked());
        removable(spot, node);
        take(spot);
        store.unname(node);
    }

    void removeDirectory(Spot spot) throws Failed {
        Directory node = spot.directory();
        named(spot);
        if (!node.children.isEmpty()) throw Refusal.of(Code.DIRECTORY_NOT_EMPTY, spot.asked());
        removable(spot, node);
        take(spot);
        store.unname(node);
    }

    /// Moves a name; what has the name `to` loses it.
    void move(Spot from, Spot to) throws Failed {
        MemoryNode node = from.there();
        MemoryNode old = to.node();
        named(from);
        if (old != null) named(to);
        if (node == old) return;
        if (to.slash() && !(node instanceof Directory)) throw Refusal.of(Code.NOT_A_DIRECTORY, to.asked());
        if (node instanceof Directory && to.parent().isWithin(node)) {
            throw Refusal.of(
                    Code.INVALID_ARGUMENT,
                    to.asked(),
                    "lies inside of " + from.asked().display());
        }
        if (old != null) replaceable(node, to, old);
        removable(from, node);
        if (old == null) writable(to);
        if (node instanceof Directory && from.parent() != to.parent() && !who.may(node, Identity.WRITE)) {
            throw Refusal.of(Code.PERMISSION_DENIED, from.asked());
        }
        take(from);
        if (old != null) {
            take(to);
            store.unname(old);
        }
        put(to, node);
    }

    private void replaceable(MemoryNode node, Spot to, MemoryNode old) throws Failed {
        if (old instanceof Directory directory) {
            if (!(node instanceof Directory)) throw Refusal.of(Code.IS_A_DIRECTORY, to.asked());
            if (!directory.children.isEmpty()) throw Refusal.of(Code.DIRECTORY_NOT_EMPTY, to.asked());
        } else if (node instanceof Directory) {
            throw Refusal.of(Code.NOT_A_DIRECTORY, to.asked());
        }
        removable(to, old);
    }

    /// `.`, `..` and `/` are nobody's names to take.
    private static void named(Spot spot) throws Failed {
        if (!spot.name().isPlain()) throw Refusal.of(Code.INVALID_ARGUMENT, spot.asked());
    }

    private Directory writable(Spot spot) throws Failed {
        Directory parent = spot.parent();
        if (parent.names == 0) throw Refusal.of(Code.NOT_FOUND, spot.asked());
        if (!who.may(parent, Identity.WRITE | Identity.SEARCH)) throw Refusal.of(Code.PERMISSION_DENIED, spot.asked());
        return parent;
    }

    private void removable(Spot spot, MemoryNode node) throws Failed {
        Directory parent = writable(spot);
        if ((parent.mode & STICKY) != 0 && !who.owns(node) && !who.owns(parent)) {
            throw Refusal.of(Code.PERMISSION_DENIED, spot.asked());
        }
    }

    private void put(Spot spot, MemoryNode node) {
        spot.parent().children.put(spot.name(), node);
        spot.parent().modified = store.now();
        if (node instanceof Directory directory) {
            directory.parent = spot.parent();
            directory.name = spot.name();
        }
    }

    private void take(Spot spot) {
        spot.parent().children.remove(spot.name());
        spot.parent().modified = store.now();
    }

    /// Makes all changes or none; `path` is for messages.
    void change(MemoryNode node, Changes changes, RemotePath path) throws Failed {
        allowed(node, changes, path);
        if (changes.size().isPresent() && !who.may(node, Identity.WRITE)) {
            throw Refusal.of(Code.PERMISSION_DENIED, path);
        }
        apply(node, changes);
    }

    /// The same for a file that is open for writing, whatever its permissions have become.
    void changeOpen(File file, Changes changes, RemotePath path) throws Failed {
        allowed(file, changes, path);
        apply(file, changes);
    }

    private void allowed(MemoryNode node, Changes changes, RemotePath path) throws Failed {
        if (changes.permissions().isPresent()) {
            checked(changes.permissions().getAsInt(), path);
            if (node instanceof Link) throw Refusal.of(Code.UNSUPPORTED, path, "a link has no permissions of its own");
        }
        if (changes.size().isPresent()) {
            if (node instanceof Directory) throw Refusal.of(Code.IS_A_DIRECTORY, path);
            if (!(node instanceof File) || changes.size().getAsLong() < 0) {
                throw Refusal.of(Code.INVALID_ARGUMENT, path);
            }
        }
        boolean owners = changes.permissions().isPresent() || changes.times().isPresent();
        boolean owned = changes.owner().map(owner -> mayGive(node, owner)).orElse(true);
        if ((owners && !who.owns(node)) || !owned) throw Refusal.of(Code.PERMISSION_DENIED, path);
    }

    private boolean mayGive(MemoryNode node, Changes.Owner owner) {
        return who.isRoot()
                || (who.owns(node) && owner.uid() == node.uid && (owner.gid() == node.gid || who.isIn(owner.gid())));
    }

    /// The owner first, since giving a file away drops its set-user-id bits, which may be asked for as well.
    private void apply(MemoryNode node, Changes changes) {
        if (changes.size().isPresent() && node instanceof File file) {
            resize(file, changes.size().getAsLong());
        }
        changes.owner().ifPresent(owner -> {
            node.uid = owner.uid();
            node.gid = owner.gid();
            dropSetBits(node);
        });
        changes.permissions().ifPresent(mode -> {
            node.mode = mode;
            if (!who.isRoot() && !who.isIn(node.gid)) node.mode &= ~SET_GID;
        });
        changes.times().ifPresent(times -> {
            node.accessed = times.accessed();
            node.modified = times.modified();
        });
    }

    /// Cuts a file or enlarges it by a hole.
    void resize(File file, long size) {
        store.changing(file, () -> file.bytes.resize(size));
        written(file);
    }

    /// Remembers that a file's bytes have become others.
    void written(File file) {
        file.modified = store.now();
        if (!who.isRoot()) dropSetBits(file);
    }

    private void dropSetBits(MemoryNode node) {
        if (who.isRoot() || !(node instanceof File)) return;
        node.mode &= ~SET_UID;
        if ((node.mode & GROUP_MAY_RUN) != 0) node.mode &= ~SET_GID;
    }

    static int checked(int permissions, RemotePath path) throws Failed {
        if ((permissions & ~PERMISSIONS) == 0) return permissions;
        throw Refusal.of(Code.INVALID_ARGUMENT, path, "permissions are 0 to 07777");
    }
}
