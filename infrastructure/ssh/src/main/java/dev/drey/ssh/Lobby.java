package dev.drey.ssh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who has connected and not logged in yet. Nobody of them may keep out somebody who really wants to log
/// in.
///
/// Whoever comes is silent first, then has named their software and waits, then is inside: exchanges keys
/// and logs in. What costs anything is inside only, and there is room for a few; for those who wait there
/// is room for many. The addresses take turns, so that one with many callers does not hold up another; of
/// one address the last to come is the first to get in, since in a crowd that is who still waits for an
/// answer. Only a few sessions are made at the same time, so that those who have one go on.
///
/// When it is full, those go who do nothing: outside the one who came first, inside one that is idle, of
/// those that have come least far the one that has been so for longest. An address that nobody has logged
/// in from may have no more than a few idle ones inside. Idle is who takes no step of the protocol; a
/// byte now and then is none. Where nobody inside is idle, an address that nobody has logged in from and
/// that has more than those few inside gives way to others. Who has shown a key that is known is spared,
/// as long as such callers leave half of the room to others: a public key is no secret.
///
/// Knows no sockets and no threads; visitors are called without a lock.
final class Lobby {
    /// @param waiting how many may be outside
    /// @param inside how many may exchange keys and log in at once
    /// @param beginning for how many of them a session may be made at the same time
    /// @param idleOfOne how many idle ones of one address may be inside
    /// @param loggedIn how many may have logged in
    /// @param idle after which time without a step somebody is idle
    /// @param login how long somebody may take from the first moment until they have logged in
    record Rules(int waiting, int inside, int beginning, int idleOfOne, int loggedIn, Duration idle, Duration login) {}

    /// Somebody who has connected. Neither call may wait.
    interface Visitor {
        /// Whom it counts for.
        Object origin();

        void letIn();

        void sendAway(String why);
    }

    private static final class Seat {
        final Visitor visitor;
        final long arrived;
        long stepped;
        int steps;
        boolean known;

        Seat(Visitor visitor, long now) {
            this.visitor = visitor;
            this.arrived = now;
            this.stepped = now;
        }
    }

    private final Rules rules;
    private final LongSupplier clock;

    /// In the order of arrival.
    private final Map<Visitor, Seat> outside = new LinkedHashMap<>();

    private final Map<Visitor, Seat> inside = new LinkedHashMap<>();
    private final Set<Visitor> beginning = new HashSet<>();

    /// Those outside who want in, by address; whose turn it is comes first.
    private final Map<Object, ArrayDeque<Seat>> ready = new LinkedHashMap<>();

    private final Map<Visitor, Object> loggedIn = new HashMap<>();
    private final Map<Object, Integer> regulars = new HashMap<>();
    private List<Runnable> calls = new ArrayList<>();

    /// @param clock nanoseconds, as of [System#nanoTime()]
    Lobby(Rules rules, LongSupplier clock) {
        this.rules = rules;
        this.clock = clock;
    }

    void arrived(Visitor visitor) {
        change(() -> {
            outside.put(visitor, new Seat(visitor, clock.getAsLong()));
            if (outside.size() > rules.waiting()) sendFirstAway("too many wait");
        });
    }

    /// It has named its software and wants in.
    void wantsIn(Visitor visitor) {
        change(() -> {
            Seat seat = outside.get(visitor);
            if (seat == null) return;
            ready.computeIfAbsent(visitor.origin(), origin -> new ArrayDeque<>())
                    .add(seat);
            letIn();
        });
    }

    /// Its session has been made, after it was let in.
    void hasBegun(Visitor visitor) {
        change(() -> {
            if (beginning.remove(visitor)) letIn();
        });
    }

    /// It has done something that brings it nearer to its login.
    void stepped(Visitor visitor) {
        change(() -> Optional.ofNullable(inside.get(visitor)).ifPresent(seat -> {
            seat.stepped = clock.getAsLong();
            seat.steps++;
        }));
    }

    /// It has shown a key that may log in.
    void isKnown(Visitor visitor) {
        change(() -> Optional.ofNullable(inside.get(visitor)).ifPresent(seat -> seat.known = true));
    }

    /// It has shown who it is, and wants to be told so.
    ///
    /// @return whether it may: there was room, and it has not been sent away meanwhile
    boolean loggedIn(Visitor visitor) {
        change(() -> {
            if (isFull() || !remove(visitor)) return;
            loggedIn.put(visitor, visitor.origin());
            regulars.merge(visitor.origin(), 1, Integer::sum);
            letIn();
        });
        return isLoggedIn(visitor);
    }

    private synchronized boolean isLoggedIn(Visitor visitor) {
        return loggedIn.containsKey(visitor);
    }

    /// Whether no more may log in.
    synchronized boolean isFull() {
        return loggedIn.size() >= rules.loggedIn();
    }

    /// Its connection has ended, logged in or not. Harmless when repeated.
    void left(Visitor visitor) {
        change(() -> {
            Object origin = loggedIn.remove(visitor);
            if (origin != null) regulars.computeIfPresent(origin, (same, count) -> count == 1 ? null : count - 1);
            else if (remove(visitor)) letIn();
        });
    }

    /// To be called a few times a second: sends away whose time is over, and lets in who can now.
    void tick() {
        change(() -> {
            long now = clock.getAsLong();
            Predicate<Seat> late = seat -> now - seat.arrived >= rules.login().toNanos();
            List<Seat> all =
                    new ArrayList<>(outside.values().stream().takeWhile(late).toList());
            inside.values().stream().filter(late).forEach(all::add);
            all.forEach(seat -> sendAway(seat, "not logged in within " + Times.text(rules.login())));
            letIn();
        });
    }

    /// As when there is no room for one more at all.
    void sendOneAway() {
        change(() -> sendFirstAway("no more connections can be held"));
    }

    synchronized boolean isEmpty() {
        return outside.isEmpty() && inside.isEmpty();
    }

    /// How many are outside.
    synchronized int waiting() {
        return outside.size();
    }

    /// How many exchange keys and log in.
    synchronized int inside() {
        return inside.size();
    }

    synchronized int loggedIn() {
        return loggedIn.size();
    }

    private void change(Runnable what) {
        List<Runnable> due;
        synchronized (this) {
            what.run();
            if (calls.isEmpty()) return;
            due = calls;
            calls = new ArrayList<>();
        }
        due.forEach(Runnable::run);
    }

    /// Lets in as many as there is room for, each address in turn.
    private void letIn() {
        long now = clock.getAsLong();
        while (!ready.isEmpty() && beginning.size() < rules.beginning()) {
            Object first = ready.keySet().iterator().next();
            Optional<Object> turn = makeRoom(first, now) ? Optional.of(first) : thinOut();
            if (turn.isEmpty()) return;
            Seat seat = last(turn.get());
            outside.remove(seat.visitor);
            inside.put(seat.visitor, seat);
            beginning.add(seat.visitor);
            seat.stepped = now;
            calls.add(seat.visitor::letIn);
        }
    }

    /// Takes the last of an address out of the queue, whose next turn comes behind all others.
    private Seat last(Object origin) {
        ArrayDeque<Seat> queue = Objects.requireNonNull(ready.remove(origin));
        Seat seat = queue.removeLast();
        if (!queue.isEmpty()) ready.put(origin, queue);
        return seat;
    }

    /// Room for one more of this address, taken from somebody idle if need be. Where there is none for one
    /// address, nobody is idle, and there is none for any but by [#thinOut()].
    private boolean makeRoom(Object origin, long now) {
        if (!regulars.containsKey(origin)) {
            List<Seat> own = idle(now)
                    .filter(seat -> !seat.known && seat.visitor.origin().equals(origin))
                    .toList();
            if (own.size() >= rules.idleOfOne()) return swap(least(own.stream()));
        }
        return inside.size() < rules.inside() || swap(least(spareable(now)));
    }

    /// Where nobody is idle: the first that came in from the address that has most inside goes, if that
    /// is a crowd and nobody is known there, for the next who is from an address with fewer. So a crowd
    /// does not put out its own.
    ///
    /// @return whom there is room for now
    private Optional<Object> thinOut() {
        Map<Object, List<Seat>> strangers = inside.values().stream()
                .filter(seat -> !seat.known && !regulars.containsKey(seat.visitor.origin()))
                .collect(Collectors.groupingBy(seat -> seat.visitor.origin()));
        List<Seat> crowd = strangers.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        if (crowd.size() <= rules.idleOfOne()) return Optional.empty();
        Optional<Object> next = ready.keySet().stream()
                .filter(origin -> strangers.getOrDefault(origin, List.of()).size() + 1 < crowd.size())
                .findFirst();
        if (next.isPresent()) sendAway(crowd.getFirst(), "one of a crowd, and others want to log in");
        return next;
    }

    private Stream<Seat> spareable(long now) {
        List<Seat> unknown = idle(now).filter(seat -> !seat.known).toList();
        if (!unknown.isEmpty()) return unknown.stream();
        long known = inside.values().stream().filter(seat -> seat.known).count();
        return 2 * known > rules.inside() ? idle(now) : Stream.empty();
    }

    private boolean swap(Optional<Seat> idle) {
        idle.ifPresent(seat -> sendAway(seat, "idle, and others want to log in"));
        return idle.isPresent();
    }

    private Stream<Seat> idle(long now) {
        return inside.values().stream()
                .filter(seat -> now - seat.stepped >= rules.idle().toNanos());
    }

    /// A slow client that exchanges keys has shown more good will than one that has said nothing but hello.
    private static Optional<Seat> least(Stream<Seat> idle) {
        return idle.min(Comparator.<Seat>comparingInt(seat -> seat.steps).thenComparingLong(seat -> seat.stepped));
    }

    private void sendFirstAway(String why) {
        outside.values().stream().findFirst().ifPresent(seat -> sendAway(seat, why));
    }

    private void sendAway(Seat seat, String why) {
        remove(seat.visitor);
        calls.add(() -> seat.visitor.sendAway(why));
    }

    private boolean remove(Visitor visitor) {
        beginning.remove(visitor);
        if (inside.remove(visitor) != null) return true;
        Seat seat = outside.remove(visitor);
        if (seat == null) return false;
        ready.computeIfPresent(visitor.origin(), (origin, queue) -> {
            queue.remove(seat);
            return queue.isEmpty() ? null : queue;
        });
        return true;
    }
}
