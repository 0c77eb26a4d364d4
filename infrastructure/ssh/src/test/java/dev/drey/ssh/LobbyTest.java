package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A small lobby with a clock that is turned by hand.
class LobbyTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final Lobby lobby =
            new Lobby(new Lobby.Rules(6, 4, 3, 2, 2, Duration.ofSeconds(1), Duration.ofSeconds(30)), now::get);

    private final class Caller implements Lobby.Visitor {
        private final Object origin;
        private boolean slow;
        private final List<String> heard = new ArrayList<>();

        Caller(Object origin) {
            this.origin = origin;
            lobby.arrived(this);
        }

        Caller wantsIn() {
            lobby.wantsIn(this);
            return this;
        }

        boolean isIn() {
            return heard.equals(List.of("in"));
        }

        boolean isGone() {
            return !heard.isEmpty() && !heard.getLast().equals("in");
        }

        @Override
        public Object origin() {
            return origin;
        }

        /// Its session is made at once, unless it is slow.
        @Override
        public void letIn() {
            heard.add("in");
            if (!slow) lobby.hasBegun(this);
        }

        @Override
        public void sendAway(String why) {
            heard.add(why);
        }
    }

    private void pass(double seconds) {
        now.addAndGet((long) (seconds * 1e9));
        lobby.tick();
    }

    private List<Caller> inside(int count, String prefix) {
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(new Caller(prefix + i).wantsIn());
        assertThat(all).allMatch(Caller::isIn);
        return all;
    }

    @Test
    void whoSaysNothingWaitsOutsideAndGoesAfterTheTime() {
        Caller silent = new Caller("a");
        pass(29.9);
        assertThat(silent.heard).isEmpty();
        assertThat(lobby.waiting()).isEqualTo(1);
        pass(0.1);
        assertThat(silent.heard).containsExactly("not logged in within 30 s");
        assertThat(lobby.isEmpty()).isTrue();
    }

    @Test
    void stepsDoNotLengthenTheTime() {
        Caller slow = new Caller("a").wantsIn();
        for (int i = 0; i < 59; i++) {
            pass(0.5);
            lobby.stepped(slow);
        }
        assertThat(slow.isIn()).isTrue();
        pass(0.5);
        assertThat(slow.isGone()).isTrue();
        assertThat(lobby.inside()).isZero();
    }

    @Test
    void whenTooManyAreSilentTheFirstGoes() {
        Caller first = new Caller("a");
        Caller second = new Caller("b");
        for (int i = 0; i < 5; i++) new Caller("c" + i);
        assertThat(first.isGone()).isTrue();
        assertThat(second.heard).isEmpty();
        assertThat(lobby.waiting()).isEqualTo(6);
    }

    @Test
    void whereAllAreBusyOneWaitsUntilSomebodyIsDone() {
        List<Caller> busy = inside(4, "busy");
        Caller next = new Caller("next").wantsIn();
        assertThat(next.heard).isEmpty();
        assertThat(lobby.inside()).isEqualTo(4);
        lobby.loggedIn(busy.get(2));
        assertThat(next.isIn()).isTrue();
        assertThat(lobby.loggedIn()).isEqualTo(1);
        assertThat(busy).allMatch(Caller::isIn);
    }

    @Test
    void whereSomebodyIsIdleTheLongestIdleMakesRoom() {
        List<Caller> idle = inside(4, "idle");
        pass(0.7);
        lobby.stepped(idle.get(0));
        Caller next = new Caller("next").wantsIn();
        assertThat(next.heard).as("nobody is idle yet").isEmpty();
        pass(0.4);
        assertThat(next.isIn()).isTrue();
        assertThat(idle.get(0).isIn()).isTrue();
        assertThat(idle.get(1).heard).containsExactly("in", "idle, and others want to log in");
        assertThat(idle.get(2).isIn()).isTrue();
    }

    @Test
    void whoHasComeFurtherGoesLater() {
        List<Caller> idle = inside(4, "idle");
        for (int i = 0; i < 3; i++) lobby.stepped(idle.get(i));
        lobby.stepped(idle.get(1));
        pass(2);
        lobby.stepped(idle.get(3));
        pass(1);
        for (int gone : new int[] {0, 2, 3, 1}) {
            assertThat(idle.get(gone).isIn()).isTrue();
            Caller next = new Caller("next" + gone).wantsIn();
            for (int i = 0; i < 9; i++) lobby.stepped(next);
            assertThat(next.isIn()).isTrue();
            assertThat(idle.get(gone).isGone()).isTrue();
        }
    }

    @Test
    void idleOnesOfOneAddressAreFew() {
        Caller first = new Caller("same").wantsIn();
        pass(0.1);
        Caller second = new Caller("same").wantsIn();
        pass(1);
        Caller third = new Caller("same").wantsIn();
        assertThat(third.isIn()).isTrue();
        assertThat(first.isGone()).isTrue();
        assertThat(second.isIn()).isTrue();
        assertThat(lobby.inside()).isEqualTo(2);
    }

    @Test
    void anAddressThatSomebodyHasLoggedInFromIsNotCapped() {
        Caller regular = new Caller("same").wantsIn();
        lobby.loggedIn(regular);
        List<Caller> more = List.of(new Caller("same").wantsIn(), new Caller("same").wantsIn());
        pass(2);
        Caller third = new Caller("same").wantsIn();
        assertThat(third.isIn()).isTrue();
        assertThat(more).allMatch(Caller::isIn);
        lobby.left(regular);
        pass(2);
        assertThat(new Caller("same").wantsIn().isIn()).isTrue();
        assertThat(more.getFirst().isGone()).as("capped again").isTrue();
    }

    @Test
    void whoHasShownAKnownKeyIsSpared() {
        List<Caller> idle = inside(4, "idle");
        lobby.isKnown(idle.get(0));
        lobby.isKnown(idle.get(1));
        pass(2);
        for (int i = 0; i < 5; i++) {
            assertThat(new Caller("other" + i).wantsIn().isIn()).isEqualTo(i < 2);
        }
        assertThat(idle.get(0).isIn()).isTrue();
        assertThat(idle.get(1).isIn()).isTrue();
        assertThat(idle.get(2).isGone()).isTrue();
    }

    @Test
    void knownKeysCannotKeepEverybodyElseOut() {
        List<Caller> known = inside(4, "known");
        known.forEach(lobby::isKnown);
        pass(2);
        Caller honest = new Caller("honest").wantsIn();
        assertThat(honest.isIn()).isTrue();
        assertThat(known.get(0).isGone()).isTrue();
    }

    @Test
    void addressesTakeTurns() {
        List<Caller> busy = inside(4, "busy");
        Caller crowd1 = new Caller("crowd").wantsIn();
        Caller crowd2 = new Caller("crowd").wantsIn();
        Caller crowd3 = new Caller("crowd").wantsIn();
        Caller alone = new Caller("alone").wantsIn();
        lobby.left(busy.get(0));
        lobby.left(busy.get(1));
        assertThat(crowd3.isIn()).as("the last of the crowd").isTrue();
        assertThat(alone.isIn()).isTrue();
        assertThat(crowd2.heard).isEmpty();
        lobby.left(crowd2);
        lobby.left(busy.get(2));
        assertThat(crowd1.isIn()).isTrue();
        assertThat(crowd2.heard).isEmpty();
    }

    @Test
    void noMoreLogInThanMay() {
        List<Caller> all = inside(4, "some");
        assertThat(lobby.isFull()).isFalse();
        assertThat(all.stream().map(lobby::loggedIn)).containsExactly(true, true, false, false);
        assertThat(lobby.isFull()).isTrue();
        assertThat(lobby.inside()).isEqualTo(2);
        lobby.left(all.getFirst());
        assertThat(lobby.loggedIn(all.get(2))).isTrue();
        lobby.left(all.get(3));
        lobby.left(all.get(1));
        assertThat(lobby.loggedIn(all.get(3))).as("it has left").isFalse();
        assertThat(lobby.loggedIn()).isEqualTo(1);
    }

    private List<Caller> crowd(int count) {
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(new Caller("crowd").wantsIn());
        return all;
    }

    @Test
    void whereNobodyIsIdleACrowdGivesWayToOthersAndNotToItsOwn() {
        List<Caller> crowd = crowd(4);
        Caller own = crowd(1).getFirst();
        assertThat(own.heard).isEmpty();
        Caller alone = new Caller("alone").wantsIn();
        assertThat(alone.isIn()).as("the crowd's turn was first").isTrue();
        assertThat(crowd.getFirst().heard).containsExactly("in", "one of a crowd, and others want to log in");
        assertThat(crowd.subList(1, 4)).allMatch(Caller::isIn);
        assertThat(own.heard).isEmpty();
        Caller another = new Caller("another").wantsIn();
        assertThat(another.isIn()).isTrue();
        assertThat(crowd.get(1).isGone()).isTrue();
        assertThat(new Caller("third").wantsIn().heard).as("two are no crowd").isEmpty();
    }

    @Test
    void aCrowdOfWhomSomeAreKnownStays() {
        List<Caller> crowd = crowd(4);
        crowd.forEach(lobby::isKnown);
        assertThat(new Caller("alone").wantsIn().heard).isEmpty();
        assertThat(crowd).allMatch(Caller::isIn);
    }

    @Test
    void aCrowdFromWhereSomebodyHasLoggedInStays() {
        lobby.loggedIn(crowd(1).getFirst());
        List<Caller> crowd = crowd(4);
        assertThat(new Caller("alone").wantsIn().heard).isEmpty();
        assertThat(crowd).allMatch(Caller::isIn);
    }

    @Test
    void onlyAFewSessionsAreMadeAtTheSameTime() {
        List<Caller> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Caller caller = new Caller("slow" + i);
            caller.slow = true;
            slow.add(caller.wantsIn());
        }
        Caller next = new Caller("next").wantsIn();
        assertThat(slow).allMatch(Caller::isIn);
        assertThat(next.heard).isEmpty();
        lobby.hasBegun(slow.get(1));
        assertThat(next.isIn()).isTrue();
        lobby.hasBegun(slow.get(1));
        lobby.left(slow.get(0));
        assertThat(lobby.inside()).isEqualTo(3);
        assertThat(new Caller("last").wantsIn().isIn()).isTrue();
    }

    @Test
    void whoLeavesIsForgottenWhereverTheyWere() {
        Caller silent = new Caller("a");
        Caller inside = new Caller("b").wantsIn();
        Caller regular = new Caller("c").wantsIn();
        lobby.loggedIn(regular);
        for (Caller each : List.of(silent, inside, regular, regular)) lobby.left(each);
        assertThat(lobby.waiting() + lobby.inside() + lobby.loggedIn()).isZero();
        assertThat(lobby.isEmpty()).isTrue();
        lobby.wantsIn(silent);
        lobby.stepped(inside);
        assertThat(lobby.inside()).isZero();
    }
}
