package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;

class BoundedZlibTest {
    private final Compression sender = BoundedZlib.FACTORY.create();
    private final Compression receiver = BoundedZlib.FACTORY.create();

    BoundedZlibTest() {
        sender.init(Compression.Type.Deflater, 6);
        receiver.init(Compression.Type.Inflater, 6);
    }

    private Buffer sent(int zeros) throws IOException {
        Buffer packet = new ByteArrayBuffer(new byte[zeros]);
        sender.compress(packet);
        Buffer out = new ByteArrayBuffer();
        receiver.uncompress(packet, out);
        return out;
    }

    @Test
    void packetsOfAllUsualSizesComeThrough() throws IOException {
        for (int size : new int[] {1, 1000, 32 << 10, 256 << 10})
            assertThat(sent(size).available()).isEqualTo(size);
    }

    @Test
    void aPacketThatGrowsBeyondAnyPacketIsRefused() {
        assertThatThrownBy(() -> sent((256 << 10) + 1)).isInstanceOf(IOException.class);
    }
}
