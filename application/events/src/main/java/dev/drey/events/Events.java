package dev.drey.events;

import dev.drey.session.Owner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where everything that happens is put, and from where it reaches those who may know it.
///
/// An event belongs to one owner and reaches that owner's listeners alone. Putting never waits.
public final class Events {
    private final List<Mailbox> boxes = new CopyOnWriteArrayList<>();

    /// A listener's place; closing it ends the delivery behind what was already put.
    public interface Subscription extends AutoCloseable {
        /// Waits until all that was put so far has been heard.
        ///
        /// @return whether that happened within so many milliseconds
        boolean drain(long millis);

        @Override
        void close();
    }

    /// Starts delivering the owner's events to `listener`.
    public Subscription subscribe(Owner owner, Listener listener) {
        Mailbox box = new Mailbox(owner, listener);
        boxes.add(box);
        return new Subscription() {
            @Override
            public boolean drain(long millis) {
                return box.drain(millis);
            }

            @Override
            public void close() {
                boxes.remove(box);
                box.close();
            }
        };
    }

    public void put(Owner owner, Event event) {
        for (Mailbox box : boxes) {
            if (box.owner().equals(owner)) box.put(event);
        }
    }
}
