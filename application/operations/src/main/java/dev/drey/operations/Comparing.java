package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Checksums;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether two files or trees hold the same: type, size, and time or content.
final class Comparing {
    /// Differences told at most; more means the two have little to do with each other.
    private static final int MOST = 10_000;

    private final Spot left;
    private final Spot right;
    private final boolean byContent;
    private final List<Outcome.Difference> found = new ArrayList<>();

    private Comparing(Spot left, Spot right, boolean byContent) {
        this.left = left;
        this.right = right;
        this.byContent = byContent;
    }

    static Outcome compare(Spot left, Spot right, boolean byContent) throws Failed {
        Comparing comparing = new Comparing(left, right, byContent);
        comparing.both(
                RemotePath.of(""), left.tree().stat(left.path()), right.tree().stat(right.path()));
        return new Outcome.Compared(comparing.found.isEmpty(), comparing.found);
    }

    private void both(RemotePath at, Attributes mine, Attributes theirs) throws Failed {
        if (found.size() >= MOST) return;
        if (mine.type() != theirs.type()) {
            differ(at, "type", mine.type().name(), theirs.type().name());
        } else if (mine.isDirectory()) {
            directories(at);
        } else if (mine.isLink()) {
            links(at);
        } else if (mine.isFile()) {
            files(at, mine, theirs);
        }
    }

    private void directories(RemotePath at) throws Failed {
        var mine = byName(left, at);
        var theirs = byName(right, at);
        TreeSet<Name> names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        for (Name name : names) {
            RemotePath path = at.isEmpty() ? RemotePath.ofBytes(name.bytes()) : at.resolve(name);
            Optional<Attributes> one = Optional.ofNullable(mine.get(name));
            Optional<Attributes> other = Optional.ofNullable(theirs.get(name));
            if (one.isPresent() && other.isPresent()) both(path, one.get(), other.get());
            else differ(path, one.isPresent() ? "onlyLeft" : "onlyRight", "", "");
        }
    }

    private static Map<Name, Attributes> byName(Spot side, RemotePath at) throws Failed {
        Map<Name, Attributes> names = new TreeMap<>();
        for (Entry entry : side.tree().entries(side.path().resolve(at))) {
            if (entry.name().isPlain()) names.put(entry.name(), entry.attributes());
        }
        return names;
    }

    private void links(RemotePath at) throws Failed {
        RemotePath mine = left.tree().readlink(left.path().resolve(at));
        RemotePath theirs = right.tree().readlink(right.path().resolve(at));
        if (!mine.equals(theirs)) differ(at, "content", mine.display(), theirs.display());
    }

    private void files(RemotePath at, Attributes mine, Attributes theirs) throws Failed {
        if (mine.sizeOrZero() != theirs.sizeOrZero()) {
            differ(at, "size", Long.toString(mine.sizeOrZero()), Long.toString(theirs.sizeOrZero()));
        } else if (byContent) {
            String one = hex(left, left.path().resolve(at));
            String other = hex(right, right.path().resolve(at));
            if (!one.equals(other)) differ(at, "content", one, other);
        } else if (!sameSecond(mine, theirs)) {
            differ(at, "time", time(mine), time(theirs));
        }
    }

    private static boolean sameSecond(Attributes mine, Attributes theirs) {
        if (mine.modified().isEmpty() || theirs.modified().isEmpty()) return true;
        return mine.modified().get().getEpochSecond() == theirs.modified().get().getEpochSecond();
    }

    private static String time(Attributes attributes) {
        return attributes.modified().map(Object::toString).orElse("?");
    }

    private static String hex(Spot side, RemotePath path) throws Failed {
        Optional<Checksums> power = side.tree().power(Checksums.class);
        if (power.isPresent() && power.get().algorithms().contains("sha256")) {
            return java.util.HexFormat.of()
                    .formatHex(power.get().checksums(path, "sha256", 0, 0, 0).getFirst());
        }
        return Digest.of(side.with(path), "SHA-256");
    }

    private void differ(RemotePath at, String kind, String mine, String theirs) throws Failed {
        if (found.size() >= MOST) {
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, "more than " + MOST + " differences; compare smaller parts")
                    .thrown();
        }
        found.add(new Outcome.Difference(at.isEmpty() ? left.path() : at, kind, mine, theirs));
    }
}
