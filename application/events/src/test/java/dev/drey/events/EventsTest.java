package dev.drey.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.session.Owner;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Owner ANA = new Owner("ana");
    private static final Owner BEN = new Owner("ben");

    private final Events events = new Events();
    private final Transfer transfer = new Transfer("a", "b");

    private Event progress(long bytes) {
        Progress progress = new Progress(bytes, 100, 1, Optional.empty(), 0, 1, "a");
        return new Event.TransferHappened(Optional.empty(), new TransferEvent.Progressed(transfer, progress));
    }

    private Event cancelled() {
        return new Event.TransferHappened(Optional.empty(), new TransferEvent.Cancelled(transfer, 7));
    }

    @Test
    void eventsReachTheirOwnerAlone() {
        List<Event> ana = new CopyOnWriteArrayList<>();
        List<Event> ben = new CopyOnWriteArrayList<>();
        try (var one = events.subscribe(ANA, ana::add);
                var other = events.subscribe(BEN, ben::add)) {
            events.put(ANA, cancelled());
            assertThat(one.drain(5_000)).isTrue();
            assertThat(other.drain(5_000)).isTrue();
        }
        assertThat(ana).hasSize(1);
        assertThat(ben).isEmpty();
    }

    @Test
    void aSlowListenerLosesOldProgressAndNoEnding() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Event> heard = new CopyOnWriteArrayList<>();
        Listener slow = event -> {
            heard.add(event);
            entered.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        try (var subscription = events.subscribe(ANA, slow)) {
            events.put(ANA, progress(1));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 2; i <= 5_000; i++) events.put(ANA, progress(i));
            events.put(ANA, cancelled());
            goOn.countDown();
            assertThat(subscription.drain(10_000)).isTrue();
        }
        assertThat(heard).hasSize(3);
        assertThat(heard.get(1)).isEqualTo(progress(5_000));
        assertThat(heard.getLast().name()).isEqualTo("transfer-cancelled");
    }

    @Test
    void aListenerThatFailsHearsTheNextEvent() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (var subscription = events.subscribe(ANA, event -> {
            heard.add(event.name());
            throw new IllegalStateException("a listener's own trouble");
        })) {
            events.put(ANA, cancelled());
            events.put(ANA, cancelled());
            assertThat(subscription.drain(5_000)).isTrue();
        }
        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerMayKnowInWhichThreadSomethingHappened() throws InterruptedException {
        ThreadLocal<String> during = ThreadLocal.withInitial(() -> "nothing");
        List<String> heard = new CopyOnWriteArrayList<>();
        Listener told = new Listener() {
            @Override
            public void happened(Event event) {
                throw new IllegalStateException("nobody asked who hears it");
            }

            @Override
            public Listener here() {
                String what = during.get();
                return event -> heard.add(event.name() + " during " + what);
            }
        };
        try (var subscription = events.subscribe(ANA, told)) {
            events.put(ANA, cancelled());
            Thread other = Thread.ofVirtual().start(() -> {
                during.set("a call");
                events.put(ANA, cancelled());
            });
            other.join();
            assertThat(subscription.drain(5_000)).isTrue();
        }
        assertThat(heard).containsExactly("transfer-cancelled during nothing", "transfer-cancelled during a call");
    }

    @Test
    void whoWaitsForWhatHasHappenedDoesNotWaitForWhatHappensMeanwhile() {
        List<Event> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        Listener restless = event -> {
            heard.add(event);
            if (!enough.get()) events.put(ANA, progress(heard.size()));
        };
        try (var subscription = events.subscribe(ANA, restless)) {
            events.put(ANA, cancelled());
            assertThat(subscription.drain(2_000)).isTrue();
            assertThat(heard).isNotEmpty();
            enough.set(true);
        }
    }
}
