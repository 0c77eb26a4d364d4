package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Space;
import org.junit.jupiter.api.Test;

class VolumeStatTest {
    private static Space.Room room(long blocks, long free, long available) {
        return new VolumeStat(4096, 4096, blocks, free, available, 7, 5, 1, 0, 255).room();
    }

    @Test
    void aDiskWithoutEndHasAsMuchRoomAsANumberHolds() {
        Space.Room room = room(-1, Long.MAX_VALUE, 1L << 51);
        assertThat(room.total()).isEqualTo(Long.MAX_VALUE);
        assertThat(room.free()).isEqualTo(Long.MAX_VALUE);
        assertThat(room.available()).isEqualTo(Long.MAX_VALUE);
        assertThat(room.files()).isEqualTo(7);
    }

    @Test
    void roomIsToldInBytes() {
        Space.Room room = room(100, 50, (1L << 51) - 1);
        assertThat(room.total()).isEqualTo(409_600);
        assertThat(room.free()).isEqualTo(204_800);
        assertThat(room.available()).isEqualTo(Long.MAX_VALUE - 4095);
    }
}
