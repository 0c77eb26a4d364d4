package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.operations.Gate.Answer;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// One target's files as one caller may see them: every act goes through the [Gate] first. Nothing is
/// connected before the first act that needs it. Closing it closes what was opened through it. Any
/// thread.
final class GatedTree implements FileTree {
    private final Gate gate;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final Own own;
    private volatile boolean closed;

    GatedTree(Gate gate) {
        this.gate = gate;
        this.own = new Own(gate);
    }

    Gate gate() {
        return gate;
    }

    /// What is done where the gate lets it.
    interface Deed<T> {
        T at(FileTree tree, RemotePath far) throws Failed;
    }

    /// The path in the target's terms.
    RemotePath inside(RemotePath path) throws Failed {
        if (closed) throw closed(path);
        RemotePath home = path.isAbsolute() ? RemotePath.ROOT : gate.home();
        return gate.terms().inside(Plain.of(path, home, this));
    }

    private static Failed closed(RemotePath path) {
        return Failure.of(Failure.Code.SESSION_CLOSED, path, path.display() + ": this view has been closed")
                .thrown();
    }

    <T> T perform(Act act, RemotePath path, Deed<T> deed) throws Failed {
        return perform(act, path, UnaryOperator.identity(), deed);
    }

    /// @param noted what the line in the audit says besides
    private <T> T perform(Act act, RemotePath path, UnaryOperator<Visitor.Deed> noted, Deed<T> deed) throws Failed {
        RemotePath inside = inside(path);
        try (Passage passage = gate.admit(act, inside)) {
            return through(passage, noted, deed);
        }
    }

    private <T> T through(Passage passage, Deed<T> deed) throws Failed {
        return through(passage, UnaryOperator.identity(), deed);
    }

    private <T> T through(Passage passage, UnaryOperator<Visitor.Deed> noted, Deed<T> deed) throws Failed {
        try {
            T done = deed.at(passage.tree(), passage.far());
            Act act = passage.act();
            if (act.isNoted()) gate.done(noted.apply(Visitor.Deed.of(act.word(), passage.inside(), Visitor.OK, "")));
            return done;
        } catch (Failed failed) {
            throw gate.refusedThere(passage, failed, noted);
        }
    }

    /// Sets attributes, however the target does that.
    void set(Act act, RemotePath path, Changes changes, Setting setting) throws Failed {
        perform(act, path, deed -> deed.saying(Visitor.words(changes)), (tree, far) -> {
            setting.at(tree, far, changes);
            return far;
        });
    }

    interface Setting {
        void at(FileTree tree, RemotePath far, Changes changes) throws Failed;
    }

    private Attributes look(Act act, RemotePath path, Deed<Attributes> deed) throws Failed {
        return switch (gate.look(act, inside(path))) {
            case Answer.Way _ -> WayListing.WAY;
            case Answer.Open(Passage passage) -> {
                try (passage) {
                    yield through(passage, deed);
                }
            }
        };
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return look(Act.STAT, path, FileTree::stat);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        // The base itself is a directory here, whatever leads to it.
        if (inside(path).names().isEmpty()) return stat(path);
        return look(Act.LSTAT, path, FileTree::lstat);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        RemotePath inside = inside(path.isEmpty() ? RemotePath.HERE : path);
        return switch (gate.look(Act.REALPATH, inside)) {
            case Answer.Way _ -> gate.terms().shown(Base.below(RemotePath.ROOT, inside.names()));
            case Answer.Open(Passage passage) -> {
                try (passage) {
                    RemotePath real = through(passage, FileTree::realpath);
                    yield gate.terms().shown(passage.base().inside(real).orElse(passage.real()));
                }
            }
        };
    }

    /// A path that the target told, as the caller may see it.
    RemotePath shown(RemotePath far, RemotePath asked) throws Failed {
        try (Passage passage = gate.admit(Act.REALPATH, RemotePath.ROOT)) {
            Optional<RemotePath> inside = passage.base().inside(far);
            if (inside.isPresent() && gate.may(Act.STAT, inside.get()))
                return gate.terms().shown(inside.get());
        }
        throw Failure.of(Failure.Code.NOT_FOUND, asked, asked.display() + ": No such file or directory")
                .thrown();
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return switch (gate.look(Act.LIST, inside(directory))) {
            case Answer.Way(SortedSet<dev.drey.files.Name> children) -> WayListing.of(directory, children, this);
            case Answer.Open(Passage passage) -> {
                try (passage) {
                    Listing listing = through(passage, FileTree::list);
                    yield kept(new WatchedListing(listing, passage, gate, open::remove));
                }
            }
        };
    }

    <T extends AutoCloseable> T kept(T one) throws Failed {
        open.add(one);
        if (closed && open.remove(one)) {
            quietly(one);
            throw closed(RemotePath.HERE);
        }
        return one;
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        RemotePath inside = inside(link);
        if (inside.names().isEmpty()) {
            throw gate.terms().refused(Failure.Code.INVALID_ARGUMENT, inside, "not a link", gate.target());
        }
        try (Passage passage = gate.admit(Act.READLINK, inside)) {
            return gate.terms().shownLink(through(passage, FileTree::readlink), passage.base());
        }
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        boolean writes = options.write() || options.append() || options.create() || options.truncate();
        Act act = Act.opening(options.read(), writes, options.create() && options.exclusive());
        RemotePath inside = inside(path);
        try (Passage passage = gate.admit(act, inside)) {
            boolean isOwn = writes && (act.isNew() ? own.matters(inside) : own.is(passage));
            OpenFile file = through(passage, (tree, far) -> tree.open(far, options));
            Optional<Own.Made> made = isOwn ? Optional.of(own.opened(inside, file)) : Optional.empty();
            WatchedFile watched = new WatchedFile(file, options, passage, gate, made, this::closed);
            gate.opened(watched);
            return kept(watched);
        }
    }

    private void closed(WatchedFile file) {
        open.remove(file);
        gate.closed(file);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        perform(Act.MAKE_DIRECTORY, path, (tree, far) -> {
            tree.makeDirectory(far, changes);
            return far;
        });
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        perform(Act.REMOVE_DIRECTORY, path, (tree, far) -> {
            tree.removeDirectory(far);
            return far;
        });
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        RemotePath inside = inside(path);
        perform(own.giveUp(inside, Act.REMOVE, Act.REMOVE_OWN), path, (tree, far) -> {
            tree.remove(far);
            return far;
        });
        own.gone(inside);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        move(from, to, Act.RENAME_TO, GatedTree::giveName);
    }

    /// Where that is free.
    static void giveName(Passage from, Passage to) throws Failed {
        from.tree().rename(from.far(), to.far());
    }

    /// Gives `from` the name `to`, however the target does that.
    void move(RemotePath from, RemotePath to, Act actTo, Pairing pairing) throws Failed {
        RemotePath inside = inside(from);
        both(new Pair(own.giveUp(inside, Act.RENAME, Act.RENAME_OWN), from, actTo, to), pairing);
        own.gone(inside);
    }

    /// What is done with two paths of one target.
    interface Pairing {
        void at(Passage from, Passage to) throws Failed;
    }

    record Pair(Act act, RemotePath path, Act actTo, RemotePath pathTo) {}

    void both(Pair pair, Pairing pairing) throws Failed {
        RemotePath inside = inside(pair.path());
        RemotePath insideTo = inside(pair.pathTo());
        try (Passage from = gate.admit(pair.act(), inside);
                Passage to = gate.admitBeside(from, pair.actTo(), insideTo)) {
            String word = pair.act().word();
            try {
                pairing.at(from, to);
            } catch (Failed failed) {
                gate.done(
                        Visitor.Deed.of(word, inside, failed.code().name(), "").to(insideTo));
                throw gate.told(gate.told(failed, inside, from.far()), insideTo, to.far());
            }
            gate.done(Visitor.Deed.of(word, inside, Visitor.OK, "").to(insideTo));
        }
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        set(Act.SET, path, changes, FileTree::setAttributes);
        own.changed(inside(path), changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        RemotePath inside = inside(link);
        try (Passage passage = gate.admit(Act.SYMLINK, inside)) {
            RemotePath text = gate.terms().farLink(target, passage.base());
            through(passage, deed -> deed.to(gate.terms().insideLink(target)), (tree, far) -> {
                tree.symlink(far, text);
                return far;
            });
        }
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return closed ? Optional.empty() : GatedPowers.of(this).find(type);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        for (AutoCloseable one : open) quietly(one);
        open.clear();
        gate.close();
    }

    private static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception gone) {
            // It was to be closed, and the line has done so.
            return;
        }
    }
}
