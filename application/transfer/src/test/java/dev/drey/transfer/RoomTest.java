package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomTest {
    @Test
    void thereAreSoManyAndWhatIsAbandonedMakesPlaceForAnother() {
        List<Room> taken = new ArrayList<>();
        for (Optional<Room> next = Room.take(); next.isPresent(); next = Room.take()) taken.add(next.get());
        try {
            assertThat(taken).hasSizeBetween(1, 64).doesNotHaveDuplicates();
            Room last = taken.removeLast();
            last.giveBack();
            assertThat(Room.take()).containsSame(last);
            last.abandon();
            Room other = Room.take().orElseThrow();
            taken.add(other);
            assertThat(other).isNotSameAs(last);
            assertThat(Room.take()).isEmpty();
        } finally {
            taken.forEach(Room::giveBack);
        }
    }
}
