package dev.drey.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// A running ssh-agent behind its Unix socket (draft-miller-ssh-agent), one request at a time.
final class AgentSocket extends AbstractAgentProxy {
    static {
        JdkProvider.install();
    }

    private static final int LONGEST_ANSWER = 256 << 10;

    private final SocketChannel socket;

    AgentSocket(Path path) throws IOException {
        super(null);
        socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException | RuntimeException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    @Override
    protected synchronized Buffer request(Buffer question) throws IOException {
        return new ByteArrayBuffer(ask(question.getCompactData()));
    }

    /// One request, its length in front, and the answer without its length.
    byte[] ask(byte[] question) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(question);
        while (out.hasRemaining()) socket.write(out);
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > LONGEST_ANSWER) throw new IOException("the agent answers with " + length + " bytes");
        return read(length).array();
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (socket.read(in) < 0) throw new EOFException("the agent hung up");
        }
        return in.flip();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
