package dev.drey.sftp.server;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Listing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// An open directory, told in replies of a bounded size. Safe for many threads.
final class Entries {
    /// As OpenSSH: names of 255 bytes, with their lines, fit a packet.
    private static final int USUAL = 100;

    private static final int USUAL_NAMES = USUAL * 255;

    /// A packet that every client takes, and what an entry needs in it besides its name and the name in its line.
    private static final int LARGEST = 200 << 10;

    private static final int ENTRY = 130;

    private final Listing listing;
    private final Leavings leavings;
    private final Queue<Entry> left = new ArrayDeque<>();
    private long weight;

    Entries(Listing listing, Leavings leavings) {
        this.listing = listing;
        this.leavings = leavings;
    }

    /// The next ones, few enough for one reply; none at the end.
    synchronized List<Entry> next() throws Failed {
        if (left.isEmpty()) {
            leavings.demandRoom();
            left.addAll(listing.next().orElse(List.of()));
        }
        List<Entry> some = leavings.isEnough() ? largest() : usual();
        weigh();
        return some;
    }

    private List<Entry> usual() {
        List<Entry> some = new ArrayList<>(USUAL);
        int room = USUAL_NAMES;
        for (Entry one = left.peek(); one != null && some.size() < USUAL; one = left.peek()) {
            room -= one.name().length();
            if (room < 0 && !some.isEmpty()) break;
            some.add(left.remove());
        }
        return some;
    }

    private List<Entry> largest() {
        List<Entry> some = new ArrayList<>();
        int room = LARGEST;
        for (Entry one = left.peek(); one != null; one = left.peek()) {
            room -= ENTRY + 2 * one.name().length();
            if (room < 0 && !some.isEmpty()) break;
            some.add(left.remove());
        }
        return some;
    }

    private void weigh() {
        long now = left.stream().mapToLong(Leavings::weight).sum();
        if (now > weight) leavings.add(now - weight);
        if (now < weight) leavings.remove(weight - now);
        weight = now;
    }

    synchronized void close() throws Failed {
        left.clear();
        weigh();
        listing.close();
    }
}
