package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpWireTest {
    private ServerSocketChannel door;
    private SocketChannel dialled;
    private SocketChannel accepted;

    @BeforeEach
    void connect() throws IOException {
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        dialled = SocketChannel.open(door.getLocalAddress());
        accepted = door.accept();
    }

    @AfterEach
    void close() throws IOException {
        dialled.close();
        accepted.close();
        door.close();
    }

    /// One byte comes in; what had been said of acknowledgements is that they may wait.
    private boolean acknowledgesAtOnce(TcpWire wire, SocketChannel from) throws IOException {
        wire.channel().setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
        from.write(ByteBuffer.wrap(new byte[1]));
        assertThat(wire.read(ByteBuffer.allocate(1))).isOne();
        return wire.channel().getOption(ExtendedSocketOptions.TCP_QUICKACK);
    }

    @Test
    void whatALoginReadsIsAcknowledgedAtOnceAndABulkOfPacketsIsNot() throws IOException {
        TcpWire wire = TcpWire.dialled(dialled);
        for (int i = 0; i < 64; i++)
            assertThat(acknowledgesAtOnce(wire, accepted)).isTrue();
        assertThat(acknowledgesAtOnce(wire, accepted)).isFalse();
    }

    @Test
    void connectionsThatComeInAreLeftToTheSystem() throws IOException {
        assertThat(acknowledgesAtOnce(
                        TcpWire.accepted(accepted, new Greeting(new InetSocketAddress(0), ByteBuffer.allocate(0))),
                        dialled))
                .isFalse();
    }
}
