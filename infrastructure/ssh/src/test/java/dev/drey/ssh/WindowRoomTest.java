package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowRoomTest {
    private static final int MIB = 1 << 20;
    private static final Windows LARGE = new Windows(16 * MIB, 128 << 10);

    private static List<Integer> taken(WindowRoom room, int channels) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < channels; i++) taken.add(room.take(LARGE).window() / MIB);
        return taken;
    }

    @Test
    void twoLargeWindowsAndThenTheLeast() {
        WindowRoom.Whole process = new WindowRoom.Whole(1L << 40);
        WindowRoom room = new WindowRoom(process);
        assertThat(taken(room, 5)).containsExactly(16, 16, 2, 2, 2);
        assertThat(room.take(Windows.LEAST)).isEqualTo(Windows.LEAST);
        room.give(LARGE);
        assertThat(taken(room, 2)).as("8 MiB are left").containsExactly(8, 2);
        assertThat(process.held()).isEqualTo(34L * MIB);
    }

    @Test
    void whatAProcessHoldsIsBoundedWhileEverybodyHasTheLeast() {
        WindowRoom.Whole process = new WindowRoom.Whole(40L * MIB);
        WindowRoom first = new WindowRoom(process);
        assertThat(taken(first, 2)).containsExactly(16, 16);
        WindowRoom second = new WindowRoom(process);
        assertThat(taken(second, 3)).containsExactly(8, 2, 2);
        first.close();
        assertThat(process.held()).isEqualTo(12L * MIB);
        assertThat(taken(second, 1)).containsExactly(16);
        second.close();
        second.close();
        assertThat(process.held()).isZero();
    }

    @Test
    void whatIsGivenBackAfterTheEndCountsNotTwice() {
        WindowRoom.Whole process = new WindowRoom.Whole(40L * MIB);
        WindowRoom room = new WindowRoom(process);
        Windows taken = room.take(LARGE);
        room.close();
        room.give(taken);
        assertThat(room.take(LARGE)).isEqualTo(LARGE);
        assertThat(process.held()).isZero();
    }
}
