package dev.drey.sftp.server;

import dev.drey.files.Name;
import dev.drey.sftp.server.Turn.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the order that draft-02, section 6.1, asks for: turns that touch the same path, or one path above the other,
/// happen one after the other as they came; all others happen at once.
///
/// Two turns that only look do not wait for each other. Turns of one open file wait only until the earlier one has
/// been issued, for from then on the tree keeps their order: so many reads and writes are under way together. A CLOSE
/// waits besides for the end of whatever uses its file otherwise, as a hash does.
///
/// A tree of names holds the turns that have not ended; a new one meets those on its way down and those below its
/// end. Whoever changes something waits for all it meets there, so later turns need only wait for it: the others are
/// forgotten, and no list grows long. Safe for many threads; starts work outside its lock.
final class Turns {
    private final Place root = new Place(null, Name.of(""));
    private int running;

    /// A turn at a place.
    private record Held(Turn turn, boolean exclusive) {}

    /// One name in the tree of names.
    static final class Place {
        private final @Nullable Place parent;
        private final Name name;
        private final Map<Name, Place> children = new HashMap<>(4);
        private final List<Held> held = new ArrayList<>(2);

        private Place(@Nullable Place parent, Name name) {
            this.parent = parent;
            this.name = name;
        }
    }

    /// Lines `turn` up; its work starts at once when nothing earlier stands in its way.
    void enter(Turn turn) {
        synchronized (this) {
            running++;
            for (Claim claim : turn.claims) line(turn, claim);
            for (Claim claim : turn.claims) hold(turn, claim);
            if (turn.waitsFor > 0) return;
        }
        turn.work.run();
    }

    /// The tree has been told what `turn` wants.
    void issued(Turn turn) {
        List<Turn> ready;
        synchronized (this) {
            if (turn.issued) return;
            turn.issued = true;
            ready = released(turn.afterIssue);
        }
        ready.forEach(next -> next.work.run());
    }

    /// The tree has answered.
    void ended(Turn turn) {
        List<Turn> ready;
        synchronized (this) {
            if (turn.ended) return;
            turn.issued = true;
            turn.ended = true;
            running--;
            turn.places.forEach(place -> leave(place, turn));
            ready = released(turn.afterIssue);
            ready.addAll(released(turn.afterEnd));
        }
        ready.forEach(next -> next.work.run());
    }

    /// How many turns have not ended.
    synchronized int running() {
        return running;
    }

    /// Whether nothing is remembered of turns that have ended.
    synchronized boolean isEmpty() {
        return root.children.isEmpty() && root.held.isEmpty();
    }

    private static List<Turn> released(List<Turn> followers) {
        List<Turn> ready = new ArrayList<>(followers.size());
        for (Turn follower : followers) {
            if (--follower.waitsFor == 0) ready.add(follower);
        }
        followers.clear();
        return ready;
    }

    private void line(Turn turn, Claim claim) {
        Place place = root;
        for (Name name : claim.path()) {
            place.held.forEach(held -> follow(held, turn, claim));
            Place child = place.children.get(name);
            if (child == null) return;
            place = child;
        }
        followBelow(place, turn, claim);
    }

    private void followBelow(Place place, Turn turn, Claim claim) {
        for (Iterator<Held> all = place.held.iterator(); all.hasNext(); ) {
            Held held = all.next();
            follow(held, turn, claim);
            if (claim.exclusive() && !isSameStream(held.turn, turn)) all.remove();
        }
        for (Iterator<Place> children = place.children.values().iterator(); children.hasNext(); ) {
            Place child = children.next();
            followBelow(child, turn, claim);
            if (child.held.isEmpty() && child.children.isEmpty()) children.remove();
        }
    }

    private static void follow(Held earlier, Turn turn, Claim claim) {
        boolean sameStream = isSameStream(earlier.turn, turn);
        boolean behind = turn.inOrder && (sameStream || earlier.turn.uses.contains(turn.stream));
        if (!earlier.exclusive && !claim.exclusive() && !behind) return;
        if (sameStream && earlier.turn.issued) return;
        (sameStream ? earlier.turn.afterIssue : earlier.turn.afterEnd).add(turn);
        turn.waitsFor++;
    }

    private static boolean isSameStream(Turn one, Turn other) {
        return one.stream != null && one.stream == other.stream;
    }

    private void hold(Turn turn, Claim claim) {
        Place place = root;
        for (Name name : claim.path()) {
            Place parent = place;
            place = parent.children.computeIfAbsent(name, missing -> new Place(parent, missing));
        }
        place.held.add(new Held(turn, claim.exclusive()));
        turn.places.add(place);
    }

    private static void leave(Place place, Turn turn) {
        place.held.removeIf(held -> held.turn == turn);
        for (Place at = place; at.held.isEmpty() && at.children.isEmpty(); ) {
            Place parent = at.parent;
            if (parent == null) return;
            parent.children.remove(at.name, at);
            at = parent;
        }
    }
}
