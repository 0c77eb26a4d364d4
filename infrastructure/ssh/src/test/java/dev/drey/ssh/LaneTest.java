package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Receiver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sending on a channel whose line takes a packet, and then no more.
@Timeout(30)
class LaneTest {
    private static final int PACKET = 100;

    private final List<Optional<Failure>> ends = new CopyOnWriteArrayList<>();
    private final OnePacket below = new OnePacket();
    private final Lane lane = new Lane(below, "far", Windows.CLIENT, Duration.ofMillis(10));

    private static final class OnePacket implements Lane.Below {
        private int written;
        private boolean shut;

        @Override
        public Buffer packet(byte command, int length) {
            return new ByteArrayBuffer();
        }

        @Override
        public void write(Buffer packet) {
            written++;
        }

        @Override
        public boolean awaitRoom(Duration limit) {
            return written == 0;
        }

        @Override
        public long recipient() {
            return 0;
        }

        @Override
        public void shut() {
            shut = true;
        }
    }

    private Failure sending(int bytes) {
        return catchThrowableOfType(Failed.class, () -> lane.send(ByteBuffer.allocate(bytes)))
                .failure();
    }

    private void open() {
        lane.opened(1000, PACKET);
        lane.receive(new Receiver() {
            @Override
            public void data(ByteBuffer bytes) {
                throw new AssertionError("nothing was sent to us");
            }

            @Override
            public void closed(Optional<Failure> why) {
                ends.add(why);
            }
        });
    }

    @Test
    void halfAPacketEndsTheChannelAndItsOtherUsersHearWhy() {
        open();
        assertThat(sending(PACKET + 1).code()).isEqualTo(Code.TIMEOUT);
        assertThat(below.shut).isTrue();
        assertThat(lane.isOpen()).isFalse();
        await().until(() -> !ends.isEmpty());
        assertThat(ends)
                .singleElement()
                .satisfies(why -> assertThat(why.orElseThrow().code()).isEqualTo(Code.TIMEOUT));
    }

    @Test
    void aPacketThatHasNotBegunLeavesTheChannelOpen() throws Failed {
        open();
        lane.send(ByteBuffer.allocate(PACKET));
        assertThat(sending(1).code()).isEqualTo(Code.TIMEOUT);
        assertThat(below.shut).isFalse();
        assertThat(lane.isOpen()).isTrue();
        assertThat(ends).isEmpty();
    }
}
