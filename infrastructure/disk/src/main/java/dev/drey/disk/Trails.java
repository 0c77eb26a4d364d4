package dev.drey.disk;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where some paths of this machine lead at this moment: their ends, and every directory and link that
/// they lead through.
///
/// Both by their real names, so that what is missing is known too, and by which file it is, so that
/// another name for it does not help. A path that is a link has two ends: the link, and what it leads to.
/// Filled by one thread; then only read.
final class Trails {
    private static final int MOST_LINKS = 40;

    private final Map<List<Name>, Optional<Spot>> seen = new HashMap<>();
    private final Set<List<Name>> ends = new HashSet<>();
    private final Set<List<Name>> ways = new HashSet<>();
    private final Set<FileIdentity> endFiles = new HashSet<>();
    private final Set<FileIdentity> wayFiles = new HashSet<>();

    /// What is at one name.
    private record Spot(FileIdentity identity, Optional<RemotePath> target) {}

    static Trails of(List<List<Name>> paths) {
        Trails trails = new Trails();
        for (List<Name> path : paths) trails.follow(path);
        return trails;
    }

    boolean endAt(List<Name> real) {
        return ends.contains(real);
    }

    boolean endAt(FileIdentity file) {
        return endFiles.contains(file);
    }

    /// Whether one of the paths leads through what is at a place, or would through what is put there.
    boolean leadThrough(Place place) {
        return ways.contains(place.where().real())
                || place.there().filter(this::isWay).isPresent();
    }

    private boolean isWay(Held held) {
        return wayFiles.contains(held.identity());
    }

    /// The same, or whether one ends there.
    boolean touch(Place place) {
        return leadThrough(place)
                || endAt(place.where().real())
                || place.there().filter(held -> endAt(held.identity())).isPresent();
    }

    private void follow(List<Name> path) {
        Deque<Name> rest = new ArrayDeque<>(path);
        List<Name> at = List.of();
        int links = 0;
        while (!rest.isEmpty()) {
            Name name = rest.remove();
            if (name.isDots()) {
                if (name.length() == 2) at = above(at);
                continue;
            }
            at = Where.with(at, name);
            note(at, rest.isEmpty());
            Optional<RemotePath> target = look(at).flatMap(Spot::target);
            if (target.isPresent() && links++ < MOST_LINKS) {
                at = target.get().isAbsolute() ? List.of() : above(at);
                for (Name next : target.get().names().reversed()) rest.addFirst(next);
            }
        }
        note(at, true);
    }

    private void note(List<Name> at, boolean end) {
        (end ? ends : ways).add(at);
        look(at).filter(spot -> spot.identity().isKnown())
                .ifPresent(spot -> (end ? endFiles : wayFiles).add(spot.identity()));
    }

    private static List<Name> above(List<Name> names) {
        return names.isEmpty() ? names : List.copyOf(names.subList(0, names.size() - 1));
    }

    /// Empty where nothing is, or nothing can be seen.
    private Optional<Spot> look(List<Name> at) {
        Optional<Spot> known = seen.get(at);
        if (known != null) return known;
        boolean possible = at.isEmpty() || look(above(at)).isPresent();
        Optional<Spot> found = possible ? lookNow(Bounds.path(at)) : Optional.empty();
        seen.put(at, found);
        return found;
    }

    private static Optional<Spot> lookNow(RemotePath path) {
        try {
            return Optional.of(Posix.available() ? natively(path.bytes()) : portably(path));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static Spot natively(byte[] path) throws PosixException {
        Stat stat = Posix.statx(Posix.AT_FDCWD, path, Posix.AT_SYMLINK_NOFOLLOW);
        if (!stat.isLink()) return new Spot(stat.identity(), Optional.empty());
        return new Spot(stat.identity(), Optional.of(RemotePath.ofBytes(Posix.readlink(Posix.AT_FDCWD, path))));
    }

    private static Spot portably(RemotePath path) throws IOException {
        Path here = DiskPath.of(path);
        DiskAttributes there = DiskAttributes.of(here, LinkOption.NOFOLLOW_LINKS);
        boolean link = there.attributes().isLink();
        return new Spot(there.identity(), link ? Optional.of(LinkText.read(here)) : Optional.empty());
    }
}
