package dev.drey.sftp.server;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Replies about one open file, put in line as their requests came. The protocol lets them go in any order (draft-02,
/// section 7), but OpenSSH's server never does, and clients such as JSch give up their read-ahead when one overtakes
/// another. A reply that is long in coming holds up those of its file alone. Safe for many threads.
final class Sequence {
    private final Queue<Place> places = new ArrayDeque<>();

    /// One reply's place.
    static final class Place {
        private Optional<Runnable> lining = Optional.empty();
    }

    /// Takes the last place.
    synchronized Place enter() {
        Place place = new Place();
        places.add(place);
        return place;
    }

    /// The reply is there: it is put in line as soon as all before it are.
    ///
    /// @param lining puts it in line; must not block
    synchronized void ready(Place place, Runnable lining) {
        place.lining = Optional.of(lining);
        for (Place first = places.peek(); first != null && first.lining.isPresent(); first = places.peek()) {
            places.remove();
            first.lining.get().run();
        }
    }
}
