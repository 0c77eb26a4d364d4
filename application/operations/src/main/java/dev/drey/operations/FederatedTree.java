package dev.drey.operations;

import dev.drey.access.Destination;
import dev.drey.access.Standing;
import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.Name;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// All targets that one caller may see, each a directory that bears its name.
///
/// The top shows names alone: to look at it, or at such a directory without entering it, connects
/// nowhere, and what is offline is shown like the others. Any thread.
final class FederatedTree implements FileTree {
    private final Visitor visitor;
    private final Catalogue catalogue;
    private final Opener opener;
    private final Instant since;
    private final Map<String, GatedTree> trees = new ConcurrentHashMap<>();
    private final FederatedPowers powers = new FederatedPowers(this);
    private volatile boolean closed;

    /// How the tree of one target is opened, in whose terms its paths begin with its name.
    interface Opener {
        GatedTree open(String target);
    }

    FederatedTree(Visitor visitor, Catalogue catalogue, Opener opener) {
        this.visitor = visitor;
        this.catalogue = catalogue;
        this.opener = opener;
        this.since = visitor.clock().instant();
    }

    /// Where a path ends: at the top when it has no names, at a target's directory when it has one, else
    /// in it.
    private List<Name> names(RemotePath path) throws Failed {
        if (closed) throw refused(Failure.Code.SESSION_CLOSED, path, "this view has been closed");
        return Plain.of(path, RemotePath.ROOT, this).names();
    }

    /// The tree of the target in which a path lies.
    GatedTree in(RemotePath path) throws Failed {
        List<Name> names = names(path);
        if (names.isEmpty()) throw top(path);
        return tree(names.getFirst(), path);
    }

    private GatedTree tree(Name name, RemotePath path) throws Failed {
        String target = known(name, path).name();
        GatedTree tree = trees.computeIfAbsent(target, opener::open);
        if (closed) tree.close();
        return tree;
    }

    private Catalogue.Known known(Name name, RemotePath path) throws Failed {
        Standing standing = visitor.standing();
        return find(name)
                .filter(one -> standing.sees(destination(one)))
                .orElseThrow(() -> refused(Failure.Code.NOT_FOUND, path, "No such file or directory"));
    }

    private Optional<Catalogue.Known> find(Name name) {
        return name.isText()
                ? catalogue.find(name.text()).filter(one -> one.name().equals(name.text()))
                : Optional.empty();
    }

    private static Destination destination(Catalogue.Known known) {
        return new Destination(known.name(), known.tags());
    }

    private static Failed refused(Failure.Code code, RemotePath path, String words) {
        return Failure.of(code, path, path.display() + ": " + words).thrown();
    }

    private static Failed top(RemotePath path) {
        return refused(Failure.Code.PERMISSION_DENIED, path, "Permission denied: here are only targets");
    }

    private Attributes made(boolean writable) {
        return new Attributes(
                FileType.DIRECTORY,
                OptionalLong.of(0),
                OptionalInt.of(writable ? 0755 : 0555),
                OptionalInt.of(0),
                OptionalInt.of(0),
                Optional.of(since),
                Optional.of(since));
    }

    private Attributes made(Standing standing, Catalogue.Known known) {
        return made(new Stance(standing, destination(known)).mayChange());
    }

    /// Of the top or a target's directory; empty for what lies below.
    private Optional<Attributes> made(RemotePath path) throws Failed {
        List<Name> names = names(path);
        Standing standing = visitor.standing();
        if (names.isEmpty()) return Optional.of(made(false));
        if (names.size() > 1) return Optional.empty();
        return Optional.of(made(standing, known(names.getFirst(), path)));
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        Optional<Attributes> made = made(path);
        return made.isPresent() ? made.get() : in(path).stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        Optional<Attributes> made = made(path);
        return made.isPresent() ? made.get() : in(path).lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        RemotePath asked = path.isEmpty() ? RemotePath.HERE : path;
        List<Name> names = names(asked);
        visitor.standing();
        if (names.isEmpty()) return RemotePath.ROOT;
        if (names.size() > 1) return in(asked).realpath(asked);
        // As on OpenSSH's server, the last name need not exist; so nothing is told of a target that may not be seen.
        return RemotePath.ROOT.resolve(names.getFirst());
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        if (!names(directory).isEmpty()) return in(directory).list(directory);
        Standing standing = visitor.standing();
        return new WayListing(catalogue.all().stream()
                .filter(known -> standing.sees(destination(known)))
                .map(known -> new Entry(Name.of(known.name()), made(standing, known)))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList());
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        if (made(link).isPresent()) throw refused(Failure.Code.INVALID_ARGUMENT, link, "not a link");
        return in(link).readlink(link);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        List<Name> names = names(path);
        boolean isThere = names.isEmpty() || (names.size() == 1 && isSeen(names.getFirst()));
        if (isThere) throw refused(Failure.Code.IS_A_DIRECTORY, path, "Is a directory");
        if (names.size() == 1 && options.create()) throw top(path);
        return in(path).open(path, options);
    }

    private boolean isSeen(Name name) throws Failed {
        Standing standing = visitor.standing();
        return find(name).filter(one -> standing.sees(destination(one))).isPresent();
    }

    /// The tree in which something is to change below a target's directory.
    private GatedTree below(RemotePath path) throws Failed {
        List<Name> names = names(path);
        if (names.size() > 1) return in(path);
        visitor.standing();
        throw top(path);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        List<Name> names = names(path);
        boolean isThere = names.isEmpty() || (names.size() == 1 && isSeen(names.getFirst()));
        if (isThere) throw refused(Failure.Code.ALREADY_EXISTS, path, "File exists");
        below(path).makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        below(path).removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        below(path).remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        sameTarget(from, to).rename(from, to);
    }

    /// The one tree in which both lie.
    GatedTree sameTarget(RemotePath from, RemotePath to) throws Failed {
        GatedTree tree = below(from);
        GatedTree other = below(to);
        if (tree.equals(other)) return tree;
        throw refused(
                Failure.Code.UNSUPPORTED,
                from,
                "from " + tree.gate().target() + " to " + other.gate().target()
                        + " nothing can be renamed or linked; copy it, then remove it");
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        in(path).setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        below(link).symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return type.isInstance(powers) ? Optional.of(type.cast(powers)) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        trees.values().forEach(GatedTree::close);
    }
}
